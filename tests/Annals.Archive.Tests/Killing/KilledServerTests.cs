using System.Globalization;
using System.Text;
using Annals.Log;
using Annals.Testing;

namespace Annals.Archive.Tests.Killing;

public sealed class KilledServerTests
{
    [Fact]
    public async Task What_a_killed_process_has_acknowledged_is_there_once_and_may_be_sent_again()
    {
        var random = Seed.Random(nameof(What_a_killed_process_has_acknowledged_is_there_once_and_may_be_sent_again));
        using var fixture = new TenantFixture();
        var acknowledged = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var round = 0; round < Seed.Rounds(6, 60); round++)
        {
            using var process = ImporterProcess.Start(fixture.Data, "serve", round.ToString(CultureInfo.InvariantCulture));
            var lines = new List<string>();
            while (lines is not [.., ['s', ..]] && await process.NextAsync() is { } line)
            {
                lines.Add(line);
            }

            var report = await process.RunAsync(TimeSpan.FromMilliseconds(random.Next(1, 1_500)));
            Assert.True(report.Errors.Length == 0, report.Errors);
            foreach (var (name, position) in Acknowledged([.. lines, .. report.Lines]))
            {
                Assert.Equal(position, acknowledged.GetValueOrDefault(name, position));
                acknowledged[name] = position;
            }

            await CheckAsync(fixture, acknowledged);
        }

        Assert.NotEmpty(acknowledged);
    }

    /// <summary>The last line may have been cut off.</summary>
    private static IEnumerable<(string Name, long Position)> Acknowledged(List<string> lines) =>
        lines.SkipLast(1).Select(line => line.Split(' ')).Where(words => words is ["stored", _, _]).Select(words => (words[1], long.Parse(words[2], CultureInfo.InvariantCulture)));

    private static async Task CheckAsync(TenantFixture fixture, Dictionary<string, long> acknowledged)
    {
        await using (var served = await ServedTenant.OpenAsync(fixture.Folder, new TenantOptions(), new ServingOptions(), TimeProvider.System, CancellationToken.None))
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            for (var position = 0L; position < served.Tenant.DurableSize; position++)
            {
                var record = served.Tenant.LogReader.ReadRecord(position);
                if (record.Entry.Kind == EntryKind.Record)
                {
                    var name = Encoding.UTF8.GetString(record.Payload.Span).Split('"')[3];
                    Assert.True(names.Add(name), $"{name} is stored twice");
                    Assert.Equal(position, acknowledged.GetValueOrDefault(name, position));
                }
            }

            Assert.Superset(acknowledged.Keys.ToHashSet(), names);
            await SendAgainAsync(served.Intake, acknowledged);
        }

        Assert.IsType<Annals.Log.Verification.Consistent>(new TenantVerification(fixture.Folder).Verify(new VerifyOptions(), CancellationToken.None));
    }

    private static async Task SendAgainAsync(LiveIntake intake, Dictionary<string, long> acknowledged)
    {
        foreach (var chunk in acknowledged.Chunk(1_000))
        {
            var batch = new AppendBatch();
            foreach (var (name, _) in chunk)
            {
                batch.Add(Encoding.UTF8.GetBytes($$"""{"id":"{{name}}","time":"2026-03-01T10:00:00Z","action":"open","target":"thing {{name}}"}"""));
            }

            var results = await intake.AppendAsync(batch, new AppendOrigin(new Actor("again")), CancellationToken.None);
            Assert.Equal(chunk.Select(pair => new AppendResult(AppendVerdict.Duplicate, pair.Value)), results);
        }
    }
}
