namespace Annals.Archive.Tests.Intake;

public sealed class ReadsDuringImportTests
{
    private const int Count = 20_000;

    [Fact]
    public async Task Receipts_of_reads_beside_an_import_are_found_like_everything_else()
    {
        using var fixture = new TenantFixture();
        var reads = 0;
        using (var tenant = await fixture.OpenAsync())
        {
            var query = tenant.Parse("source:import");
            var intake = new IntakeOptions
            {
                Progress = _ =>
                {
                    tenant.Count(query, CancellationToken.None);
                    reads++;
                },
            };
            await tenant.ImportAsync([TenantFixture.Source(Text("a")), TenantFixture.Source(Text("b"))], intake, CancellationToken.None);

            Assert.InRange(reads, 3, Count);
            Check(tenant, reads);
        }

        using (var again = await fixture.OpenAsync())
        {
            Check(again, reads + 3);
        }

        using var rebuilt = await fixture.OpenAsync(rebuild: true);
        Check(rebuilt, reads + 6);
    }

    [Fact]
    public async Task Reads_of_another_thread_disturb_no_import_and_every_row_keeps_its_recorded_time()
    {
        using var fixture = new TenantFixture();
        var reads = 0;
        using (var tenant = await fixture.OpenAsync())
        {
            using var ended = new CancellationTokenSource();
            var reading = Task.Run(() =>
            {
                while (!ended.IsCancellationRequested)
                {
                    tenant.Count(tenant.Parse("source:import action:open"), CancellationToken.None);
                    reads++;
                }
            });
            for (var i = 0; i < 8; i++)
            {
                await tenant.ImportAsync([TenantFixture.Source(Text("a", i * 700, 700))], new IntakeOptions(), CancellationToken.None);
            }

            await ended.CancelAsync();
            await reading;
            AssertRowsFitTheirEntries(tenant);
        }

        using var again = await fixture.OpenAsync();
        Assert.Equal(5_600, TenantFixture.Count(again, "source:import"));
        Assert.InRange(reads, 8, int.MaxValue);
        Assert.Equal(5_600, (await fixture.ImportAsync(again, [TenantFixture.Source(Text("a", 0, 5_600))])).Total.Duplicate);
        AssertRowsFitTheirEntries(again);
        Assert.All(fixture.Notices, notice => Assert.Contains("There are no id tables", notice, StringComparison.Ordinal)); // the first receipt may come before the first import
    }

    private static void AssertRowsFitTheirEntries(Tenant tenant)
    {
        foreach (var row in TenantFixture.Rows(tenant, "variants:all (source:annals OR source:*)"))
        {
            Assert.Equal(tenant.Read(row).Entry.RecordedMicros, row.RecordedMicros);
        }
    }

    [Fact]
    public async Task A_record_of_a_source_that_the_index_has_not_seen_yet_is_shown_by_its_id()
    {
        using var fixture = new TenantFixture();
        using var tenant = await fixture.OpenAsync();
        List<string>? shown = null;
        var intake = new IntakeOptions { SourceName = "unseen", Progress = _ => shown ??= TenantFixture.Shown(tenant, "a-0") };

        await tenant.ImportAsync([TenantFixture.Source(Text("a"))], intake, CancellationToken.None);

        Assert.Equal(TenantFixture.Shown(tenant, "a-0"), shown);
        Assert.Single(shown!);
    }

    private static void Check(Tenant tenant, int reads)
    {
        Assert.Equal(reads, TenantFixture.Count(tenant, "source:annals action:records.searched") - 1);
        Assert.Equal(2 * Count, TenantFixture.Count(tenant, "source:import"));
        Assert.Equal(1, TenantFixture.Count(tenant, "thing-b-17"));
    }

    private static string Text(string name, int from = 0, int count = Count) =>
        string.Join('\n', Enumerable.Range(from, count).Select(i => FormattableString.Invariant($$"""{"id":"{{name}}-{{i}}","time":"2026-03-01T10:00:00Z","action":"open","target":"thing-{{name}}-{{i}}"}""")));
}
