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
        Assert.InRange(store.FramesOpened - read, 1, 9);
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
        Assert.ThrowsAny<OperationCanceledException>(() => search.Search(SearchQuery.All, 10, null, cancelled.Token));
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

    [Fact]
    public void Values_are_completed_in_any_case()
    {
        var records = Enumerable.Range(0, 300).Select(i => new MemoryRecord(TestRecords.Application(random, i), i)).ToArray();
        using var index = TestIndex.InMemory(records, 300);
        using var small = TestIndex.InMemory(records, 300, TestIndex.Options with { DictionaryValuesMax = 2 });

        Assert.Equal(["Bob@Example.org"], index.ValuesByPrefix(IndexField.Actor, "bOB", 10).Values);
        Assert.False(index.ValuesByPrefix(IndexField.Actor, "", 2).IsComplete);
        Assert.Equal(4, index.ValuesByPrefix(IndexField.Ip, "192.", 10).Values.Count);
        Assert.True(index.ValuesByPrefix(IndexField.Actor, "", 10).IsComplete);
        Assert.False(small.ValuesByPrefix(IndexField.Actor, "", 10).IsComplete);
    }

    private static SearchQuery Parse(string text) => QueryParser.Parse(text, RandomQuery.Clock);

    private static IEnumerable<long> Pages(EventSearch search, SearchQuery query, string? cursor)
    {
        do
        {
            var page = search.Search(query, 10, cursor);
            foreach (var row in page.Rows)
            {
                yield return row.Position;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }
}
