using Annals.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Log.Tests.Storage;

/// <summary>Whatever an interrupted write leaves behind: everything acknowledged is there, and nothing else is invented.</summary>
public sealed class RecoveryTests
{
    private const string Folder = "/disk/log";

    [Fact]
    public void A_power_cut_at_any_operation_loses_nothing_acknowledged()
    {
        using var signer = NoteSigner.Create("example.com/log/tests", new byte[32]);
        var random = Seed.Random(nameof(A_power_cut_at_any_operation_loses_nothing_acknowledged));
        var whole = new MemoryDisk();
        Write(whole, signer, out _);
        var step = Seed.Rounds(5, 1);
        for (var failAt = 1 + random.Next(step); failAt <= whole.Operations; failAt += step)
        {
            var disk = new MemoryDisk { FailAt = failAt };
            Write(disk, signer, out var acknowledged);
            for (var crash = disk.Crash(random); ;)
            {
                if (acknowledged == 0 && crash.List(Path.Combine(Folder, "wal")).Count == 0)
                {
                    break;
                }

                // The start may be interrupted as well.
                crash.FailAt = crash.Operations + 1 + random.Next(40);
                if (TryOpen(crash, signer, out var log))
                {
                    CheckAll(crash, log, acknowledged, failAt, signer);
                    break;
                }

                if (acknowledged == 0)
                {
                    break;
                }

                crash = crash.Crash(random);
            }
        }
    }

    [Fact]
    public void A_tail_torn_at_any_byte_of_the_last_group_is_cut()
    {
        using var fixture = new LogFixture();
        byte[] before;
        string copy;
        using (var log = fixture.Create())
        {
            log.Append(LogFixture.Entries(1, 3));
            before = File.ReadAllBytes(Path.Combine(fixture.Path, "wal", "1.wal"));
            log.Append(LogFixture.Entries(4, 2));
            copy = fixture.Copy("killed");
            log.Abandon();
        }

        var files = Directory.EnumerateFiles(copy, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith("lock", StringComparison.Ordinal)).ToDictionary(path => path, File.ReadAllBytes);
        var wal = files.Keys.Single(path => path.EndsWith(".wal", StringComparison.Ordinal));
        var start = Enumerable.Range(0, before.Length).First(i => before[i] != files[wal][i]) / 8 * 8;
        var end = Array.FindLastIndex(files[wal], b => b != 0) + 1;
        Assert.InRange(end - start, 200, 2000);
        for (var at = start; at < end; at++)
        {
            var torn = (byte[])files[wal].Clone();
            torn.AsSpan(at..).Clear();
            Check(torn, leavesTrace: torn.AsSpan(start).ContainsAnyExcept((byte)0));
            var flipped = (byte[])files[wal].Clone();
            flipped[at] ^= 0x10;
            Check(flipped, leavesTrace: true);
        }

        void Check(byte[] bytes, bool leavesTrace)
        {
            using var log = RecordLog.Open(MemoryDisk.Of(new Dictionary<string, byte[]>(files) { [wal] = bytes }), copy, fixture.Signer, new LogOptions(), fixture.Time);
            Assert.Equal(4, log.Size);
            Assert.False(log.Recovery.WasClean);
            Assert.Equal(leavesTrace, log.Recovery.Cuts.Any(cut => cut.File == "wal/1.wal"));
            LogFixture.AssertHolds(log.Reader, 4);
        }
    }

    [Fact]
    public void A_bad_group_before_a_good_one_is_corruption_and_changes_nothing()
    {
        using var fixture = new LogFixture();
        string copy;
        using (var log = fixture.Create())
        {
            log.Append(LogFixture.Entries(1, 3));
            log.Append(LogFixture.Entries(4, 3));
            log.Append(LogFixture.Entries(7, 3));
            copy = fixture.Copy("killed");
            log.Abandon();
        }

        var path = Path.Combine(copy, "wal", "1.wal");
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf("00000004"u8)] ^= 1;
        File.WriteAllBytes(path, bytes);

        var e = Assert.Throws<LogCorruptException>(() => fixture.Open(copy));

        Assert.Equal(path, e.File);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_checkpoint_put_back_from_a_backup_is_refused()
    {
        using var fixture = new LogFixture();
        fixture.Create().Dispose();
        var old = File.ReadAllBytes(Path.Combine(fixture.Path, "checkpoint"));
        using (var log = fixture.Open())
        {
            log.Append(LogFixture.Entry(1));
        }

        File.WriteAllBytes(Path.Combine(fixture.Path, "checkpoint"), old);

        Assert.Throws<LogCorruptException>(() => fixture.Open());
    }

    [Fact]
    public void A_write_ahead_log_put_back_from_a_backup_is_refused()
    {
        using var fixture = new LogFixture();
        fixture.Create().Dispose();
        var wal = Path.Combine(fixture.Path, "wal", "1.wal");
        var old = File.ReadAllBytes(wal);
        using (var log = fixture.Open())
        {
            log.Append(LogFixture.Entry(1));
        }

        File.WriteAllBytes(wal, old);

        Assert.Throws<LogCorruptException>(() => fixture.Open());
    }

    [Fact]
    public void After_a_failed_sync_the_log_takes_no_more()
    {
        using var signer = NoteSigner.Create("example.com/log/tests", new byte[32]);
        var disk = new MemoryDisk();
        using var log = RecordLog.Create(disk, Folder, signer, LogFixture.Entry(0), new LogOptions(), new FakeTimeProvider());
        disk.FailAt = disk.Operations + 2;

        Assert.Throws<LogDurabilityException>(() => log.Append(LogFixture.Entry(1)));
        disk.FailAt = int.MaxValue;
        Assert.Throws<LogFailedException>(() => log.Append(LogFixture.Entry(1)));
    }

    [Fact]
    public void What_stopped_a_bulk_is_named_by_it_and_by_the_log()
    {
        using var signer = NoteSigner.Create("example.com/log/tests", new byte[32]);
        var disk = new MemoryDisk();
        using var log = RecordLog.Create(disk, Folder, signer, LogFixture.Entry(0), new LogOptions(), new FakeTimeProvider());
        using var bulk = log.BeginBulk(new BulkOptions { Workers = 1, BundlesPerGroup = 2 });
        disk.FailAt = disk.Operations + 1;

        var stopped = Assert.Throws<LogFailedException>(() =>
        {
            for (var i = 1; i < 3000; i++)
            {
                bulk.Add(LogFixture.Entry(i));
            }

            bulk.Commit();
        });

        var cause = Assert.IsAssignableFrom<IOException>(stopped.InnerException).Message;
        Assert.Contains(cause, stopped.Message, StringComparison.Ordinal);
        var later = Assert.Throws<LogFailedException>(() => log.Append(LogFixture.Entry(1)));
        Assert.Contains(cause, later.Message, StringComparison.Ordinal);
    }

    private static void Write(MemoryDisk disk, NoteSigner signer, out long acknowledged)
    {
        acknowledged = 0;
        RecordLog? log = null;
        try
        {
            var options = new LogOptions { WalFileBytes = 100_000, BundlesPerGroup = 2 };
            log = RecordLog.Create(disk, Folder, signer, LogFixture.Entry(0), options, new FakeTimeProvider());
            acknowledged = 1;
            for (var i = 0; i < 10; i++)
            {
                log.Append(LogFixture.Entries((int)acknowledged, 140));
                acknowledged = log.DurableSize;
                if (i % 3 == 0)
                {
                    log.PublishCheckpoint();
                }
            }

            using (var bulk = log.BeginBulk(new BulkOptions { Workers = 1, BundlesPerGroup = 2 }))
            {
                for (var i = (int)acknowledged; i < 3000; i++)
                {
                    bulk.Add(LogFixture.Entry(i));
                    if (i % 700 == 0)
                    {
                        acknowledged = bulk.Commit();
                    }
                }

                acknowledged = bulk.Commit();
            }

            log.Append(LogFixture.Entries((int)acknowledged, 200));
            acknowledged = log.DurableSize;
            log.Dispose();
        }
        catch (IOException)
        {
            // The power failed; the process is gone.
            log?.Abandon();
        }
    }

    private static bool TryOpen(MemoryDisk disk, NoteSigner signer, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RecordLog? log)
    {
        try
        {
            log = RecordLog.Open(disk, Folder, signer, new LogOptions(), new FakeTimeProvider());
            disk.FailAt = int.MaxValue;
            log.PublishCheckpoint();
            return true;
        }
        catch (LogFailedException)
        {
            // The power failed right after opening, while the checkpoint was published in the background.
            log = null;
            return false;
        }
        catch (LogDurabilityException)
        {
            log = null;
            return false;
        }
        catch (LogCorruptException e) when (e.Message.Contains("never finished being created", StringComparison.Ordinal) || e.Message.Contains("no write-ahead log", StringComparison.Ordinal) || e.Message.Contains("first group", StringComparison.Ordinal) || e.Message.Contains("header of the file", StringComparison.Ordinal) || e.Message.Contains("last group", StringComparison.Ordinal))
        {
            log = null;
            return false;
        }
    }

    private static void CheckAll(MemoryDisk disk, RecordLog log, long acknowledged, int failAt, NoteSigner signer)
    {
        Assert.True(log.Size >= acknowledged, $"{acknowledged} acknowledged, {log.Size} found after failing at {failAt}");
        LogFixture.AssertHolds(log.Reader, (int)log.Size);
        log.Append(LogFixture.Entries((int)log.Size, 300));
        log.Dispose();
        var result = LogVerifier.Verify(disk, Folder, signer.Verifier, new VerifyOptions { Workers = 1 }, CancellationToken.None);
        Assert.True(result is Verification.Consistent { WasClean: true }, result is Verification.Broken broken ? $"after failing at {failAt}: {string.Join('\n', broken.Faults)}" : "not clean");
    }
}
