using Annals.Log;
using static Annals.Archive.Tests.Intake.Live.LiveFixture;

namespace Annals.Archive.Tests.Intake.Live;

public sealed class LiveIntakeFailureTests
{
    [Fact]
    public async Task When_as_much_waits_as_may_wait_a_further_batch_is_turned_away_at_once()
    {
        await using var fixture = new LiveFixture(new LiveIntakeOptions { WaitingRecordsMax = 4, WaitingBytesMax = 1_000 });
        fixture.Disk.Hold();
        var first = fixture.AppendAsync(Record("a"), Record("b"));
        await fixture.Disk.HeldAsync();
        var second = fixture.AppendAsync(Record("c"), Record("d"));

        await Assert.ThrowsAsync<IntakeBusyException>(() => fixture.AppendAsync(Record("e")));
        Assert.Equal(4, fixture.Intake.Status.WaitingRecords);
        Assert.False(first.IsCompleted || second.IsCompleted);

        fixture.Disk.Release();
        Assert.All([.. await first, .. await second], result => Assert.Equal(AppendVerdict.Stored, result.Verdict));
        Assert.Equal((0, 0), (fixture.Intake.Status.WaitingRecords, fixture.Intake.Status.WaitingBytes));
        Assert.Equal(AppendVerdict.Stored, (await fixture.AppendAsync(Record("e")))[0].Verdict);
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.AppendAsync(Enumerable.Repeat(Record("f"), 5)));
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.AppendAsync(Record("g", new string('x', 1_000))));
        Assert.Equal(0, fixture.Intake.Status.WaitingRecords);
    }

    [Fact]
    public async Task Batches_that_wait_share_one_write()
    {
        await using var fixture = new LiveFixture();
        await fixture.AppendAsync(Record("first"));
        fixture.Disk.Hold();
        var held = fixture.AppendAsync(Record("held"));
        await fixture.Disk.HeldAsync();
        var waiting = Enumerable.Range(0, 100).Select(i => fixture.AppendAsync(Record($"w{i}"))).ToArray();
        var syncs = fixture.Disk.Syncs;

        fixture.Disk.Release();
        await held;
        var positions = (await Task.WhenAll(waiting)).Select(results => results[0].Position!.Value).ToArray();

        Assert.Equal(100, positions.Distinct().Count());
        Assert.InRange(fixture.Disk.Syncs - syncs, 2, 12);
    }

    [Fact]
    public async Task A_duplicate_is_acknowledged_with_the_group_it_repeats()
    {
        await using var fixture = new LiveFixture();
        await fixture.AppendAsync(Record("first"));
        fixture.Disk.Hold();
        var stored = fixture.AppendAsync(Record("a"));
        await fixture.Disk.HeldAsync();
        var repeated = fixture.AppendAsync(Record("a"));

        Assert.False(repeated.IsCompleted);
        fixture.Disk.Release();
        Assert.Equal(new AppendResult(AppendVerdict.Duplicate, (await stored)[0].Position), (await repeated)[0]);
    }

    [Fact]
    public async Task A_caller_that_goes_away_disturbs_no_other()
    {
        await using var fixture = new LiveFixture();
        await fixture.AppendAsync(Record("first"));
        using var leaving = new CancellationTokenSource();
        fixture.Disk.Hold();
        var held = fixture.AppendAsync(Record("held"));
        await fixture.Disk.HeldAsync();
        var gone = fixture.Intake.AppendAsync(Batch(Record("a")), Client, leaving.Token).AsTask();
        var stays = fixture.AppendAsync(Record("b"));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);

        fixture.Disk.Release();

        Assert.Equal(AppendVerdict.Stored, (await held)[0].Verdict);
        Assert.Equal(AppendVerdict.Stored, (await stays)[0].Verdict);
        Assert.Equal(AppendVerdict.Duplicate, (await fixture.AppendAsync(Record("a")))[0].Verdict);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.Intake.AppendAsync(Batch(Record("never")), Client, leaving.Token).AsTask());
        Assert.Equal(AppendVerdict.Stored, (await fixture.AppendAsync(Record("never")))[0].Verdict);
    }

    [Fact]
    public async Task A_full_disk_fails_the_callers_and_the_intake_goes_on_when_there_is_room()
    {
        await using var fixture = new LiveFixture();
        await fixture.AppendAsync(Record("a"));
        var size = fixture.Log.Size;
        fixture.Disk.Free = 0;

        var failed = await Assert.ThrowsAsync<IOException>(() => fixture.AppendAsync(Record("b")));
        await Assert.ThrowsAsync<IOException>(() => fixture.AppendAsync(Client with { SourceName = "shop" }, Record("c")));
        Assert.Equal(AppendVerdict.Duplicate, (await fixture.AppendAsync(Record("a")))[0].Verdict);

        Assert.Contains("nearly full", failed.Message, StringComparison.Ordinal);
        Assert.Equal(size, fixture.Log.Size);
        Assert.NotNull(fixture.Intake.Status.LastError);
        fixture.Disk.Free = long.MaxValue;
        Assert.Equal(new AppendResult(AppendVerdict.Stored, size), (await fixture.AppendAsync(Record("b")))[0]);
        await fixture.Intake.StopAsync();
        var closed = Assert.Single(fixture.Receipts(), receipt => receipt.GetProperty("annals").GetString() == "intake.closed");
        Assert.Equal([3, 2, 1], new[] { "read", "stored", "duplicate" }.Select(name => closed.GetProperty("details").GetProperty(name).GetInt32()));
    }

    [Fact]
    public async Task A_sync_that_fails_is_told_to_everybody_and_ends_the_log()
    {
        await using var fixture = new LiveFixture();
        await fixture.AppendAsync(Record("a"));
        fixture.Disk.FailsToSync = true;

        await Assert.ThrowsAsync<LogDurabilityException>(() => fixture.AppendAsync(Record("b")));
        await Assert.ThrowsAsync<LogFailedException>(() => fixture.AppendAsync(Record("c")));

        Assert.IsType<LogDurabilityException>(await fixture.Log.Failed.WaitAsync(TimeSpan.FromSeconds(30)));
        await fixture.Intake.StopAsync();
    }

    [Fact]
    public async Task Stopping_stores_what_waits_and_takes_nothing_more()
    {
        await using var fixture = new LiveFixture();
        fixture.Disk.Hold();
        var first = fixture.AppendAsync(Record("a"));
        await fixture.Disk.HeldAsync();
        var second = fixture.AppendAsync(Record("b"));

        var stopped = fixture.Intake.StopAsync();
        await Assert.ThrowsAsync<IntakeBusyException>(() => fixture.AppendAsync(Record("c")));
        Assert.False(stopped.IsCompleted);
        fixture.Disk.Release();
        await stopped.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.All([.. await first, .. await second], result => Assert.Equal(AppendVerdict.Stored, result.Verdict));
        Assert.Equal(fixture.Log.Size, fixture.CoveredByTables);
        Assert.Equal("intake.closed", fixture.Receipts()[^1].GetProperty("annals").GetString());
    }
}
