using Annals.Index.Planning;

namespace Annals.Index;

/// <content>
/// Newest first. Where the columns answer alone, DuckDB sorts. Where the filters leave few bundles, all of them are read. Else the newest few candidates are tried first; if they do not fill the page, the rest
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

    private void CollectNewest(Question question, RowPlace? after, TopRows top)
    {
        if (BundlesOf(question) is { Count: <= BundlesAtOnce })
        {
            CollectAll(question, question.All() with { After = after }, top);
            return;
        }

        var limit = question.Plan.IsExact ? top.Capacity : FirstTry;
        var query = question.All() with { NewestFirst = true, Limit = limit, After = after };
        var seen = 0;
        var last = after;
        foreach (var window in Matching(question, query))
        {
            Collect(window, top);
            seen += window.Count;
            last = window.Row(window.Count - 1).Place;
        }

        if (question.Plan.IsExact || seen < limit || top.IsClosedTo(last!.Value))
        {
            return;
        }

        foreach (var slice in SlicesBehind(question, last.Value))
        {
            if (top.IsClosedTo(slice.Newest))
            {
                return;
            }

            CollectAll(question, question.All() with { Where = PredicateLogic.And([question.Plan.Possible, slice.Where]), After = last }, top);
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

    /// <summary>Cuts the candidates behind a place into slices of time, newest first, that grow while nothing is found.</summary>
    private IEnumerable<(ColumnPredicate Where, RowPlace Newest)> SlicesBehind(Question question, RowPlace last)
    {
        var known = new ColumnPredicate.Occurred(long.MinValue, long.MaxValue);
        if (last.OccurredMicros != long.MinValue)
        {
            var upTo = new ColumnPredicate.Occurred(long.MinValue, last.OccurredMicros);
            var rest = question.All() with { Where = PredicateLogic.And([question.Plan.Possible, upTo]), Bundles = BundlesOf(question) };
            var buckets = index.Histogram(rest, SliceWidthMicros, question.CancellationToken)
                .Where(bucket => bucket.FromMicros is not null)
                .Select(bucket => (From: bucket.FromMicros!.Value, bucket.Count))
                .OrderByDescending(bucket => bucket.From)
                .ToArray();
            var rowsWanted = SliceRowsMin;
            for (var i = 0; i < buckets.Length;)
            {
                var newest = Math.Min(buckets[i].From + SliceWidthMicros - 1, last.OccurredMicros);
                var rows = 0L;
                while (i < buckets.Length && rows < rowsWanted)
                {
                    rows += buckets[i++].Count;
                }

                yield return (new ColumnPredicate.Occurred(buckets[i - 1].From, newest), new RowPlace(newest, long.MaxValue));
                rowsWanted = Math.Min(rowsWanted * 4, SliceRowsMax);
            }
        }

        yield return (new ColumnPredicate.Not(known), new RowPlace(long.MinValue, long.MaxValue));
    }
}
