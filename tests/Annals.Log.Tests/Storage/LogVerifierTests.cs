using System.Collections.Concurrent;
using Annals.Log.Storage;
using Annals.Testing;

namespace Annals.Log.Tests.Storage;

public sealed class LogVerifierTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(2000)]
    public void A_log_that_was_stopped_cleanly_is_consistent_with_itself(int size)
    {
        using var fixture = new LogFixture();
        using (var log = fixture.Create())
        {
            if (size > 1)
            {
                log.Append(LogFixture.Entries(1, size - 1));
            }
        }

        var result = Assert.IsType<Verification.Consistent>(LogVerifier.Verify(fixture.Path, fixture.Verifier));
        Assert.Equal("consistent with itself; no outside evidence", result.Text);
        Assert.True(result.WasClean);
        Assert.Equal(size, result.Size);
    }

    [Fact]
    public void Any_byte_changed_in_a_stopped_log_is_noticed_and_placed()
    {
        using var fixture = new LogFixture();
        using (var log = fixture.Create())
        {
            using var bulk = log.BeginBulk(new BulkOptions { Workers = 1 });
            for (var i = 1; i < 262; i++)
            {
                bulk.Add(LogFixture.Entry(i));
            }
        }

        var files = Directory.EnumerateFiles(fixture.Path, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "lock")
            .ToDictionary(path => path, File.ReadAllBytes);
        Assert.IsType<Verification.Consistent>(Verify(files));
        var missed = new ConcurrentBag<string>();
        Parallel.ForEach(files.SelectMany(file => Enumerable.Range(0, file.Value.Length).Select(offset => (file.Key, offset))), place =>
        {
            var changed = (byte[])files[place.Key].Clone();
            changed[place.offset] ^= (byte)(1 << (place.offset & 7));
            var copy = new Dictionary<string, byte[]>(files) { [place.Key] = changed };
            if (Verify(copy) is not Verification.Broken broken || !broken.Faults.Any(fault => Names(fault, place.Key)))
            {
                missed.Add($"{place.Key} at {place.offset}");
            }
        });

        Assert.Empty(missed.Order(StringComparer.Ordinal).Take(20));

        Verification Verify(Dictionary<string, byte[]> contents) =>
            LogVerifier.Verify(MemoryDisk.Of(contents), fixture.Path, fixture.Verifier, new VerifyOptions { Workers = 1 }, CancellationToken.None);

        // A changed file of the write-ahead log may also show by its copy of the checkpoint.
        static bool Names(LogFault fault, string path) =>
            fault.First >= 0 || path.EndsWith(fault.File, StringComparison.Ordinal) || (fault.File == "checkpoint" && path.EndsWith(".wal", StringComparison.Ordinal));
    }

    [Fact]
    public void Bytes_changed_anywhere_in_a_full_segment_are_noticed()
    {
        using var fixture = new LogFixture();
        using (var log = fixture.Create())
        {
            using var bulk = log.BeginBulk(new BulkOptions());
            for (var i = 1; i < 66_000; i++)
            {
                bulk.Add(LogFixture.Entry(i));
            }
        }

        var files = Directory.EnumerateFiles(fixture.Path, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "lock")
            .ToDictionary(path => path, File.ReadAllBytes);
        Assert.IsType<Verification.Consistent>(LogVerifier.Verify(fixture.Path, fixture.Verifier));
        var random = Seed.Random(nameof(Bytes_changed_anywhere_in_a_full_segment_are_noticed));
        for (var round = 0; round < Seed.Rounds(20, 200); round++)
        {
            var (path, bytes) = files.ElementAt(random.Next(files.Count));
            var changed = (byte[])bytes.Clone();
            changed[round % 2 == 0 ? changed.Length - 1 - random.Next(Math.Min(changed.Length, 12_000)) : random.Next(changed.Length)] ^= (byte)(1 + random.Next(255));
            File.WriteAllBytes(path, changed);

            Assert.IsType<Verification.Broken>(LogVerifier.Verify(fixture.Path, fixture.Verifier));

            File.WriteAllBytes(path, bytes);
        }
    }

    [Fact]
    public void An_altered_payload_whose_checksums_were_mended_is_named_by_its_position()
    {
        using var fixture = new LogFixture();
        using (var log = fixture.Create())
        {
            // Random payloads are stored as they are, so that an altered one has the same length.
            var random = new Random(1);
            log.Append(Enumerable.Range(1, 300).Select(i =>
            {
                var payload = new byte[500];
                random.NextBytes(payload);
                return LogFixture.Entry(i, payload);
            }).ToArray());
        }

        var path = Path.Combine(fixture.Path, "segments", "0.1.data");
        var file = File.ReadAllBytes(path);
        var frame = new FrameBuilder();
        using (var old = Frame.Decode(file.AsSpan(DataHeader.Length), checkCrc: true, out _)!)
        {
            for (var i = 0; i < old.Count; i++)
            {
                frame.Add(old.Salt(i), i == 42 ? old.Record(41) : old.Record(i));
            }
        }

        frame.Encode();
        File.WriteAllBytes(path, [.. file[..DataHeader.Length], .. frame.Encoded]);

        var broken = Assert.IsType<Verification.Broken>(LogVerifier.Verify(fixture.Path, fixture.Verifier));
        Assert.Contains(broken.Faults, fault => fault.First == 42 && fault.Last == 42);
        Assert.DoesNotContain(broken.Faults, fault => fault.First >= 0 && fault.First != 42 && fault.Reason.Contains("commits", StringComparison.Ordinal));
        Assert.True(broken.IsRootProven);
    }

    [Fact]
    public void A_rebuilt_log_with_the_same_key_is_caught_by_a_checkpoint_from_outside()
    {
        using var fixture = new LogFixture();
        byte[] kept;
        using (var log = fixture.Create())
        {
            log.Append(LogFixture.Entries(1, 400));
            log.PublishCheckpoint();
            kept = log.Checkpoint.Bytes.ToArray();
            log.Append(LogFixture.Entries(401, 100));
        }

        var grown = Assert.IsType<Verification.Consistent>(LogVerifier.VerifyAgainst(kept, fixture.Path, fixture.Verifier));
        Assert.Contains("401 positions from outside", grown.Text, StringComparison.Ordinal);

        Directory.Delete(fixture.Path, recursive: true);
        using (var log = fixture.Create())
        {
            log.Append(LogFixture.Entries(2, 500));
        }

        Assert.IsType<Verification.Consistent>(LogVerifier.Verify(fixture.Path, fixture.Verifier));
        Assert.IsType<Verification.Broken>(LogVerifier.VerifyAgainst(kept, fixture.Path, fixture.Verifier));
    }

    [Fact]
    public void An_old_backup_is_caught_by_a_checkpoint_from_outside()
    {
        using var fixture = new LogFixture();
        fixture.Create().Dispose();
        var backup = fixture.Copy("backup");
        byte[] kept;
        using (var log = fixture.Open())
        {
            log.Append(LogFixture.Entries(1, 10));
            log.PublishCheckpoint();
            kept = log.Checkpoint.Bytes.ToArray();
        }

        var broken = Assert.IsType<Verification.Broken>(LogVerifier.VerifyAgainst(kept, backup, fixture.Verifier));
        Assert.Contains(broken.Faults, fault => fault.First == 1 && fault.Last == 10);
    }

    [Theory]
    [InlineData("segments/0.tree")]
    [InlineData("segments/0.1.data")]
    [InlineData("wal/1.wal")]
    [InlineData("checkpoint")]
    public void A_missing_or_cut_file_is_named(string name)
    {
        using var fixture = new LogFixture();
        using (var log = fixture.Create())
        {
            log.Append(LogFixture.Entries(1, 300));
        }

        var path = Path.Combine(fixture.Path, name);
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^1]);
        Assert.Contains(Faults(), fault => fault.File == name);
        File.WriteAllBytes(path, [.. bytes, 0]);
        Assert.Contains(Faults(), fault => fault.File == name);
        File.Delete(path);
        Assert.Contains(Faults(), fault => fault.File.StartsWith(name.Split('/')[0], StringComparison.Ordinal));

        IReadOnlyList<LogFault> Faults() => Assert.IsType<Verification.Broken>(LogVerifier.Verify(fixture.Path, fixture.Verifier)).Faults;
    }

    [Theory]
    [InlineData("wal/2.txt")]
    [InlineData("segments/5.tree")]
    [InlineData("segments/0.2.data")]
    [InlineData("segments/notes.txt")]
    public void An_unexpected_file_is_named(string name)
    {
        using var fixture = new LogFixture();
        using (var log = fixture.Create())
        {
            log.Append(LogFixture.Entries(1, 300));
        }

        File.WriteAllText(Path.Combine(fixture.Path, "segments", "0.find"), "derived, not the log's business");
        Assert.IsType<Verification.Consistent>(LogVerifier.Verify(fixture.Path, fixture.Verifier));
        File.WriteAllText(Path.Combine(fixture.Path, name), "x");

        var broken = Assert.IsType<Verification.Broken>(LogVerifier.Verify(fixture.Path, fixture.Verifier));
        Assert.Contains(broken.Faults, fault => fault.File == name);
    }

    [Fact]
    public async Task Verifying_and_reading_work_beside_a_writer()
    {
        using var fixture = new LogFixture { Options = new LogOptions { WalFileBytes = 64 << 10, BundlesPerGroup = 1 } };
        using var log = fixture.Create();
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            for (var next = 1; next < 20_000 && !stop.IsCancellationRequested; next += 50)
            {
                log.Append(LogFixture.Entries(next, 50));
                if (next % 7 == 0)
                {
                    log.PublishCheckpoint();
                }
            }
        });
        for (var round = 0; round < 15; round++)
        {
            using (var snapshot = LogSnapshot.Open(fixture.Path, fixture.Verifier))
            {
                Assert.Equal(snapshot.Checkpoint.Root, CompactRange.Load(snapshot.Size, snapshot).Root());
                LogFixture.AssertHolds(snapshot, (int)snapshot.Size);
            }

            var result = LogVerifier.Verify(fixture.Path, fixture.Verifier);
            Assert.True(result is Verification.Consistent, result is Verification.Broken broken ? string.Join('\n', broken.Faults) : "");
        }

        await stop.CancelAsync();
        await writer;
    }
}
