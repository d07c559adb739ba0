using Annals.Index.Columns;
using Annals.Records.Events;

namespace Annals.Index.Tests.Planning;

/// <summary>Makes and feeds indexes.</summary>
internal static class TestIndex
{
    /// <summary>So few rows near the end that most searches go on behind them.</summary>
    public static EventIndexOptions Options { get; } = new() { Log = "annals.example/log/1", Threads = 1, RowsNearEnd = 60 };

    public static IEventIndex InMemory(IReadOnlyList<MemoryRecord> records, long covered, EventIndexOptions? options = null)
    {
        var index = DuckDbEventIndex.Create(null, options ?? Options);
        Feed(index, records, covered);
        return index;
    }

    /// <summary>Appends and commits the records from the appended size to <paramref name="to"/>.</summary>
    public static void Feed(IEventIndex index, IReadOnlyList<MemoryRecord> records, long to, int batchSize = 100)
    {
        var batch = new IndexBatch(batchSize);
        var slices = new EventSlices();
        while (index.AppendedSize < to)
        {
            batch.Restart(index.AppendedSize);
            var end = Math.Min(to, index.AppendedSize + batchSize);
            for (var position = index.AppendedSize; position < end; position++)
            {
                var record = records[(int)position];
                if (!record.IsErased)
                {
                    Assert.Null(slices.Read(record.Bytes, record.Source));
                    batch.Add(position, record.RecordedMicros, record.Flags, slices);
                }
            }

            batch.CoverTo(end);
            index.Append(batch);
        }

        index.Commit();
    }
}
