using System.Text;
using Annals.Index.Filters;
using Annals.Index.Query;
using Annals.Index.Tests.Naive;
using Annals.Records.Events;
using Annals.Testing;

namespace Annals.Index.Tests.Planning;

public sealed class EventSearchAgainstNaiveTests : IDisposable
{
    private const int RecordCount = 500;

    private readonly TestFolder folder = new();
    private readonly Random random = Seed.Random(nameof(EventSearchAgainstNaiveTests));
    private readonly IReadOnlyList<MemoryRecord> records;
    private readonly MemoryRecordStore store;
    private readonly WordFilterFolder filters;
    private readonly List<IEventIndex> indexes = [];
    private readonly AuditEvent?[] views = new AuditEvent?[RecordCount];
    private EventSearch[] searches = [];

    public EventSearchAgainstNaiveTests()
    {
        records = TestRecords.Make(random, RecordCount);
        store = new MemoryRecordStore(records, RecordCount);
        filters = new WordFilterFolder(folder.Path, "log.example.org");
        filters.CatchUp(store, store.Size, CancellationToken.None);
    }

    public void Dispose()
    {
        indexes.ForEach(index => index.Dispose());
        filters.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Every_answer_to_a_random_query_is_that_of_the_naive_evaluator()
    {
        searches =
        [
            Search(RecordCount, TestIndex.Options, filters),
            Search(RecordCount - 41, TestIndex.Options with { DictionaryValuesMax = 3 }, filters),
            Search(RecordCount, TestIndex.Options with { DictionaryBytesMax = 40 }, null),
            Search(0, TestIndex.Options, filters),
        ];
        var terms = records.Select(record => record.Bytes).ToArray();
        for (var round = 0; round < Seed.Rounds(30, 5000); round++)
        {
            var query = RandomQuery.Next(random, terms);
            var expected = Expected(query);
            foreach (var search in searches)
            {
                Check(search, query, expected);
            }
        }
    }

    private EventSearch Search(long covered, EventIndexOptions options, WordFilterFolder? filterFolder)
    {
        var index = TestIndex.InMemory(records, covered, options);
        indexes.Add(index);
        return new EventSearch(index, store, filterFolder, new EventSearchOptions { Threads = 2 });
    }

    private List<long> Expected(SearchQuery query) =>
    [
        .. Enumerable.Range(0, RecordCount)
            .Where(i => !records[i].IsErased && NaiveEvaluator.Matches(query, records[i].Bytes, new RecordFacts(records[i].RecordedMicros, records[i].Source, records[i].Flags)))
            .Select(i => (long)i),
    ];

    private void Check(EventSearch search, SearchQuery query, List<long> expected)
    {
        var plan = search.Plan(query).Describe();
        var scope = search.ScopeOf();
        Assert.True(scope.IsComplete);
        Assert.True(expected.SequenceEqual(search.Stream(query, scope).Select(row => row.Position)), $"{plan}stream: {string.Join(' ', search.Stream(query, scope).Select(row => row.Position).Except(expected))} too many, {string.Join(' ', expected.Except(search.Stream(query, scope).Select(row => row.Position)))} missing");
        Assert.Equal(expected.Count, search.Count(query).Count);

        var limit = random.Next((expected.Count / 4) + 1, (expected.Count / 2) + 10);
        foreach (var order in Enum.GetValues<SearchOrder>())
        {
            var ordered = expected.Select(Place).Order(Comparer<RowPlace>.Create((left, right) => Naive(left, right, order))).Select(place => place.Position);
            Assert.True(ordered.SequenceEqual(Pages(search, query, limit, order)), $"{plan}pages of {limit}, {order}");
        }

        CheckHistograms(search, query, expected);
        CheckFacet(search, query, expected);
        CheckValues(search, query, expected);
        CheckCombinations(search, query, expected);
        CheckAround(search, query, expected);
        CheckRange(search, query, expected);
    }

    /// <summary>The two orders, in the plainest words.</summary>
    private static int Naive(RowPlace left, RowPlace right, SearchOrder order)
    {
        if (left.IsTimeKnown != right.IsTimeKnown)
        {
            return left.IsTimeKnown ? -1 : 1;
        }

        var ascending = (left.OccurredMicros, left.Position).CompareTo((right.OccurredMicros, right.Position));
        return order == SearchOrder.OldestFirst ? ascending : -ascending;
    }

    private static IEnumerable<long> Pages(EventSearch search, SearchQuery query, int limit, SearchOrder order)
    {
        string? cursor = null;
        do
        {
            var page = search.Search(query, limit, cursor, order);
            Assert.InRange(page.Rows.Count, page.Next is null ? 0 : limit, limit);
            foreach (var row in page.Rows)
            {
                yield return row.Position;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    private void CheckHistograms(EventSearch search, SearchQuery query, List<long> expected)
    {
        var width = TimeSpan.FromHours(random.Next(1, 50));
        var micros = (long)width.TotalMicroseconds;
        var known = expected.Where(position => Place(position).IsTimeKnown)
            .GroupBy(position => (long)Math.Floor(Place(position).OccurredMicros / (decimal)micros) * micros)
            .OrderBy(bucket => bucket.Key).ToArray();
        var undated = expected.Where(position => !Place(position).IsTimeKnown).ToArray();

        var plain = search.Histogram(query, width);
        var split = search.HistogramByOutcome(query, width);

        Assert.Equal(known.Select(bucket => new HistogramBucket(bucket.Key, bucket.Count())), plain.Buckets);
        Assert.Equal(undated.Length, plain.Unknown);
        Assert.Equal(known.Select(bucket => new OutcomeBucket(bucket.Key, Outcomes(bucket))), split.Buckets);
        Assert.Equal(Outcomes(undated), split.Undated);
        Assert.Equal(expected.Count, split.Undated.Total + split.Buckets.Sum(bucket => bucket.Counts.Total));
    }

    private OutcomeCounts Outcomes(IEnumerable<long> positions)
    {
        var by = positions.ToLookup(position => View(position).Outcome);
        return new OutcomeCounts(by[Outcome.Success].Count(), by[Outcome.Failure].Count(), by[Outcome.Partial].Count(), by[Outcome.Warning].Count(), by[Outcome.Unknown].Count());
    }

    private void CheckValues(EventSearch search, SearchQuery query, List<long> expected)
    {
        var field = Enum.GetValues<IndexField>()[random.Next(8)];
        var sample = ValuesOf((FacetField)field, records[random.Next(RecordCount)]).FirstOrDefault() ?? "x";
        var length = random.Next(Math.Min(sample.Length, 6) + 1);
        var prefix = random.Next(2) == 0 ? sample[..length].ToUpperInvariant() : sample[..length];
        var limit = random.Next(1, 12);
        var all = expected.SelectMany(position => ValuesOf((FacetField)field, records[(int)position]))
            .Where(value => NaiveText.Fits(new TextPattern([prefix, ""]), value))
            .GroupBy(value => value, StringComparer.Ordinal).Select(group => new FacetValue(group.Key, group.Count())).ToArray();
        var byCount = all.OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal);
        var byName = all.OrderBy(value => value.Value, StringComparer.Ordinal);

        var frequent = search.Values(query, field, prefix, limit);
        var named = search.Values(query, field, prefix, 10_000, ValueOrder.ByName);

        if (named.IsComplete)
        {
            Assert.Equal(byName, named.Values);
            Assert.Equal(byCount.Take(limit), frequent.Values);
            Assert.Equal(all.Length <= limit, frequent.IsComplete);
        }
        else
        {
            // The dictionary was small, and some value is not in it: what is given is right as far as it goes.
            Assert.False(frequent.IsComplete);
            Assert.NotSame(searches[0], search);
            Assert.All(named.Values, value => Assert.InRange(value.Count, 1, all.Single(known => known.Value == value.Value).Count));
            Assert.Equal(named.Values.OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal).Take(limit), frequent.Values);
        }
    }

    private void CheckCombinations(EventSearch search, SearchQuery query, List<long> expected)
    {
        var fields = Enum.GetValues<IndexField>();
        random.Shuffle(fields);
        fields = fields[..random.Next(1, 5)];
        var max = random.Next(1, 40);
        var all = expected.SelectMany(position => Tuples(fields, records[(int)position])).GroupBy(tuple => string.Join('\u0001', tuple.Select(value => value ?? "\0")), StringComparer.Ordinal)
            .Select(group => (group.Key, Count: (long)group.Count())).OrderByDescending(tuple => tuple.Count).ThenBy(tuple => tuple.Key, StringComparer.Ordinal).ToArray();

        var found = search.Combinations(query, fields, max);

        Assert.Equal(all.Length <= max, found.IsComplete);
        Assert.All(found.Combinations, combination => Assert.Equal(fields.Length, combination.Values.Count));
        Assert.Equal(all.Take(max), found.Combinations.Select(combination => (string.Join('\u0001', combination.Values.Select(value => value ?? "\0")), combination.Count)));
    }

    private static IEnumerable<string?[]> Tuples(IndexField[] fields, MemoryRecord record) =>
        fields.Select(field => ValuesOf((FacetField)field, record)).Aggregate(
            (IEnumerable<string?[]>)[[]],
            (tuples, values) => tuples.SelectMany(tuple => values.Length == 0 ? [[.. tuple, null]] : values.Select(value => (string?[])[.. tuple, value])));

    private void CheckAround(EventSearch search, SearchQuery query, List<long> expected)
    {
        var at = random.Next(RecordCount);
        var place = search.PlaceOf(at);
        Assert.Equal(records[at].IsErased ? null : Place(at), place);
        var (before, after) = (random.Next(0, 30), random.Next(0, 300));
        var here = place ?? new RowPlace(Place(at).OccurredMicros, random.Next(RecordCount));
        var others = expected.Select(Place).Where(other => other.IsTimeKnown == here.IsTimeKnown && other != here).ToArray();

        var found = search.Around(query, here, before, after);

        Assert.Equal(others.Where(other => Naive(other, here, SearchOrder.OldestFirst) < 0).Order(Comparer<RowPlace>.Create((left, right) => Naive(right, left, SearchOrder.OldestFirst))).Take(before), found.Earlier.Select(row => row.Place));
        Assert.Equal(others.Where(other => Naive(other, here, SearchOrder.OldestFirst) > 0).Order(Comparer<RowPlace>.Create((left, right) => Naive(left, right, SearchOrder.OldestFirst))).Take(after), found.Later.Select(row => row.Place));
    }

    private void CheckRange(EventSearch search, SearchQuery query, List<long> expected)
    {
        var from = random.Next(RecordCount);
        var to = random.Next(from, RecordCount + 20);

        var rows = search.Range(query, from, to).ToArray();

        Assert.Equal(expected.Where(position => position >= from && position < to).Select(Place), rows.Select(row => row.Place));
        Assert.All(rows, row => Assert.Equal(records[(int)row.Position].RecordedMicros, row.RecordedMicros));
    }

    private void CheckFacet(EventSearch search, SearchQuery query, List<long> expected)
    {
        var field = Enum.GetValues<FacetField>()[random.Next(13)];
        var values = expected.Select(position => ValuesOf(field, records[(int)position])).ToArray();
        var counts = values.SelectMany(value => value).GroupBy(value => value, StringComparer.Ordinal)
            .Select(group => new FacetValue(group.Key, group.Count()))
            .OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal).ToArray();

        var facet = search.Facet(query, field, 5);

        Assert.True(facet.IsComplete);
        Assert.Equal(counts.Take(5), facet.Values);
        Assert.Equal(counts.Skip(5).Sum(value => value.Count), facet.Others);
        Assert.Equal(values.Count(value => value.Length == 0), facet.Missing);
    }

    private AuditEvent View(long position) => views[position] ??= AuditEvent.Read(records[(int)position].Bytes, records[(int)position].Source);

    private RowPlace Place(long position) => new(View(position).Occurred is { } known ? (known - DateTimeOffset.UnixEpoch).Ticks / 10 : long.MinValue, position);

    private static string[] ValuesOf(FacetField field, MemoryRecord record)
    {
        var view = AuditEvent.Read(record.Bytes, record.Source);
        string?[] values = field switch
        {
            FacetField.Source => [view.Source],
            FacetField.Action => [view.Action],
            FacetField.Service => [view.Service],
            FacetField.Kind => [view.Kind],
            FacetField.Actor => [view.Actor.Name],
            FacetField.ActorId => [view.Actor.Id],
            FacetField.Ip => [.. view.IpAddresses],
            FacetField.Application => [view.Application],
            FacetField.Outcome => [view.Outcome == Outcome.Unknown ? null : view.Outcome.ToString().ToLowerInvariant()],
            FacetField.Target => [view.Target.Name],
            FacetField.TargetId => [view.Target.Id],
            FacetField.Session => [view.Session],
            _ => [view.Correlation],
        };
        return [.. values.Where(value => !string.IsNullOrEmpty(value)).Select(value => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value!)))];
    }
}
