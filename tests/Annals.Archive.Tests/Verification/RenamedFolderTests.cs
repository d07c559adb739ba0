using Annals.Log;

namespace Annals.Archive.Tests.Verification;

public sealed class RenamedFolderTests
{
    private const string Record = """{"id":"1","time":"2026-03-01T10:00:00Z","actor":"a","action":"b"}""";

    [Fact]
    public async Task A_tenant_under_another_name_is_named_by_verification_and_the_rest_is_verified_all_the_same()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Record);
        var renamed = fixture.Data.Tenant(TenantName.Parse("acme"));
        Directory.Move(fixture.Folder.Path, renamed.Path);

        var verification = Verify(renamed);

        var broken = Assert.IsType<Annals.Log.Verification.Broken>(verification);
        var fault = Assert.Single(broken.Faults);
        Assert.Equal("tenant.json", fault.File);
        Assert.Contains("holds the tenant \"default\", not \"acme\"", fault.Reason, StringComparison.Ordinal);
        Assert.True(broken.IsRootProven);
        Assert.Equal(4, broken.Size);
    }

    [Fact]
    public async Task A_tenant_under_another_name_hands_out_nothing()
    {
        using var fixture = new TenantFixture();
        var renamed = fixture.Data.Tenant(TenantName.Parse("acme"));
        Directory.Move(fixture.Folder.Path, renamed.Path);

        Assert.Contains("Give the folder the name", Assert.Throws<ArchiveException>(() => TenantDescription.Of(renamed)).Message, StringComparison.Ordinal);
        Assert.Throws<ArchiveException>(() => new TenantVerification(renamed).Key);
        Assert.Throws<ArchiveException>(() => new TenantVerification(renamed).OpenSnapshot());
        await Assert.ThrowsAsync<ArchiveException>(() => Tenant.OpenAsync(renamed, new TenantOptions(), TimeProvider.System, CancellationToken.None));
    }

    [Fact]
    public async Task A_copy_of_the_data_folder_under_any_name_is_good()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync(Record);
        var copied = new DataFolder(fixture.File("copy of data"));
        fixture.Copy(Path.GetRelativePath(fixture.File(""), copied.Tenant(TenantName.Default).Path));

        Assert.IsType<Annals.Log.Verification.Consistent>(Verify(copied.Tenant(TenantName.Default)));
        using var tenant = await Tenant.OpenAsync(copied.Tenant(TenantName.Default), new TenantOptions(), TimeProvider.System, CancellationToken.None);
        Assert.Equal(1, TenantFixture.Count(tenant, ""));
    }

    private static Annals.Log.Verification Verify(TenantFolder folder) => new TenantVerification(folder).Verify(new VerifyOptions { Workers = 1 }, CancellationToken.None);
}
