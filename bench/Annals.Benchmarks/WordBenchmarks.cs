using Annals.Index.Filters;
using Annals.Index.Words;
using BenchmarkDotNet.Attributes;

namespace Annals.Benchmarks;

/// <summary>Finding the words of records, and collecting them for a filter.</summary>
public class WordBenchmarks
{
    private const int BundleRecords = 256;

    private readonly byte[][] records = SampleRecords.All;
    private readonly WordScanner scanner = new();
    private readonly FrameFilterBuilder builder = new();

    [Benchmark(OperationsPerInvoke = SampleRecords.Count)]
    public ulong Scan()
    {
        var counter = default(Counter);
        foreach (var record in records)
        {
            scanner.Scan(record, ref counter);
        }

        return counter.Sum;
    }

    [Benchmark(OperationsPerInvoke = SampleRecords.Count)]
    public void Collect()
    {
        for (var i = 0; i < records.Length; i++)
        {
            builder.Add(records[i]);
            if (i % BundleRecords == BundleRecords - 1)
            {
                builder.Take().Dispose();
            }
        }
    }

    private struct Counter : IWordVisitor
    {
        public ulong Sum;

        public void Word(ulong hash) => Sum ^= hash;

        public void Pair(ulong hash) => Sum ^= hash;
    }
}
