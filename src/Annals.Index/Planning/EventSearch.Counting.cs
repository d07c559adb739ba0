using Annals.Index.Planning;
using Annals.Index.Query;
using Annals.Records.Events;

namespace Annals.Index;

/// <content>Counts: of sure rows by the database, of the others one by one.</content>
public sealed partial class EventSearch
{
    /// <summary>Counts the matches.</summary>
    /// <param name="query">The query.</param>
    /// <param name="size">Log size to ask about, or null for the present one.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public SearchCount Count(SearchQuery query, long? size = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var question = Begin(query, size, cancellationToken);
        var count = CountRows(question, ColumnPredicate.True);
        ScanTail(question, (_, _) => count++);
        return new SearchCount(question.Scope, count);
    }

    /// <summary>Counts the matches by occurred time.</summary>
    /// <param name="query">The query.</param>
    /// <param name="width">Width of a bucket; buckets begin at multiples of it since 1970 UTC. One microsecond or more.</param>
    /// <param name="size">Log size to ask about, or null for the present one.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public SearchHistogram Histogram(SearchQuery query, TimeSpan width, long? size = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var widthMicros = MicrosOf(width);
        var question = Begin(query, size, cancellationToken);
        var buckets = new SortedDictionary<long, long>();
        var unknown = 0L;
        void Add(long? micros, long count)
        {
            if (micros is { } known)
            {
                var from = BucketOf(known, widthMicros);
                buckets[from] = buckets.GetValueOrDefault(from) + count;
            }
            else
            {
                unknown += count;
            }
        }

        if (question.Plan.Sure != ColumnPredicate.False)
        {
            foreach (var (from, count) in index.Histogram(SureRows(question, ColumnPredicate.True), widthMicros, cancellationToken))
            {
                Add(from, count);
            }
        }

        ForEachOpenMatch(question, ColumnPredicate.True, (window, i) => Add(window.Row(i).OccurredMicros, 1));
        ScanTail(question, (row, _) => Add(row.OccurredMicros, 1));
        return new SearchHistogram(question.Scope, [.. buckets.Select(pair => new HistogramBucket(pair.Key, pair.Value))], unknown);
    }

    /// <summary>Counts the matches by occurred time and outcome; takes about a quarter longer than <see cref="Histogram"/>.</summary>
    /// <param name="query">The query.</param>
    /// <param name="width">Width of a bucket; buckets begin at multiples of it since 1970 UTC. One microsecond or more.</param>
    /// <param name="size">Log size to ask about, or null for the present one.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public SearchOutcomeHistogram HistogramByOutcome(SearchQuery query, TimeSpan width, long? size = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var widthMicros = MicrosOf(width);
        var question = Begin(query, size, cancellationToken);
        var buckets = new SortedDictionary<long, OutcomeCounts>();
        var undated = default(OutcomeCounts);
        void Add(long? micros, Outcome outcome, long count)
        {
            if (micros is { } known)
            {
                var from = BucketOf(known, widthMicros);
                buckets[from] = buckets.GetValueOrDefault(from).Plus(outcome, count);
            }
            else
            {
                undated = undated.Plus(outcome, count);
            }
        }

        if (question.Plan.Sure != ColumnPredicate.False)
        {
            foreach (var (from, outcome, count) in index.HistogramByOutcome(SureRows(question, ColumnPredicate.True), widthMicros, cancellationToken))
            {
                Add(from, (Outcome)outcome, count);
            }
        }

        ForEachOpenMatch(question, ColumnPredicate.True, (window, i) => Add(window.Row(i).OccurredMicros, (Outcome)window.Outcomes[i], 1));
        ScanTail(question, (row, slices) => Add(row.OccurredMicros, slices.Outcome, 1));
        return new SearchOutcomeHistogram(question.Scope, [.. buckets.Select(pair => new OutcomeBucket(pair.Key, pair.Value))], undated);
    }

    private static long MicrosOf(TimeSpan width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, TimeSpan.FromMicroseconds(1));
        return width.Ticks / TimeSpan.TicksPerMicrosecond;
    }

    private static long BucketOf(long micros, long widthMicros) => micros - (((micros % widthMicros) + widthMicros) % widthMicros);

    private long CountRows(Question question, ColumnPredicate also)
    {
        var count = question.Plan.Sure == ColumnPredicate.False ? 0 : index.Count(SureRows(question, also), question.CancellationToken);
        ForEachOpenMatch(question, also, (_, _) => count++);
        return count;
    }

    private static ColumnQuery SureRows(Question question, ColumnPredicate also) =>
        question.All() with { Where = PredicateLogic.And([question.Plan.Sure, also]) };

    /// <summary>Visits the matches among the rows that are possible, but not sure.</summary>
    private void ForEachOpenMatch(Question question, ColumnPredicate also, Action<CandidateWindow, int> found, params IReadOnlyList<IndexField> codesOf)
    {
        if (question.Plan.IsExact)
        {
            return;
        }

        var open = question.All() with
        {
            Where = PredicateLogic.And([question.Plan.Possible, PredicateLogic.Not(question.Plan.Sure), also]),
            Sure = ColumnPredicate.False,
            CodesOf = codesOf,
            Bundles = OpenBundlesOf(question),
        };
        foreach (var window in Matching(question, open))
        {
            for (var i = 0; i < window.Count; i++)
            {
                if (window.Matches[i])
                {
                    found(window, i);
                }
            }
        }
    }

    /// <summary>As <see cref="BundlesOf"/>, for rows none of which is sure.</summary>
    private BundleSet? OpenBundlesOf(Question question) => filters?.MayHold(question.Plan.Need, question.Scope.IndexedSize);
}
