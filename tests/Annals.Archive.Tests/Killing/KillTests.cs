using System.Text;
using Annals.Log;
using Annals.Testing;

namespace Annals.Archive.Tests.Killing;

public sealed class KillTests
{
    /// <summary>Records that are there before: so many that the import fills the first segment of 65,536 positions.</summary>
    private const int Before = 58_000;

    private const int Distinct = 12_000;

    [Fact]
    public async Task An_import_that_is_killed_again_and_again_ends_as_if_it_had_not_been()
    {
        var random = Seed.Random(nameof(An_import_that_is_killed_again_and_again_ends_as_if_it_had_not_been));
        var rounds = Seed.Rounds(20, 500);
        using var fixture = new TenantFixture();
        var before = Enumerable.Range(0, Before).Select(i => Record("b", i)).ToList();
        await fixture.ImportTextAsync(string.Join('\n', before));
        var (lines, stored) = Lines();
        await File.WriteAllLinesAsync(fixture.File("records.ndjson"), lines);
        var started = TimeProvider.System.GetTimestamp();
        Assert.Equal(0, await RunToEnd(fixture, "undisturbed", [.. before, .. stored], _ => Timeout.InfiniteTimeSpan));
        var duration = TimeProvider.System.GetElapsedTime(started);

        for (var (run, kills) = (0, 0); kills < rounds; run++)
        {
            var killed = kills;
            kills += await RunToEnd(fixture, FormattableString.Invariant($"run-{run}"), [.. before, .. stored], attempt => killed + attempt < rounds && attempt < 12 ? duration * random.NextDouble() : Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Imports until the importer ends by itself; gives how often it was killed.</summary>
    private static async Task<int> RunToEnd(TenantFixture fixture, string name, List<string> stored, Func<int, TimeSpan> patience)
    {
        var data = new DataFolder(fixture.File(name));
        var tenant = data.Tenant(TenantName.Default);
        fixture.Copy(Path.GetRelativePath(fixture.File(""), tenant.Path));
        var checkpoints = new List<ReadOnlyMemory<byte>>();
        var durable = 0L;
        for (var attempt = 0; ; attempt++)
        {
            using var importer = ImporterProcess.Start(data, fixture.File("records.ndjson"));
            var report = await importer.RunAsync(patience(attempt));
            Assert.True(report.Errors.Length == 0, report.Errors);
            Assert.True(report.Opened is null || report.Opened >= durable, FormattableString.Invariant($"{durable} positions were durable, {report.Opened} were there later"));
            durable = Math.Max(durable, report.Durable);
            checkpoints.Add(await File.ReadAllBytesAsync(Path.Combine(tenant.Path, "checkpoint")));
            if (report.Done is { } done)
            {
                Assert.Equal([Distinct + (Distinct / 10) + (Distinct / 50), 0], new[] { done[0], done[4] });
                await Check(tenant, checkpoints, stored);
                Directory.Delete(data.Path, recursive: true);
                return attempt;
            }
        }
    }

    private static async Task Check(TenantFolder folder, List<ReadOnlyMemory<byte>> checkpoints, List<string> stored)
    {
        var verification = new TenantVerification(folder).Verify(new VerifyOptions { OlderCheckpoints = checkpoints }, CancellationToken.None);
        Assert.True(verification is Annals.Log.Verification.Consistent, verification is Annals.Log.Verification.Broken broken ? string.Join('\n', broken.Faults) : "");
        using var tenant = await Tenant.OpenAsync(folder, new TenantOptions(), TimeProvider.System, CancellationToken.None);
        Assert.Equal(stored.Count, TenantFixture.Count(tenant, ""));
        Assert.Equal(Distinct / 50, TenantFixture.Count(tenant, "action:changed"));
        Assert.Equal(stored.Count(line => line.Contains("user-7@example.com", StringComparison.Ordinal)), TenantFixture.Count(tenant, "user-7@example.com"));
        using var output = new MemoryStream();
        Assert.Equal(stored.Count, tenant.Export(tenant.Parse(""), output, new ExportOptions(), CancellationToken.None).Count);
        Assert.Equal(stored, Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n'));
    }

    /// <summary>Records, some of them twice, some ids with a further value; and those that are stored in the end, in their order.</summary>
    private static (List<string> Lines, List<string> Stored) Lines()
    {
        var (lines, stored) = (new List<string>(), new List<string>());
        for (var i = 0; i < Distinct; i++)
        {
            var record = Record("r", i);
            lines.Add(record);
            stored.Add(record);
            if (i % 10 == 9)
            {
                lines.Add(lines[^5]);
            }

            if (i % 50 == 49)
            {
                var variant = record.Replace("opened", "changed", StringComparison.Ordinal);
                lines.Add(variant);
                stored.Add(variant);
            }
        }

        return (lines, stored);
    }

    private static string Record(string id, int i) =>
        FormattableString.Invariant($$"""{"id":"{{id}}{{i}}","time":"2026-03-{{1 + (i % 20):00}}T10:00:00Z","actor":"user-{{i % 97}}@example.com","action":"opened","target":"document {{i % 1000}}"}""");
}
