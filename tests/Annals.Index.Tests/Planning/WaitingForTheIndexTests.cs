using Annals.Index.Query;
using Annals.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Index.Tests.Planning;

public sealed class WaitingForTheIndexTests : IDisposable
{
    private static readonly TimeSpan SafetyNet = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<MemoryRecord> records = TestRecords.Make(Seed.Random(nameof(WaitingForTheIndexTests)), 400);
    private readonly FakeTimeProvider time = new();
    private readonly MemoryRecordStore store;
    private readonly IEventIndex index;
    private readonly EventSearch search;

    public WaitingForTheIndexTests()
    {
        store = new MemoryRecordStore(records, 300);
        index = TestIndex.InMemory(records, 100);
        search = new EventSearch(index, store, null, new EventSearchOptions { UnindexedMax = 50 }, time);
    }

    public void Dispose() => index.Dispose();

    [Fact]
    public void Nothing_is_waited_for_when_the_entries_behind_the_index_can_be_read()
    {
        var waiting = search.ScopeOfAsync(150, TestContext.Current.CancellationToken);

        Assert.True(waiting.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task The_wait_ends_with_the_commit_that_comes_near_enough_to_the_size_at_its_begin()
    {
        var waiting = search.ScopeOfAsync(cancellationToken: TestContext.Current.CancellationToken);
        store.Size = 400;
        TestIndex.Feed(index, records, 200);
        time.Advance(TimeSpan.FromMilliseconds(999));
        var early = waiting.IsCompleted;
        TestIndex.Feed(index, records, 250);
        var scope = await waiting.WaitAsync(SafetyNet, TestContext.Current.CancellationToken);

        Assert.False(early);
        Assert.Equal(new SearchScope(300, 250, IsComplete: true), scope);
        Assert.True(search.Count(SearchQuery.All, scope.Size).Scope.IsComplete);
    }

    [Fact]
    public async Task After_a_second_the_answer_is_partial()
    {
        var waiting = search.ScopeOfAsync(cancellationToken: TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMilliseconds(999));
        var early = waiting.IsCompleted;
        time.Advance(TimeSpan.FromMilliseconds(1));
        var scope = await waiting.WaitAsync(SafetyNet, TestContext.Current.CancellationToken);

        Assert.False(early);
        Assert.Equal(new SearchScope(300, 100, IsComplete: false), scope);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        var waiting = search.ScopeOfAsync(cancellationToken: cancelled.Token);
        cancelled.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(SafetyNet, TestContext.Current.CancellationToken));
    }
}
