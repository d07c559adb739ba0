using System.Text;

namespace Annals.Log.Tests.Storage;

public sealed class FullDiskTests : IDisposable
{
    private const string Folder = "/log";

    private readonly LogFixture fixture = new();
    private readonly MemoryDisk disk = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void While_too_little_is_free_records_are_refused_and_then_the_log_goes_on()
    {
        using var log = Create();
        log.Append(LogFixture.Entries(1, 10));
        disk.Free = fixture.Options.FreeBytesMin - 1;

        var refused = Assert.Throws<IOException>(() => log.Append(LogFixture.Entries(11, 10)));

        Assert.Contains("nearly full", refused.Message, StringComparison.Ordinal);
        Assert.Equal(11, log.Size);
        Assert.False(log.Failed.IsCompleted);
        disk.Free = long.MaxValue;
        Assert.Equal(11, log.Append(LogFixture.Entries(11, 10)));
        LogFixture.AssertHolds(log.Reader, 21);
    }

    [Fact]
    public void The_room_asked_for_grows_with_the_records()
    {
        using var log = Create();
        disk.Free = fixture.Options.FreeBytesMin + 100_000;

        log.Append(LogFixture.Entries(1, 10));
        Assert.Throws<IOException>(() => log.Append(LogFixture.Entry(11, new string('x', 40_000))));
    }

    [Fact]
    public void A_group_longer_than_what_is_reserved_meets_a_full_disk_before_any_of_it_is_written()
    {
        using var log = Create();
        var payload = Encoding.UTF8.GetBytes($"{{\"text\":\"{new string('x', 1 << 20)}\"}}");
        disk.IsFull = true;

        Assert.Throws<IOException>(() => log.Append(Enumerable.Range(1, 12).Select(i => LogFixture.Entry(i, payload)).ToArray()));

        disk.IsFull = false;
        Assert.False(log.Failed.IsCompleted);
        log.Append(LogFixture.Entries(1, 10));
        LogFixture.AssertHolds(log.Reader, 11);
    }

    [Fact]
    public void A_checkpoint_that_finds_no_room_is_published_when_there_is_some()
    {
        SignedNote before;
        using (var log = Create())
        {
            before = log.Checkpoint;
            log.Append(LogFixture.Entries(1, 10));
            disk.IsFull = true;
            Assert.Throws<IOException>(log.PublishCheckpoint);
            Assert.Throws<IOException>(log.PublishCheckpoint);
            Assert.Equal(before, log.Checkpoint);
            Assert.False(log.Failed.IsCompleted);

            // What a crash would leave now can be opened.
            using (var crashed = RecordLog.Open(disk.Crash(new Random(1)), Folder, fixture.Signer, fixture.Options, fixture.Time))
            {
                LogFixture.AssertHolds(crashed.Reader, 11);
            }

            log.Append(LogFixture.Entries(11, 10));
            disk.IsFull = false;
            log.PublishCheckpoint();
            Assert.Equal(21, log.CheckpointSize);
            Assert.Equal(fixture.Time.GetUtcNow(), log.CheckpointTime);
        }

        using var again = RecordLog.Open(disk, Folder, fixture.Signer, fixture.Options, fixture.Time);
        LogFixture.AssertHolds(again.Reader, 21);
        Assert.Empty(again.Recovery.Cuts);
    }

    [Fact]
    public void The_timer_tries_a_checkpoint_again_that_found_no_room()
    {
        using var log = Create();
        log.Append(LogFixture.Entries(1, 10));
        disk.IsFull = true;
        fixture.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(log.Failed.IsCompleted);
        Assert.Equal(1, log.CheckpointSize);

        disk.IsFull = false;
        fixture.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(11, log.CheckpointSize);
    }

    private RecordLog Create() => RecordLog.Create(disk, Folder, fixture.Signer, LogFixture.Entry(0, "{\"tenant\":\"example\"}", EntryKind.System), fixture.Options, fixture.Time);
}
