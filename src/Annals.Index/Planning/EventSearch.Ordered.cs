using Annals.Index.Planning;

namespace Annals.Index;

/// <content>
/// In the order of time. Where the columns answer alone, DuckDB sorts. Where the filters leave few bundles, all of them are read. Else the first few candidates are tried; if they do not fill the page, the rest
/// is taken slice by slice of time, each slice read in the order of positions, so that neighbouring records are decompressed once.
/// </content>
public sealed partial class EventSearch
{
    private const int FirstTry = 256;

    /// <summary>So few bundles are read at once, in the order of positions, rather than slice by slice.</summary>
    private const int BundlesAtOnce = 128;

    private const long SliceWidthMicros = 3_600_000_000;
    private const long SliceRowsMin = 4_096;
    private const long SliceRowsMax = 262_144;

    /// <param name="question">The question.</param>
    /// <param name="top">Takes what is found.</param>
    /// <param name="within">Limits the rows looked at.</param>
    private void CollectOrdered(Question question, TopRows top, ColumnPredicate within)
    {
        var possible = PredicateLogic.And([question.Plan.Possible, within]);
        var all = question.All() with { Where = possible, Order = top.Order, After = top.Behind };
        if (BundlesOf(question) is { Count: <= BundlesAtOnce })
        {
            CollectAll(question, all, top);
            return;
        }

        var limit = question.Plan.IsExact ? top.Capacity : FirstTry;
        var seen = 0;
        var last = top.Behind;
        foreach (var window in Matching(question, all with { IsSorted = true, Limit = limit }))
        {
            Collect(window, top);
            seen += window.Count;
            last = window.Row(window.Count - 1).Place;
        }

        if (question.Plan.IsExact || seen < limit || top.IsClosedTo(last!.Value))
        {
            return;
        }

        foreach (var slice in SlicesBehind(question, all, last.Value))
        {
            if (top.IsClosedTo(slice.First))
            {
                return;
            }

            CollectAll(question, all with { Where = PredicateLogic.And([possible, slice.Where]), After = last }, top);
        }
    }

    private void CollectAll(Question question, ColumnQuery query, TopRows top)
    {
        foreach (var window in Matching(question, query))
        {
            Collect(window, top);
        }
    }

    private static void Collect(CandidateWindow window, TopRows top)
    {
        for (var i = 0; i < window.Count; i++)
        {
            if (window.Matches[i])
            {
                top.Add(window.Row(i));
            }
        }
    }

    /// <summary>Cuts the candidates behind a place into slices of time, in the order asked for, that grow while nothing is found.</summary>
    /// <returns>The rows of each slice, and a place before which none of them comes.</returns>
    private IEnumerable<(ColumnPredicate Where, RowPlace First)> SlicesBehind(Question question, ColumnQuery all, RowPlace last)
    {
        var order = all.Order;
        if (last.IsTimeKnown)
        {
            var buckets = BucketsBehind(question, all, last.OccurredMicros);
            var rowsWanted = SliceRowsMin;
            for (var i = 0; i < buckets.Length;)
            {
                var first = buckets[i].From;
                var rows = 0L;
                while (i < buckets.Length && rows < rowsWanted)
                {
                    rows += buckets[i++].Count;
                }

                yield return SliceOf(first, buckets[i - 1].From, last.OccurredMicros, order);
                rowsWanted = Math.Min(rowsWanted * 4, SliceRowsMax);
            }
        }

        yield return (new ColumnPredicate.Not(new ColumnPredicate.Occurred(long.MinValue, long.MaxValue)), new RowPlace(long.MinValue, FirstPosition(order)));
    }

    /// <summary>How many candidates of known time there are from a time on, by hour, in the order asked for.</summary>
    private (long From, long Count)[] BucketsBehind(Question question, ColumnQuery all, long micros)
    {
        var order = all.Order;
        var behind = order == SearchOrder.NewestFirst ? new ColumnPredicate.Occurred(long.MinValue, micros) : new ColumnPredicate.Occurred(micros, long.MaxValue);
        var rest = all with { Where = PredicateLogic.And([all.Where, behind]), After = null, Bundles = BundlesOf(question) };
        var buckets = index.Histogram(rest, SliceWidthMicros, question.CancellationToken)
            .Where(bucket => bucket.FromMicros is not null)
            .Select(bucket => (From: bucket.FromMicros!.Value, bucket.Count));
        return [.. order == SearchOrder.NewestFirst ? buckets.OrderByDescending(bucket => bucket.From) : buckets.OrderBy(bucket => bucket.From)];
    }

    /// <summary>The slice from one bucket to another, cut where the candidates begin.</summary>
    private static (ColumnPredicate Where, RowPlace First) SliceOf(long firstBucket, long lastBucket, long beginMicros, SearchOrder order)
    {
        if (order == SearchOrder.NewestFirst)
        {
            var newest = Math.Min(firstBucket + SliceWidthMicros - 1, beginMicros);
            return (new ColumnPredicate.Occurred(lastBucket, newest), new RowPlace(newest, FirstPosition(order)));
        }

        var oldest = Math.Max(firstBucket, beginMicros);
        return (new ColumnPredicate.Occurred(oldest, lastBucket + SliceWidthMicros - 1), new RowPlace(oldest, FirstPosition(order)));
    }

    private static long FirstPosition(SearchOrder order) => order == SearchOrder.NewestFirst ? long.MaxValue : long.MinValue;
}
