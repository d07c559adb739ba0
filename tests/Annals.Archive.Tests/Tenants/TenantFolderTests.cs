namespace Annals.Archive.Tests.Tenants;

public sealed class TenantFolderTests
{
    [Fact]
    public async Task A_folder_of_another_tenant_is_not_opened()
    {
        using var fixture = new TenantFixture();
        Assert.True(TenantName.TryParse("other", out var name));
        var moved = fixture.Data.Tenant(name);
        Directory.Move(fixture.Folder.Path, moved.Path);

        var error = await Assert.ThrowsAsync<ArchiveException>(() => Tenant.OpenAsync(moved, new TenantOptions(), TimeProvider.System, CancellationToken.None));

        Assert.Contains("holds the tenant \"default\", not \"other\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_lost_its_description_is_not_called_an_existing_tenant()
    {
        using var fixture = new TenantFixture();
        File.Delete(fixture.Folder.Description);

        var error = Assert.Throws<ArchiveException>(() => TenantCreator.Create(fixture.Data, TenantName.Default, null, TimeProvider.System));

        Assert.Contains("tenant.json is not", error.Message, StringComparison.Ordinal);
    }
}
