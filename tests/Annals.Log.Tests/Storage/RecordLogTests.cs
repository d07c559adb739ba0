using System.Diagnostics;
using System.Text;

namespace Annals.Log.Tests.Storage;

public sealed class RecordLogTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(3000)]
    public void A_log_gives_back_what_was_appended_before_and_after_reopening(int size)
    {
        using var fixture = new LogFixture();
        using (var log = fixture.Create())
        {
            for (var next = 1; next < size;)
            {
                var count = Math.Min(size - next, 1 + (next % 7 * 60));
                Assert.Equal(next, log.Append(LogFixture.Entries(next, count)));
                next += count;
                Assert.Equal(next, log.DurableSize);
            }

            LogFixture.AssertHolds(log.Reader, size);
        }

        using var again = fixture.Open();
        Assert.True(again.Recovery.WasClean);
        Assert.Empty(again.Recovery.Cuts);
        Assert.Equal(size, again.CheckpointSize);
        LogFixture.AssertHolds(again.Reader, size);
    }

    [Fact]
    public void A_log_that_was_opened_and_closed_without_appending_is_unchanged()
    {
        using var fixture = new LogFixture();
        using (var log = fixture.Create())
        {
            log.Append(LogFixture.Entries(1, 600));
        }

        var before = Files(fixture.Path);
        fixture.Open().Dispose();

        Assert.Equal(before, Files(fixture.Path));
    }

    [Fact]
    public void Bulk_append_crosses_segments_and_continues_a_partial_bundle()
    {
        const int Size = 70_001;
        using var fixture = new LogFixture();
        using (var log = fixture.Create())
        {
            log.Append(LogFixture.Entries(1, 99));
            using (var bulk = log.BeginBulk(new BulkOptions { Workers = 2, BundlesPerGroup = 16 }))
            {
                var buffer = new byte[200];
                for (var i = 100; i < Size; i++)
                {
                    var payload = LogFixture.Payload(i);
                    payload.CopyTo(buffer, 0);
                    Assert.Equal(i, bulk.Add(LogFixture.Entry(i) with { Payload = buffer.AsMemory(0, payload.Length) }).Position);
                    if (i % 10_007 == 0)
                    {
                        Assert.Equal(i + 1, bulk.Commit());
                    }

                    if (i % 1_009 == 0)
                    {
                        Assert.Equal(LogFixture.Payload(i - 500 > 0 ? i - 500 : i), log.Reader.ReadRecord(i - 500 > 0 ? i - 500 : i).Payload.ToArray());
                    }
                }

                Assert.Equal(Size, bulk.Commit());
                LogFixture.AssertHolds(log.Reader, Size);
            }

            Assert.Equal(Size, log.Append(LogFixture.Entry(Size)));
        }

        using var again = fixture.Open();
        Assert.True(again.Recovery.WasClean);
        LogFixture.AssertHolds(again.Reader, Size + 1);
        var range = new CompactRange();
        for (var i = 0L; i <= Size; i++)
        {
            range.Append(MerkleHash.Leaf(again.Reader.ReadEntryBytes(i)));
        }

        Assert.Equal(range.Root(), CompactRange.Load(Size + 1, again.Reader).Root());
        Assert.True(Checkpoint.Open(again.Checkpoint, fixture.Verifier) is CheckpointOpening.Good good && good.Checkpoint.Root == range.Root());
    }

    [Fact]
    public void Append_during_a_bulk_append_is_durable_on_return()
    {
        using var fixture = new LogFixture();
        using var log = fixture.Create();
        using var bulk = log.BeginBulk(new BulkOptions { Workers = 1 });
        for (var i = 1; i < 1000; i++)
        {
            bulk.Add(LogFixture.Entry(i));
        }

        Assert.Equal(1000, log.Append(LogFixture.Entries(1000, 300)));
        Assert.Equal(1300, log.DurableSize);
        for (var i = 1300; i < 2000; i++)
        {
            bulk.Add(LogFixture.Entry(i));
        }

        bulk.Commit();
        LogFixture.AssertHolds(log.Reader, 2000);
    }

    [Fact]
    public void Callers_on_several_threads_get_positions_without_gap_and_overlap()
    {
        using var fixture = new LogFixture();
        using var log = fixture.Create();
        var firsts = new System.Collections.Concurrent.ConcurrentBag<(long First, int Count)>();

        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, worker =>
        {
            for (var i = 0; i < 40; i++)
            {
                var count = 1 + ((worker + i) % 5);
                firsts.Add((log.Append(LogFixture.Entries(i, count)), count));
            }
        });

        var next = 1L;
        foreach (var (first, count) in firsts.OrderBy(pair => pair.First))
        {
            Assert.Equal(next, first);
            next += count;
        }

        Assert.Equal(next, log.DurableSize);
    }

    [Fact]
    public void Large_records_have_frames_of_their_own_and_survive_a_kill()
    {
        using var fixture = new LogFixture { Options = new LogOptions { WalFileBytes = 1 << 20 } };
        var random = new Random(5);
        var payloads = Enumerable.Range(0, 300).Select(i =>
        {
            var bytes = new byte[i % 20 == 0 ? 3_000_000 : 20_000];
            random.NextBytes(bytes.AsSpan(0, bytes.Length / (1 + (i % 3))));
            return bytes;
        }).ToArray();
        using (var log = fixture.Create())
        {
            for (var i = 0; i < payloads.Length; i += 10)
            {
                log.Append(Enumerable.Range(i, 10).Select(n => LogFixture.Entry(n + 1, payloads[n])).ToArray());
            }

            Check(log);
            log.Abandon();
        }

        using var again = fixture.Open();
        Check(again);

        void Check(RecordLog log)
        {
            Assert.Equal(payloads.Length + 1, log.Size);
            foreach (var info in log.Reader.Frames(1, log.Size))
            {
                using var frame = log.Reader.OpenFrame(info);
                Assert.True(frame.Count == 1 || Enumerable.Range(0, frame.Count).Sum(i => frame.Record(i).Length) <= LogLimits.FramePayloadBytes);
                for (var i = 0; i < frame.Count; i++)
                {
                    Assert.True(frame.First + i == 0 || frame.Record(i).SequenceEqual(payloads[frame.First + i - 1]));
                }
            }
        }
    }

    [Fact]
    public void Recorded_time_never_goes_back()
    {
        using var fixture = new LogFixture();
        long last;
        using (var log = fixture.Create())
        {
            fixture.Time.Advance(TimeSpan.FromHours(1));
            log.Append(LogFixture.Entry(1));
            last = log.Reader.ReadEntry(1).RecordedMicros;
        }

        fixture.Time.AdjustTime(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var again = fixture.Open();
        again.Append(LogFixture.Entry(2));

        Assert.Equal(new DateTimeOffset(2026, 1, 2, 4, 4, 5, TimeSpan.Zero), DateTimeOffset.UnixEpoch.AddMicroseconds(last));
        Assert.Equal(last, again.Reader.ReadEntry(2).RecordedMicros);
    }

    [Fact]
    public void A_checkpoint_is_published_at_most_once_an_interval_and_only_when_the_size_changed()
    {
        using var fixture = new LogFixture();
        using var log = fixture.Create();
        log.Append(LogFixture.Entry(1));
        log.Append(LogFixture.Entry(2));
        Assert.Equal(1, log.CheckpointSize);

        fixture.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(3, log.CheckpointSize);
        Assert.Equal(log.Checkpoint.Bytes.ToArray(), File.ReadAllBytes(Path.Combine(fixture.Path, "checkpoint")));
        var published = File.GetLastWriteTimeUtc(Path.Combine(fixture.Path, "checkpoint"));
        fixture.Time.Advance(TimeSpan.FromSeconds(5));
        log.PublishCheckpoint();
        Assert.Equal(published, File.GetLastWriteTimeUtc(Path.Combine(fixture.Path, "checkpoint")));
    }

    [Fact]
    public void A_second_writer_is_refused_and_told_who_holds_the_lock()
    {
        using var fixture = new LogFixture();
        using var log = fixture.Create();

        var refused = Assert.Throws<LogLockedException>(() => fixture.Open());

        Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        log.DescribeHolder(new Uri("http://127.0.0.1:8080/"));
        var served = Assert.Throws<LogLockedException>(() => fixture.Open());
        Assert.Null(refused.Url);
        Assert.Equal(new Uri("http://127.0.0.1:8080/"), served.Url);
        Assert.Contains("http://127.0.0.1:8080/", served.Holder, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_process_sees_the_lock_until_the_writer_stops()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/flock"), "needs the program flock of util-linux");
        using var fixture = new LogFixture();
        using (fixture.Create())
        {
            Assert.Equal(1, TryLock());
        }

        Assert.Equal(0, TryLock());

        int TryLock()
        {
            using var process = Process.Start("/usr/bin/flock", ["-n", Path.Combine(fixture.Path, "lock"), "true"]);
            process.WaitForExit();
            return process.ExitCode;
        }
    }

    [Fact]
    public void A_frame_observer_sees_every_record_once_however_it_came()
    {
        var seen = new int[2000];
        FrameObserver observer = frame =>
        {
            for (var i = 0; i < frame.Count; i++)
            {
                Interlocked.Increment(ref seen[frame.First + i]);
                Assert.Contains("example", Encoding.UTF8.GetString(frame.Record(i)), StringComparison.Ordinal);
            }
        };
        using var fixture = new LogFixture { Options = new LogOptions { FrameSealed = observer } };
        using var log = fixture.Create();
        log.Append(LogFixture.Entries(1, 700));
        using (var bulk = log.BeginBulk(new BulkOptions()))
        {
            for (var i = 701; i < 1792; i++)
            {
                bulk.Add(LogFixture.Entry(i));
            }
        }

        Assert.All(seen[..1792], count => Assert.Equal(1, count));
    }

    [Fact]
    public void Creating_a_log_where_one_is_fails()
    {
        using var fixture = new LogFixture();
        fixture.Create().Dispose();

        Assert.Throws<InvalidOperationException>(() => fixture.Create());
    }

    [Fact]
    public void Opening_with_another_key_fails_and_changes_nothing()
    {
        using var fixture = new LogFixture();
        fixture.Create().Dispose();
        var before = Files(fixture.Path);
        using var other = NoteSigner.Create("example.com/log/tests", new byte[32]);

        Assert.Throws<LogCorruptException>(() => RecordLog.Open(fixture.Path, other, new LogOptions(), fixture.Time));

        Assert.Equal(before, Files(fixture.Path));
    }

    private static Dictionary<string, string> Files(string path) =>
        Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(path, file), file => Convert.ToHexString(File.ReadAllBytes(file)));
}
