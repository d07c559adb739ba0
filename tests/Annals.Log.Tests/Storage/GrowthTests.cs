namespace Annals.Log.Tests.Storage;

public sealed class GrowthTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly LogFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task Who_waits_for_growth_is_woken_by_it_and_not_before()
    {
        using var log = fixture.Create();
        await log.WaitForGrowthAsync(0, CancellationToken.None);
        var two = log.WaitForGrowthAsync(1, CancellationToken.None);
        var four = log.WaitForGrowthAsync(3, CancellationToken.None);
        Assert.False(two.IsCompleted);

        log.Append(LogFixture.Entries(1, 2));
        await two.WaitAsync(Patience);
        Assert.False(four.IsCompleted);

        using (var bulk = log.BeginBulk(new BulkOptions()))
        {
            bulk.Add(LogFixture.Entry(3));
            Assert.False(four.IsCompleted);
            bulk.Commit();
            await four.WaitAsync(Patience);
        }
    }

    [Fact]
    public async Task Many_who_follow_see_every_size()
    {
        using var log = fixture.Create();
        var following = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var size = 1L; size < 501; size = log.DurableSize)
            {
                await log.WaitForGrowthAsync(size, CancellationToken.None);
                Assert.True(log.DurableSize > size);
            }
        })).ToArray();

        for (var i = 1; i <= 500; i++)
        {
            log.Append(LogFixture.Entry(i));
        }

        await Task.WhenAll(following).WaitAsync(Patience);
    }

    [Fact]
    public async Task Waiting_ends_with_its_token_with_the_log_and_with_a_failure()
    {
        using var ending = new CancellationTokenSource();
        var log = fixture.Create();
        var cancelled = log.WaitForGrowthAsync(1, ending.Token);
        var closed = log.WaitForGrowthAsync(1, CancellationToken.None);

        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        log.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => closed.WaitAsync(Patience));

        var disk = new MemoryDisk();
        using var failing = RecordLog.Create(disk, "/log", fixture.Signer, LogFixture.Entry(0, "{}", EntryKind.System), fixture.Options, fixture.Time);
        var failed = failing.WaitForGrowthAsync(1, CancellationToken.None);
        disk.FailAt = disk.Operations + 1;
        Assert.Throws<LogDurabilityException>(() => failing.Append(LogFixture.Entry(1)));
        await Assert.ThrowsAsync<LogFailedException>(() => failed.WaitAsync(Patience));
        Assert.IsType<LogDurabilityException>(await failing.Failed.WaitAsync(Patience));
    }
}
