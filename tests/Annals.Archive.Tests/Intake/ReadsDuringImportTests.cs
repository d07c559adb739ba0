namespace Annals.Archive.Tests.Intake;

public sealed class ReadsDuringImportTests
{
    private const int Count = 20_000;

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

    private static string Text(string name) =>
        string.Join('\n', Enumerable.Range(0, Count).Select(i => FormattableString.Invariant($$"""{"id":"{{name}}-{{i}}","time":"2026-03-01T10:00:00Z","action":"open","target":"thing-{{name}}-{{i}}"}""")));
}
