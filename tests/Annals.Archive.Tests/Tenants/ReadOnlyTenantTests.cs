namespace Annals.Archive.Tests.Tenants;

public sealed class ReadOnlyTenantTests
{
    private const string Records = """
        {"id":"1","time":"2026-03-01T10:00:00Z","actor":"a","action":"open"}
        {"id":"2","time":"2026-03-01T11:00:00Z","actor":"b","action":"close"}
        """;

    [Fact]
    public async Task Without_keys_the_stored_index_answers_although_the_newest_receipts_are_not_in_it()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Records);
        using (var writer = await fixture.OpenAsync())
        {
            Assert.Equal(1, TenantFixture.Count(writer, "actor:b"));
        }

        File.Delete(fixture.Folder.IdKey);
        var read = new List<long>();
        using var tenant = await OpenAsync(fixture, read);

        Assert.NotNull(tenant.ReadOnlyReason);
        Assert.Empty(read);
        Assert.Equal(1, TenantFixture.Count(tenant, "actor:b"));
        Assert.Equal(1, TenantFixture.Count(tenant, "source:annals records.searched"));
        Assert.Single(TenantFixture.Shown(tenant, "2"));
    }

    [Fact]
    public async Task Without_keys_and_index_everything_is_read_again()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Records);
        fixture.DeleteDerived();
        File.Delete(fixture.Folder.LogKey);
        var read = new List<long>();
        using var tenant = await OpenAsync(fixture, read);

        Assert.NotEmpty(read);
        Assert.Equal(1, TenantFixture.Count(tenant, "actor:b"));
        Assert.False(File.Exists(fixture.Folder.Index));
    }

    private static Task<Tenant> OpenAsync(TenantFixture fixture, List<long> read) =>
        Tenant.OpenAsync(fixture.Folder, new TenantOptions { Progress = (covered, _) => read.Add(covered) }, TimeProvider.System, CancellationToken.None);
}
