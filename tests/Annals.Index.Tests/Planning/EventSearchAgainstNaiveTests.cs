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
        EventSearch[] searches =
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

        var ordered = expected.Select(position => new RowPlace(Occurred(position), position)).Order().Select(place => place.Position).ToArray();
        var limit = random.Next((expected.Count / 4) + 1, (expected.Count / 2) + 10);
        Assert.True(ordered.SequenceEqual(Pages(search, query, limit)), $"{plan}pages of {limit}");

        CheckHistogram(search.Histogram(query, TimeSpan.FromHours(random.Next(1, 50))), expected.Count);
        CheckFacet(search, query, expected);
    }

    private static IEnumerable<long> Pages(EventSearch search, SearchQuery query, int limit)
    {
        string? cursor = null;
        do
        {
            var page = search.Search(query, limit, cursor);
            Assert.InRange(page.Rows.Count, page.Next is null ? 0 : limit, limit);
            foreach (var row in page.Rows)
            {
                yield return row.Position;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    private static void CheckHistogram(SearchHistogram histogram, int expected)
    {
        Assert.Equal(expected, histogram.Buckets.Sum(bucket => bucket.Count) + histogram.Unknown);
        Assert.Equal(histogram.Buckets.Select(bucket => bucket.FromMicros).Distinct().Order(), histogram.Buckets.Select(bucket => bucket.FromMicros));
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

    private long Occurred(long position)
    {
        var time = AuditEvent.Read(records[(int)position].Bytes, records[(int)position].Source).Occurred;
        return time is { } known ? (known - DateTimeOffset.UnixEpoch).Ticks / 10 : long.MinValue;
    }

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
