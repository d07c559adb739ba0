using System.Collections.Concurrent;
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
        ArgumentOutOfRangeException.ThrowIfLessThan(width, TimeSpan.FromMicroseconds(1));
        var widthMicros = width.Ticks / TimeSpan.TicksPerMicrosecond;
        var question = Begin(query, size, cancellationToken);
        var buckets = new SortedDictionary<long, long>();
        var unknown = 0L;
        void Add(long? micros, long count)
        {
            if (micros is { } known)
            {
                var from = known - (((known % widthMicros) + widthMicros) % widthMicros);
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

    /// <summary>Counts the matches by the values of a field. Fields that the index does not hold are read from every matching record.</summary>
    /// <param name="query">The query.</param>
    /// <param name="field">The field.</param>
    /// <param name="limit">Values to give, 1 or more.</param>
    /// <param name="size">Log size to ask about, or null for the present one.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public SearchFacet Facet(SearchQuery query, FacetField field, int limit, long? size = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var question = Begin(query, size, cancellationToken);
        var counter = new ValueCounter(options.DistinctMax);
        if (FacetFields.Column(field) is { } column)
        {
            CountCodes(question, column, counter);
            var notKept = new ColumnPredicate.FieldPasses(column, _ => false, WhenNotKept: true);
            CountFromRecords(question, field, index.KeepsEveryValue(column) ? ColumnPredicate.False : notKept, counter);
        }
        else if (field == FacetField.Outcome)
        {
            foreach (var outcome in Enum.GetValues<Outcome>())
            {
                FacetWork.CountOutcome(outcome, CountRows(question, new ColumnPredicate.HasOutcome((byte)outcome)), counter);
            }
        }
        else
        {
            CountFromRecords(question, field, ColumnPredicate.True, counter);
        }

        ScanTail(question, (_, slices) => FacetWork.Count(slices, field, counter));
        return counter.ToFacet(question.Scope, limit);
    }

    /// <summary>Lists values of a field that begin with a text, from the dictionaries of the index: for completing what a person types. Values that only entries behind the index have are not among them.</summary>
    /// <param name="field">The field.</param>
    /// <param name="prefix">The beginning, in any case.</param>
    /// <param name="limit">The most values to give, 1 or more.</param>
    public FieldValues Values(IndexField field, string prefix, int limit) => index.ValuesByPrefix(field, prefix, limit);

    private long CountRows(Question question, ColumnPredicate also)
    {
        var count = question.Plan.Sure == ColumnPredicate.False ? 0 : index.Count(SureRows(question, also), question.CancellationToken);
        ForEachOpenMatch(question, also, (_, _) => count++);
        return count;
    }

    private void CountCodes(Question question, IndexField field, ValueCounter counter)
    {
        var byCode = new Dictionary<uint, long>();
        if (question.Plan.Sure != ColumnPredicate.False)
        {
            foreach (var (code, count) in index.CountByCode(SureRows(question, ColumnPredicate.True), field, question.CancellationToken))
            {
                byCode[code] = byCode.GetValueOrDefault(code) + count;
            }
        }

        ForEachOpenMatch(question, ColumnPredicate.True, (window, i) => byCode[window.Codes[i]] = byCode.GetValueOrDefault(window.Codes[i]) + 1, field);
        counter.AddMissing(byCode.GetValueOrDefault(ValueCode.Absent));
        foreach (var (code, count) in byCode.Where(pair => pair.Key >= ValueCode.First))
        {
            foreach (var value in index.ValuesOf(field, code))
            {
                counter.Add(value, count);
            }
        }
    }

    private void CountFromRecords(Question question, FacetField field, ColumnPredicate also, ValueCounter counter)
    {
        if (also == ColumnPredicate.False)
        {
            return;
        }

        var reader = new RecordReader(store, options.Threads, question.CancellationToken);
        var workers = new ConcurrentBag<FacetWork>();
        var query = question.All() with { Where = PredicateLogic.And([question.Plan.Possible, also]), Bundles = BundlesOf(question) };
        foreach (var window in CandidateWindow.Cut(index.Rows(query, question.CancellationToken), WindowRows))
        {
            reader.Read(window, sureToo: true, workers, () => new FacetWork(field, question.MakeMatcher(), counter));
        }
    }

    private static ColumnQuery SureRows(Question question, ColumnPredicate also) =>
        question.All() with { Where = PredicateLogic.And([question.Plan.Sure, also]) };

    /// <summary>Visits the matches among the rows that are possible, but not sure.</summary>
    private void ForEachOpenMatch(Question question, ColumnPredicate also, Action<CandidateWindow, int> found, IndexField? codesOf = null)
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
