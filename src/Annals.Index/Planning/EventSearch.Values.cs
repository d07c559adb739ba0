using System.Collections.Concurrent;
using System.Text;
using Annals.Index.Planning;
using Annals.Index.Query;
using Annals.Records.Events;

namespace Annals.Index;

/// <content>Counts by the values of fields: of rows by their codes in the database, of the others one by one.</content>
public sealed partial class EventSearch
{
    /// <summary>Rows that are grouped by several fields at once. As many groups of 60 bytes are the most that can arise, which several questions at a time must find room for in the memory of the index.</summary>
    private const long GroupedRows = 1 << 19;

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
        var counter = new DistinctCounter<string>(options.DistinctMax);
        void CountTexts(EventSlices slices) => AddTexts(FieldTexts.Of(slices, field), 1, counter);
        if (FacetFields.Column(field) is { } column)
        {
            var notKept = NotKept([column]);
            foreach (var (codes, count) in CodesOf(question, [column], PredicateLogic.Not(notKept)).Counts)
            {
                AddTexts(codes.First == ValueCode.Absent ? [] : index.ValuesOf(column, codes.First), count, counter);
            }

            CountFromRecords(question, notKept, CountTexts);
        }
        else if (field == FacetField.Outcome)
        {
            foreach (var outcome in Enum.GetValues<Outcome>())
            {
                var count = CountRows(question, new ColumnPredicate.HasOutcome((byte)outcome));
                AddTexts(outcome == Outcome.Unknown ? [] : [FieldTexts.NameOf(outcome)], count, counter);
            }
        }
        else
        {
            CountFromRecords(question, ColumnPredicate.True, CountTexts);
        }

        ScanTail(question, (_, slices) => CountTexts(slices));
        var top = MostFrequent(counter).Take(limit).ToArray();
        var others = counter.Counts.Values.Sum() + counter.Uncounted - top.Sum(value => value.Count);
        return new SearchFacet(question.Scope, top, others, counter.Missing, counter.Uncounted == 0);
    }

    /// <summary>
    /// Lists the values of a field that begin with a text, with the number of matches that have each: for completing what a person types. Values that the index did not keep
    /// (<see cref="IEventIndex.KeepsEveryValue"/>) are not looked for in the records; the answer says so.
    /// </summary>
    /// <param name="query">The query within which values count; <see cref="SearchQuery.All"/> for every record but receipts and hidden variants.</param>
    /// <param name="field">The field.</param>
    /// <param name="prefix">The beginning, in any case: compared as <c>field:prefix*</c> of the query language compares. Empty for all values.</param>
    /// <param name="limit">The most values to give, 1 or more.</param>
    /// <param name="order">Which come first.</param>
    /// <param name="size">Log size to ask about, or null for the present one.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public SearchFieldValues Values(
        SearchQuery query, IndexField field, string prefix, int limit, ValueOrder order = ValueOrder.MostFrequent, long? size = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var begins = prefix.Length == 0 ? null : ValueTests.Of(new PatternCondition(new TextPattern([prefix, string.Empty])));
        var question = Begin(query, size, cancellationToken, begins is null ? null : new ColumnPredicate.FieldPasses(field, begins, WhenNotKept: true));
        var counter = new DistinctCounter<string>(options.DistinctMax);
        void Add(IEnumerable<string> values, long count)
        {
            foreach (var value in values.Where(value => begins is null || begins(Encoding.UTF8.GetBytes(value))))
            {
                counter.Add(value, count);
            }
        }

        var isKept = true;
        foreach (var (codes, count) in CodesOf(question, [field], ColumnPredicate.True).Counts.Where(pair => pair.Key.First != ValueCode.Absent))
        {
            isKept &= codes.First != ValueCode.NotKept;
            Add(codes.First == ValueCode.NotKept ? [] : index.ValuesOf(field, codes.First), count);
        }

        ScanTail(question, (_, slices) => Add(FieldTexts.Of(slices, FacetFields.Of(field)), 1));
        var ordered = order == ValueOrder.MostFrequent ? MostFrequent(counter) : MostFrequent(counter).OrderBy(value => value.Value, StringComparer.Ordinal);
        return new SearchFieldValues(question.Scope, [.. ordered.Take(limit)], isKept && counter.Uncounted == 0 && counter.Counts.Count <= limit);
    }

    /// <summary>Counts the matches by the values that some fields have together.</summary>
    /// <param name="query">The query.</param>
    /// <param name="fields">1 to <see cref="FieldCodes.FieldsMax"/> fields, each once.</param>
    /// <param name="max">The most combinations to give, 1 or more.</param>
    /// <param name="size">Log size to ask about, or null for the present one.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ArgumentException">There are no fields, too many, or one twice.</exception>
    public SearchCombinations Combinations(SearchQuery query, IReadOnlyList<IndexField> fields, int max, long? size = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        if (fields.Count is < 1 or > FieldCodes.FieldsMax || fields.Distinct().Count() != fields.Count)
        {
            throw new ArgumentException($"Combinations are counted of 1 to {FieldCodes.FieldsMax} different fields, not of: {string.Join(", ", fields)}.", nameof(fields));
        }

        var question = Begin(query, size, cancellationToken);
        var counter = new DistinctCounter<TextTuple>(options.DistinctMax);
        void CountTexts(EventSlices slices) => AddTuples([.. fields.Select(field => FieldTexts.Of(slices, FacetFields.Of(field)))], 1, counter);
        var notKept = NotKept(fields);
        var byCodes = CodesOf(question, fields, PredicateLogic.Not(notKept));
        var texts = new Dictionary<(IndexField, uint), IReadOnlyList<string>>();
        foreach (var (codes, count) in byCodes.Counts)
        {
            AddTuples([.. fields.Select((field, i) => TextsOf(field, codes[i], texts))], count, counter);
        }

        CountFromRecords(question, notKept, CountTexts);
        ScanTail(question, (_, slices) => CountTexts(slices));
        var ordered = counter.Counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(max);
        return new SearchCombinations(
            question.Scope,
            [.. ordered.Select(pair => new FieldCombination(pair.Key.ToList(fields.Count), pair.Value))],
            byCodes.Uncounted == 0 && counter.Uncounted == 0 && counter.Counts.Count <= max);
    }

    /// <summary>
    /// How many matches among the rows of the index have which codes: of several fields as many as may be counted at once, of one field all, of which there are
    /// no more than its dictionary has values.
    /// </summary>
    private DistinctCounter<FieldCodes> CodesOf(Question question, IReadOnlyList<IndexField> fields, ColumnPredicate also)
    {
        var isOne = fields.Count == 1;
        var counter = new DistinctCounter<FieldCodes>(isOne ? int.MaxValue : options.DistinctMax);
        if (question.Plan.Sure != ColumnPredicate.False)
        {
            var rows = SureRows(question, also);
            var step = isOne ? Math.Max(rows.ToPosition, 1) : GroupedRows;
            for (var from = 0L; from < rows.ToPosition; from += step)
            {
                foreach (var (codes, count) in index.CountByCodes(rows with { FromPosition = from, ToPosition = Math.Min(from + step, rows.ToPosition) }, fields, question.CancellationToken))
                {
                    counter.Add(codes, count);
                }
            }
        }

        ForEachOpenMatch(question, also, (window, i) => counter.Add(window.Codes[i], 1), fields);
        return counter;
    }

    /// <summary>Rows of which the record has to be asked, since the index did not keep the value of one of the fields.</summary>
    private ColumnPredicate NotKept(IReadOnlyList<IndexField> fields) =>
        PredicateLogic.Or(fields.Where(field => !index.KeepsEveryValue(field)).Select(field => new ColumnPredicate.FieldPasses(field, _ => false, WhenNotKept: true)));

    private IReadOnlyList<string> TextsOf(IndexField field, uint code, Dictionary<(IndexField, uint), IReadOnlyList<string>> known)
    {
        if (code == ValueCode.Absent)
        {
            return [];
        }

        if (!known.TryGetValue((field, code), out var texts))
        {
            known[(field, code)] = texts = index.ValuesOf(field, code);
        }

        return texts;
    }

    private void CountFromRecords(Question question, ColumnPredicate also, Action<EventSlices> count)
    {
        if (also == ColumnPredicate.False)
        {
            return;
        }

        var reader = new RecordReader(store, options.Threads, question.CancellationToken);
        var workers = new ConcurrentBag<CountingWork>();
        var query = question.All() with { Where = PredicateLogic.And([question.Plan.Possible, also]), Bundles = BundlesOf(question) };
        foreach (var window in CandidateWindow.Cut(index.Rows(query, question.CancellationToken), WindowRows))
        {
            reader.Read(window, sureToo: true, workers, () => new CountingWork(question.MakeMatcher(), count));
        }
    }

    private static void AddTexts(IReadOnlyList<string> texts, long count, DistinctCounter<string> counter)
    {
        if (texts.Count == 0)
        {
            counter.AddMissing(count);
        }

        for (var i = 0; i < texts.Count && count > 0; i++)
        {
            counter.Add(texts[i], count);
        }
    }

    /// <summary>Counts every choice of one value for each field; an absent field has the one choice null.</summary>
    private static void AddTuples(IReadOnlyList<string>[] texts, long count, DistinctCounter<TextTuple> counter)
    {
        IReadOnlyList<string?> Choices(int field) => field < texts.Length && texts[field].Count > 0 ? texts[field] : TextTuple.Absent;
        foreach (var first in Choices(0))
        {
            foreach (var second in Choices(1))
            {
                foreach (var third in Choices(2))
                {
                    foreach (var fourth in Choices(3))
                    {
                        counter.Add(new TextTuple(first, second, third, fourth), count);
                    }
                }
            }
        }
    }

    private static IEnumerable<FacetValue> MostFrequent(DistinctCounter<string> counter) =>
        counter.Counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new FacetValue(pair.Key, pair.Value));
}
