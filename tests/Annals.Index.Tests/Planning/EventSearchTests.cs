using System.Buffers.Text;
using System.Text;
using Annals.Index.Filters;
using Annals.Index.Query;
using Annals.Index.Tests.Naive;
using Annals.Testing;

namespace Annals.Index.Tests.Planning;

public sealed class EventSearchTests
{
    private readonly Random random = Seed.Random(nameof(EventSearchTests));

    [Fact]
    public void Later_arrivals_do_not_shift_the_pages_of_a_cursor()
    {
        var records = TestRecords.Make(random, 600);
        var store = new MemoryRecordStore(records, 400);
        using var index = TestIndex.InMemory(records, 300);
        var search = new EventSearch(index, store, null);
        var query = Parse("outcome:success");
        var before = Pages(search, query, null).ToArray();

        var first = search.Search(query, 10);
        store.Size = 600;
        TestIndex.Feed(index, records, 550);
        var after = first.Rows.Select(row => row.Position).Concat(Pages(search, query, first.Next)).ToArray();

        Assert.Equal(before, after);
        Assert.NotEqual(before.Length, search.Count(query).Count);
    }

    [Fact]
    public void A_cursor_of_another_query_or_of_nothing_is_refused()
    {
        var records = TestRecords.Make(random, 50);
        using var index = TestIndex.InMemory(records, 50);
        var search = new EventSearch(index, new MemoryRecordStore(records, 50), null);
        var cursor = search.Search(SearchQuery.All, 1).Next;

        Assert.Throws<FormatException>(() => search.Search(Parse("actor:carol"), 1, cursor));
        Assert.Throws<FormatException>(() => search.Search(SearchQuery.All, 1, "nonsense"));
        Assert.Throws<FormatException>(() => search.Search(SearchQuery.All, 1, cursor![..^1] + "!"));
    }

    [Fact]
    public void A_cursor_of_the_other_order_or_of_an_older_program_or_with_impossible_places_is_refused()
    {
        var records = TestRecords.Make(random, 50);
        using var index = TestIndex.InMemory(records, 50);
        var search = new EventSearch(index, new MemoryRecordStore(records, 50), null);
        var bytes = Base64Url.DecodeFromChars(search.Search(SearchQuery.All, 1, order: SearchOrder.OldestFirst).Next);
        string With(int at, byte value)
        {
            var changed = (byte[])bytes.Clone();
            changed[at] = value;
            return Base64Url.EncodeToString(changed);
        }

        var version1 = Base64Url.EncodeToString([1, .. bytes[2..]]);

        Assert.NotEmpty(search.Search(SearchQuery.All, 1, Base64Url.EncodeToString(bytes), SearchOrder.OldestFirst).Rows);
        Assert.Contains("another order", Assert.Throws<FormatException>(() => search.Search(SearchQuery.All, 1, Base64Url.EncodeToString(bytes))).Message, StringComparison.Ordinal);
        Assert.All(
            [version1, With(0, 1), With(1, 2), With(9, 0x80), With(25, 0x80)],
            text => Assert.Throws<FormatException>(() => search.Search(SearchQuery.All, 1, text, SearchOrder.OldestFirst)));
    }

    [Fact]
    public void The_first_page_can_be_about_a_size_of_the_past()
    {
        var records = TestRecords.Make(random, 300);
        using var index = TestIndex.InMemory(records, 280);
        var search = new EventSearch(index, new MemoryRecordStore(records, 300), null);

        var page = search.Search(SearchQuery.All, 20, size: 100);
        var next = search.Search(SearchQuery.All, 1000, page.Next, size: 300);

        Assert.Equal((100, 100), (page.Scope.Size, next.Scope.Size));
        Assert.All([.. page.Rows, .. next.Rows], row => Assert.InRange(row.Position, 0, 99));
        Assert.Equal(search.Count(SearchQuery.All, 100).Count, page.Rows.Count + next.Rows.Count);
        Assert.Equal(300, search.Search(SearchQuery.All, 1, size: 1000).Scope.Size);
        Assert.Throws<ArgumentOutOfRangeException>(() => search.Search(SearchQuery.All, 1, size: -1));
    }

    [Theory]
    [InlineData(SearchOrder.NewestFirst)]
    [InlineData(SearchOrder.OldestFirst)]
    public void A_page_of_frequent_words_is_read_from_one_end_of_the_time_only(SearchOrder order)
    {
        const int count = 30_000;
        var records = Enumerable.Range(0, count).Select(i => new MemoryRecord(
            Encoding.UTF8.GetBytes($$"""{"id":"{{i}}","time":"{{DateTimeOffset.UnixEpoch.AddMinutes(i):yyyy-MM-dd'T'HH:mm:ss'Z'}}","action":"a","actor":"b","note":"word {{i % 100}}"}"""), i, Source: "shop")).ToArray();
        var store = new MemoryRecordStore(records, count);
        using var index = TestIndex.InMemory(records, count);
        var search = new EventSearch(index, store, null);
        var expected = Enumerable.Range(0, count).Where(i => i % 100 == 7).Select(i => (long)i);

        var page = search.Search(Parse("\"word 7\""), 30, order: order);
        var opened = store.FramesOpened;
        var pages = Pages(search, Parse("\"word 7\""), null, order);

        Assert.Equal((order == SearchOrder.NewestFirst ? expected.Reverse() : expected).Take(30), page.Rows.Select(row => row.Position));
        Assert.InRange(opened, 40, 80);
        Assert.Equal(order == SearchOrder.NewestFirst ? expected.Reverse() : expected, pages);
    }

    [Fact]
    public void Around_any_moment_are_the_nearest_however_far_they_are()
    {
        MemoryRecord At(string time) => new(Encoding.UTF8.GetBytes($$"""{"id":"1","time":"{{time}}","action":"a","actor":"b"}"""), 1, Source: "shop");
        MemoryRecord[] records = [At("2026-01-01T00:00:00Z"), At("2025-01-01T00:00:00Z"), At("2027-01-01T00:00:00Z"), At("no time"), At("2026-01-01T00:00:00Z"), At("2026-01-01T00:10:00Z")];
        var moment = (DateTimeOffset.Parse("2026-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture) - DateTimeOffset.UnixEpoch).Ticks / 10;
        foreach (var covered in new[] { 0, 3, 6 })
        {
            using var index = TestIndex.InMemory(records, covered);
            var search = new EventSearch(index, new MemoryRecordStore(records, 6), null);
            string Around(RowPlace place, int count)
            {
                var found = search.Around(SearchQuery.All, place, count, count);
                return $"{string.Join(' ', found.Earlier.Select(row => row.Position))} | {string.Join(' ', found.Later.Select(row => row.Position))}";
            }

            Assert.Equal("0 1 | 5 2", Around(new RowPlace(moment, 4), 10));
            Assert.Equal("0 | 5", Around(new RowPlace(moment, 4), 1));
            Assert.Equal(" | 1 0 4 5 2", Around(new RowPlace(long.MinValue + 1, 0), 10));
            Assert.Equal("2 5 4 | ", Around(new RowPlace(long.MaxValue, 0), 3));
            Assert.Equal("3 | ", Around(new RowPlace(long.MinValue, 4), 10));
        }
    }

    [Fact]
    public void An_answer_over_too_many_records_that_are_not_indexed_says_that_it_is_partial()
    {
        var records = TestRecords.Make(random, 300);
        using var index = TestIndex.InMemory(records, 100);
        var search = new EventSearch(index, new MemoryRecordStore(records, 300), null, new EventSearchOptions { UnindexedMax = 150 });

        var answer = search.Count(SearchQuery.All);

        Assert.False(answer.Scope.IsComplete);
        Assert.Equal((300, 100), (answer.Scope.Size, answer.Scope.IndexedSize));
        Assert.InRange(answer.Count, 1, 100);
    }

    [Fact]
    public void A_query_that_the_columns_answer_reads_no_record()
    {
        var records = TestRecords.Make(random, 500);
        var store = new MemoryRecordStore(records, 500);
        using var index = TestIndex.InMemory(records, 500);
        var search = new EventSearch(index, store, null);

        Assert.NotEmpty(search.Search(Parse("actor:*@example.* -outcome:failure (action:file.* OR ip:192.0.2.0/24) occurred>=2020"), 100).Rows);

        Assert.Equal(0, store.FramesOpened);
    }

    [Fact]
    public void Rare_words_are_found_in_few_frames()
    {
        using var folder = new TestFolder();
        var records = Enumerable.Range(0, 20 * 256).Select(i => new MemoryRecord(TestRecords.Application(random, i), i)).ToArray();
        var store = new MemoryRecordStore(records, records.Length);
        using var filters = new WordFilterFolder(folder.Path, "log.example.org");
        filters.CatchUp(store, store.Size, CancellationToken.None);
        using var index = TestIndex.InMemory(records, records.Length);
        var read = store.FramesOpened;

        var found = new EventSearch(index, store, filters).Search(Parse("\"rogue 3333\""), 10);

        Assert.Equal([3333L], found.Rows.Select(row => row.Position));
        Assert.InRange(store.FramesOpened - read, 1, 18); // of 60; a filter may let a bundle pass that does not hold the words
    }

    [Fact]
    public void A_session_is_found_by_the_hash_of_its_name_in_any_case()
    {
        var records = Enumerable.Range(0, 1000).Select(i => new MemoryRecord(Encoding.UTF8.GetBytes($$"""{"id":"{{i}}","action":"a","actor":"b","session":"Sitzung-Ä{{i}}"}"""), i, Source: "shop")).ToArray();
        var store = new MemoryRecordStore(records, records.Length);
        using var index = TestIndex.InMemory(records, records.Length);

        var found = new EventSearch(index, store, null).Search(Parse("session:sITZUNG-ä77"), 10);

        Assert.Equal([77L], found.Rows.Select(row => row.Position));
        Assert.InRange(store.FramesOpened, 1, 3);
    }

    [Fact]
    public void A_cancelled_search_stops()
    {
        var records = TestRecords.Make(random, 300);
        using var index = TestIndex.InMemory(records, 200);
        var search = new EventSearch(index, new MemoryRecordStore(records, 300), null);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => search.Count(Parse("rogue"), null, cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => search.Search(SearchQuery.All, 10, cancellationToken: cancelled.Token));
    }

    [Fact]
    public async Task Readers_see_whole_commits_while_a_writer_appends()
    {
        var records = Enumerable.Range(0, 6000).Select(i => new MemoryRecord(TestRecords.Application(new Random(i), i), i)).ToArray();
        var store = new MemoryRecordStore(records, 0);
        using var index = TestIndex.InMemory(records, 0);
        var search = new EventSearch(index, store, null, new EventSearchOptions { UnindexedMax = 0 });

        var writing = Task.Run(() =>
        {
            for (var size = 200; size <= records.Length; size += 200)
            {
                store.Size = size;
                TestIndex.Feed(index, records, size);
            }
        });
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            for (var last = 0L; last < records.Length && !writing.IsFaulted;)
            {
                var answer = search.Count(SearchQuery.All);
                Assert.Equal(answer.Scope.IndexedSize, answer.Count);
                Assert.InRange(answer.Count, last, records.Length);
                last = answer.Count;
            }
        }));
        await Task.WhenAll([writing, .. readers]);
    }

    private static SearchQuery Parse(string text) => QueryParser.Parse(text, RandomQuery.Clock);

    private static IEnumerable<long> Pages(EventSearch search, SearchQuery query, string? cursor, SearchOrder order = SearchOrder.NewestFirst)
    {
        do
        {
            var page = search.Search(query, 10, cursor, order);
            foreach (var row in page.Rows)
            {
                yield return row.Position;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }
}
