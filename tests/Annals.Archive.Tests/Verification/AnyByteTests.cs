using System.Collections.Concurrent;
using Annals.Log;
using Annals.Testing;

namespace Annals.Archive.Tests.Verification;

public sealed class AnyByteTests
{
    [Fact]
    public async Task Any_byte_changed_in_a_stopped_tenant_is_noticed_and_placed()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(string.Join('\n', Enumerable.Range(0, 262).Select(i => FormattableString.Invariant($$"""{"n":{{i}}}"""))));
        Assert.Equal("consistent with itself; no outside evidence", VerdictOf(fixture.Folder));
        string[] files = [.. Proven(fixture.Folder)];
        Assert.Equal(["checkpoint", "segments/0.1.data", "segments/0.tree", "tenant.json"], files.Where(file => !file.StartsWith("wal/", StringComparison.Ordinal)));

        // Every byte of the small files; of the segments, which have a test of their own beside the log, every n-th byte by day.
        var step = Seed.Rounds(8, 1);
        var first = Seed.Random(nameof(Any_byte_changed_in_a_stopped_tenant_is_noticed_and_placed)).Next(step);
        var places = files.SelectMany(file =>
        {
            var stride = file.StartsWith("segments/", StringComparison.Ordinal) ? step : 1;
            var length = (int)new FileInfo(Path.Combine(fixture.Folder.Path, file)).Length;
            return Enumerable.Range(0, length).Where(offset => offset % stride == first % stride).Select(offset => (File: file, Offset: offset));
        }).ToArray();

        var missed = new ConcurrentBag<string>();
        var copies = new ConcurrentBag<TenantFolder>();
        var made = 0;
        Parallel.ForEach(Partitioner.Create(places, EnumerablePartitionerOptions.NoBuffering), place =>
        {
            if (!copies.TryTake(out var copy))
            {
                copy = fixture.Copy(FormattableString.Invariant($"copy-{Interlocked.Increment(ref made)}"));
            }

            var path = Path.Combine(copy.Path, place.File);
            using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite))
            {
                var value = new byte[1];
                RandomAccess.Read(file, value, place.Offset);
                RandomAccess.Write(file, [(byte)(value[0] ^ (1 << (place.Offset & 7)))], place.Offset);
                if (new TenantVerification(copy).Verify(new VerifyOptions { Workers = 1 }, CancellationToken.None) is not Annals.Log.Verification.Broken broken || !broken.Faults.Any(fault => Names(fault, place.File)))
                {
                    missed.Add(FormattableString.Invariant($"{place.File} at {place.Offset}"));
                }

                RandomAccess.Write(file, value, place.Offset);
            }

            copies.Add(copy);
        });

        Assert.Empty(missed.Order(StringComparer.Ordinal).Take(20));

        // Of a changed file of the write-ahead log its copy of the checkpoint may be what shows.
        static bool Names(LogFault fault, string file) =>
            fault.File == file || (fault.First >= 0 && file != "tenant.json") || (fault.File == "checkpoint" && file.StartsWith("wal/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_description_that_cannot_be_read_breaks_the_verification_by_name()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync("""{"n":1}""");
        var path = fixture.Folder.Description;
        var text = await File.ReadAllTextAsync(path);
        foreach (var changed in new[] { "", "{}", "null", text[..^10], text.Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal), text.Replace("annals.local", "example.org", StringComparison.Ordinal), text + " " })
        {
            await File.WriteAllTextAsync(path, changed);

            var broken = Assert.IsType<Annals.Log.Verification.Broken>(new TenantVerification(fixture.Folder).Verify(new VerifyOptions(), CancellationToken.None));
            Assert.Contains(broken.Faults, fault => fault.File == "tenant.json");
            await Assert.ThrowsAsync<ArchiveException>(() => fixture.OpenAsync());
        }
    }

    private static string VerdictOf(TenantFolder folder) => new TenantVerification(folder).Verify(new VerifyOptions(), CancellationToken.None).Text;

    private static IEnumerable<string> Proven(TenantFolder folder) =>
        Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder.Path, path))
            .Where(name => name is "checkpoint" or "tenant.json" || name.StartsWith("wal/", StringComparison.Ordinal) || (name.StartsWith("segments/", StringComparison.Ordinal) && !name.EndsWith(".find", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);
}
