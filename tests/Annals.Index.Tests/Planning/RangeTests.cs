using Annals.Index.Query;
using Annals.Testing;

namespace Annals.Index.Tests.Planning;

public sealed class RangeTests
{
    private readonly IReadOnlyList<MemoryRecord> records = TestRecords.Make(Seed.Random(nameof(RangeTests)), 1000);

    [Fact]
    public void A_range_is_read_frame_by_frame_as_far_as_it_is_wanted_and_needs_no_index()
    {
        var store = new MemoryRecordStore(records, 1000);
        using var index = TestIndex.InMemory(records, 0);
        var search = new EventSearch(index, store, null, new EventSearchOptions { UnindexedMax = 0 });

        var rows = search.Range(SearchQuery.All, 130, 990);
        var untouched = store.FramesOpened;
        var some = rows.Take(5).ToArray();

        Assert.Equal(0, untouched);
        Assert.Equal(5, some.Length);
        Assert.True(some[0].Position >= 130);
        Assert.Equal(1, store.FramesOpened);
    }

    [Fact]
    public void A_range_beyond_the_end_ends_there_and_one_turned_round_is_refused()
    {
        var store = new MemoryRecordStore(records, 500);
        using var index = TestIndex.InMemory(records, 0);
        var search = new EventSearch(index, store, null);

        Assert.Empty(search.Range(SearchQuery.All, 500, 2000));
        Assert.Empty(search.Range(SearchQuery.All, 700, 2000));
        Assert.Empty(search.Range(SearchQuery.All, 7, 7));
        Assert.Equal(search.Count(SearchQuery.All).Count, search.Range(SearchQuery.All, 0, long.MaxValue).LongCount());
        Assert.Throws<ArgumentOutOfRangeException>(() => search.Range(SearchQuery.All, 7, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => search.Range(SearchQuery.All, -1, 6));
    }

    [Fact]
    public void Reading_a_range_can_be_cancelled()
    {
        using var index = TestIndex.InMemory(records, 0);
        var search = new EventSearch(index, new MemoryRecordStore(records, 1000), null);
        using var cancelled = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var _ in search.Range(SearchQuery.All, 0, 1000, cancelled.Token))
            {
                cancelled.Cancel();
            }
        });
    }

    [Fact]
    public void A_matcher_decides_on_single_records_and_its_forks_on_other_threads()
    {
        var query = QueryParser.Parse("outcome:success rogue", Naive.RandomQuery.Clock);
        using var index = TestIndex.InMemory(records, 0);
        var expected = new EventSearch(index, new MemoryRecordStore(records, 1000), null).Range(query, 0, 1000).Select(row => row.Position).ToHashSet();
        var matcher = RecordMatcher.Compile(query);

        Parallel.For(0, 1000, matcher.Fork, (i, _, own) =>
        {
            var facts = new RecordFacts(records[i].RecordedMicros, records[i].Source, records[i].Flags);
            Assert.Equal(expected.Contains(i), !records[i].IsErased && own.Matches(records[i].Bytes, facts));
            return own;
        }, _ => { });

        Assert.NotEmpty(expected);
    }
}
