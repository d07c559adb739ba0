using System.Text;
using Annals.Log;
using Annals.Testing;

namespace Annals.Archive.Tests.Killing;

public sealed class KillTests
{
    private const int Distinct = 70_000;

    [Fact]
    public async Task An_import_that_is_killed_again_and_again_ends_as_if_it_had_not_been()
    {
        var random = Seed.Random(nameof(An_import_that_is_killed_again_and_again_ends_as_if_it_had_not_been));
        using var folder = new TestFolder();
        var (lines, stored) = Lines();
        await File.WriteAllLinesAsync(folder.File("records.ndjson"), lines);
        var whole = TimeProvider.System.GetTimestamp();
        var undisturbed = await RunToEnd(folder, "undisturbed", stored, _ => Timeout.InfiniteTimeSpan);
        var duration = TimeProvider.System.GetElapsedTime(whole);
        Assert.Equal(0, undisturbed);

        var kills = 0;
        for (var run = 0; kills < Seed.Rounds(20, 500); run++)
        {
            var killable = kills;
            kills += await RunToEnd(folder, FormattableString.Invariant($"run-{run}"), stored, attempt => attempt < 8 && killable + attempt < Seed.Rounds(20, 500) ? duration * random.NextDouble() : Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Imports until the importer ends by itself; gives how often it was killed.</summary>
    private static async Task<int> RunToEnd(TestFolder folder, string name, List<string> stored, Func<int, TimeSpan> patience)
    {
        var data = new DataFolder(folder.File(name));
        TenantCreator.Create(data, TenantName.Default, null, TimeProvider.System);
        var tenant = data.Tenant(TenantName.Default);
        var checkpoints = new List<ReadOnlyMemory<byte>>();
        var durable = 0L;
        for (var attempt = 0; ; attempt++)
        {
            using var importer = ImporterProcess.Start(data, folder.File("records.ndjson"));
            var report = await importer.RunAsync(patience(attempt));
            Assert.True(report.Errors.Length == 0, report.Errors);
            Assert.True(report.Opened is null || report.Opened >= durable, $"{durable} positions were durable, {report.Opened} were there later");
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
            var record = FormattableString.Invariant($$"""{"id":"r{{i}}","time":"2026-03-{{1 + (i % 20):00}}T10:00:00Z","actor":"user-{{i % 97}}@example.com","action":"opened","target":"document {{i * 7919 % 1000}}"}""");
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
}
