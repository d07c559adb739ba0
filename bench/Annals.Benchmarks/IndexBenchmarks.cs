using Annals.Index;
using Annals.Index.Columns;
using Annals.Records.Events;
using BenchmarkDotNet.Attributes;

namespace Annals.Benchmarks;

/// <summary>The way of a row into the columns, per row; the records repeat after some, so values are found again as in real data.</summary>
public class IndexBenchmarks
{
    private const int BatchRows = 256;
    private const int Rows = EventIndexOptions.DefaultCommitRows;

    private readonly IndexBatch batch = new(BatchRows);
    private EventSlices[] slices = [];
    private IEventIndex? index;

    [GlobalSetup]
    public void Read()
    {
        slices = [.. SampleRecords.All.Select(record =>
        {
            var view = new EventSlices();
            _ = view.Read(record);
            return view;
        })];
    }

    [IterationSetup(Target = nameof(Append_and_commit))]
    public void Begin() => index = DuckDbEventIndex.Create(path: null, new EventIndexOptions { Log = "example.org/log" });

    [IterationCleanup(Target = nameof(Append_and_commit))]
    public void End() => index?.Dispose();

    [Benchmark(OperationsPerInvoke = BatchRows)]
    public int Batch_add()
    {
        Fill(0);
        return batch.Count;
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public long Append_and_commit()
    {
        for (var row = 0; row < Rows; row += BatchRows)
        {
            Fill(row);
            index!.Append(batch);
        }

        index!.Commit();
        return index.CoveredSize;
    }

    private void Fill(long from)
    {
        batch.Restart(from);
        for (var position = from; position < from + BatchRows; position++)
        {
            batch.Add(position, position, default, slices[position % slices.Length]);
        }
    }
}
