using System.Runtime.ExceptionServices;
using Annals.Index;
using Annals.Log;

namespace Annals.Archive;

/// <summary>
/// Reads the records of search rows in their order. Rows of the same bundle are read together, so that a frame is decompressed once for its rows, and
/// bundles on several threads. Memory is bounded: some rows are read ahead, by number and by bytes.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="sources">Tells under which name a record was decoded.</param>
internal sealed class RowReader(ILogReader log, IntakeSourceNames sources)
{
    private const int RowsAheadMax = 256;
    private const long BytesAheadMax = 8 << 20;

    private static readonly int Threads = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>Reads the records of rows.</summary>
    /// <param name="rows">Any rows, in any order.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IEnumerable<ShownRecord> Read(IReadOnlyList<SearchRow> rows, CancellationToken cancellationToken)
    {
        for (var from = 0; from < rows.Count;)
        {
            var entries = EntriesAhead(rows, from);
            foreach (var record in Read(rows, from, entries, cancellationToken))
            {
                yield return record;
            }

            from += entries.Length;
        }
    }

    /// <summary>Entries of the rows that are read next: at least one.</summary>
    private Entry[] EntriesAhead(IReadOnlyList<SearchRow> rows, int from)
    {
        var entries = new List<Entry>();
        var bytes = 0L;
        while (from + entries.Count < rows.Count && entries.Count < RowsAheadMax && bytes < BytesAheadMax)
        {
            entries.Add(log.ReadEntry(rows[from + entries.Count].Position));
            bytes += entries[^1].PayloadLength;
        }

        return [.. entries];
    }

    private ShownRecord[] Read(IReadOnlyList<SearchRow> rows, int from, Entry[] entries, CancellationToken cancellationToken)
    {
        var records = new ShownRecord[entries.Length];
        var bundles = Enumerable.Range(0, entries.Length)
            .GroupBy(i => rows[from + i].Position / BundleSet.BundleSize)
            .Select(bundle => bundle.OrderBy(i => rows[from + i].Position).ToArray());
        try
        {
            Parallel.ForEach(
                bundles,
                new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellationToken },
                bundle => ReadBundle(rows, from, entries, bundle, records));
        }
        catch (AggregateException e)
        {
            // The caller expects what the log throws, not how many threads met it.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return records;
    }

    /// <summary>Reads the wanted records of one bundle.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="from">The row that the first entry belongs to.</param>
    /// <param name="entries">Entries of the rows that are read.</param>
    /// <param name="wanted">Which of them lie in the bundle, by position.</param>
    /// <param name="records">Receives the records.</param>
    private void ReadBundle(IReadOnlyList<SearchRow> rows, int from, Entry[] entries, ReadOnlySpan<int> wanted, ShownRecord[] records)
    {
        foreach (var info in log.Frames(rows[from + wanted[0]].Position, rows[from + wanted[^1]].Position + 1))
        {
            var end = info.First + info.Count;
            if (wanted.IsEmpty || rows[from + wanted[0]].Position >= end)
            {
                continue;
            }

            using var frame = log.OpenFrame(info);
            while (!wanted.IsEmpty && rows[from + wanted[0]].Position is var position && position < end)
            {
                var index = (int)(position - info.First);
                var entry = entries[wanted[0]];
                records[wanted[0]] = new ShownRecord(position, entry, frame.Record(index).ToArray(), frame.IsErased(index), sources.Of(entry));
                wanted = wanted[1..];
            }
        }
    }
}
