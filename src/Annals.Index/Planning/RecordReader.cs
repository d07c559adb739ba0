using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Annals.Index.Query;

namespace Annals.Index.Planning;

/// <summary>What is done with the records of candidates; one instance for each thread.</summary>
internal interface IRecordWork
{
    /// <summary>Is given each wanted record that is not erased.</summary>
    /// <param name="window">The candidates.</param>
    /// <param name="index">Which of them.</param>
    /// <param name="record">Its bytes.</param>
    /// <param name="facts">What the log knows of it.</param>
    void Visit(CandidateWindow window, int index, ReadOnlySpan<byte> record, in RecordFacts facts);
}

/// <summary>Reads the records of candidates, bundle by bundle on several threads; each frame is opened once for a window.</summary>
internal sealed class RecordReader(IRecordStore store, int threads, CancellationToken cancellationToken)
{
    /// <summary>Gives work the records of a window.</summary>
    /// <param name="window">The candidates, in any order.</param>
    /// <param name="sureToo">Whether rows that match already are read too.</param>
    /// <param name="idle">Workers that wait; they are taken from here and put back.</param>
    /// <param name="make">Makes a further worker.</param>
    public void Read<TWork>(CandidateWindow window, bool sureToo, ConcurrentBag<TWork> idle, Func<TWork> make)
        where TWork : class, IRecordWork
    {
        var order = WantedByPosition(window, sureToo);
        var units = UnitsOf(window, order);
        if (units.Count == 0)
        {
            return;
        }

        try
        {
            Parallel.ForEach(
                Partitioner.Create(units, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
                () => idle.TryTake(out var work) ? work : make(),
                (unit, _, work) =>
                {
                    ReadBundle(window, order.AsSpan(unit.From, unit.Count), work);
                    return work;
                },
                idle.Add);
        }
        catch (AggregateException exception)
        {
            // The caller expects what the store throws, not how many threads met it.
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    private static int[] WantedByPosition(CandidateWindow window, bool sureToo)
    {
        var order = new List<int>(window.Count);
        var isAscending = true;
        for (var i = 0; i < window.Count; i++)
        {
            if (sureToo || !window.Matches[i])
            {
                isAscending &= order.Count == 0 || window.Positions[order[^1]] < window.Positions[i];
                order.Add(i);
            }
        }

        if (!isAscending)
        {
            order.Sort((left, right) => window.Positions[left].CompareTo(window.Positions[right]));
        }

        return [.. order];
    }

    /// <summary>Runs of candidates in the same bundle.</summary>
    private static List<(int From, int Count)> UnitsOf(CandidateWindow window, int[] order)
    {
        var units = new List<(int, int)>();
        for (var from = 0; from < order.Length;)
        {
            var bundle = window.Positions[order[from]] / BundleSet.BundleSize;
            var to = from + 1;
            while (to < order.Length && window.Positions[order[to]] / BundleSet.BundleSize == bundle)
            {
                to++;
            }

            units.Add((from, to - from));
            from = to;
        }

        return units;
    }

    private void ReadBundle<TWork>(CandidateWindow window, ReadOnlySpan<int> order, TWork work)
        where TWork : class, IRecordWork
    {
        foreach (var info in store.Frames(window.Positions[order[0]], window.Positions[order[^1]] + 1))
        {
            var end = info.First + info.Count;
            if (order.IsEmpty || window.Positions[order[0]] >= end)
            {
                continue;
            }

            using var frame = store.OpenFrame(info);
            while (!order.IsEmpty && window.Positions[order[0]] < end)
            {
                var candidate = order[0];
                order = order[1..];
                var index = checked((int)(window.Positions[candidate] - info.First));
                if (!frame.IsErased(index))
                {
                    work.Visit(window, candidate, frame.Record(index), new RecordFacts(window.Recorded[candidate], frame.SourceName(index), window.Flags[candidate]));
                }
            }
        }
    }
}

/// <summary>Marks the candidates that meet a condition.</summary>
internal sealed class MatchWork(RecordMatcher matcher) : IRecordWork
{
    public void Visit(CandidateWindow window, int index, ReadOnlySpan<byte> record, in RecordFacts facts) =>
        window.Matches[index] = matcher.Matches(record, facts);
}
