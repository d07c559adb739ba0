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

    private static string Text(string name) =>
        string.Join('\n', Enumerable.Range(0, Count).Select(i => FormattableString.Invariant($$"""{"id":"{{name}}-{{i}}","time":"2026-03-01T10:00:00Z","action":"open","target":"thing-{{name}}-{{i}}"}""")));
}
