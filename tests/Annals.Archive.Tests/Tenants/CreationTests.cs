using Annals.Testing;

namespace Annals.Archive.Tests.Tenants;

public sealed class CreationTests
{
    [Fact]
    public async Task A_new_tenant_is_whole_and_its_secrets_are_its_owners()
    {
        using var folder = new TestFolder();
        var data = new DataFolder(folder.File("data"));

        var description = TenantCreator.Create(data, TenantName.Parse("acme-1"), null, TimeProvider.System);

        var tenant = Assert.Single(data.Tenants());
        Assert.Equal("acme-1", tenant.Name.ToString());
        Assert.Equal($"annals.local/log/{description.Id}", description.Origin);
        Assert.Equal(description, new TenantVerification(tenant).Description);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(tenant.LogKey));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(tenant.IdKey));
        }

        var text = await File.ReadAllTextAsync(tenant.Description);
        Assert.DoesNotContain((await File.ReadAllTextAsync(tenant.LogKey)).Trim(), text, StringComparison.Ordinal);
        Assert.DoesNotContain((await File.ReadAllTextAsync(tenant.IdKey)).Trim(), text, StringComparison.Ordinal);
        Assert.IsType<Annals.Log.Verification.Consistent>(new TenantVerification(tenant).Verify(new Annals.Log.VerifyOptions(), CancellationToken.None));
    }

    [Fact]
    public void A_tenant_that_exists_is_left_as_it_is()
    {
        using var fixture = new TenantFixture();
        var before = File.ReadAllBytes(fixture.Folder.Description);

        Assert.Throws<ArchiveException>(() => TenantCreator.Create(fixture.Data, TenantName.Default, null, TimeProvider.System));

        Assert.Equal(before, File.ReadAllBytes(fixture.Folder.Description));
        Assert.Single(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(fixture.Folder.Path)!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\nlines")]
    [InlineData("with space")]
    [InlineData("plus+sign")]
    public void A_creation_that_fails_leaves_no_half_tenant(string origin)
    {
        using var folder = new TestFolder();
        var data = new DataFolder(folder.File("data"));

        Assert.ThrowsAny<ArgumentException>(() => TenantCreator.Create(data, TenantName.Default, origin, TimeProvider.System));

        Assert.Empty(data.Tenants());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(data.Path, "tenants")));
        TenantCreator.Create(data, TenantName.Default, null, TimeProvider.System);
        Assert.Single(data.Tenants());
    }

    [Fact]
    public async Task A_creation_that_was_cut_off_is_no_tenant_and_stands_in_nobodys_way()
    {
        // What a process leaves that was killed at any moment before the folder got its name.
        using var whole = new TenantFixture();
        using var folder = new TestFolder();
        var data = new DataFolder(folder.File("data"));
        foreach (var (file, i) in Directory.EnumerateFiles(whole.Folder.Path, "*", SearchOption.AllDirectories).Select((file, i) => (file, i)))
        {
            var draft = Path.Combine(data.Path, "tenants", FormattableString.Invariant($".new-{i:x32}"));
            Directory.CreateDirectory(draft);
            File.Copy(file, Path.Combine(draft, Path.GetFileName(file)));
        }

        Assert.Empty(data.Tenants());
        await Assert.ThrowsAsync<ArchiveException>(() => Tenant.OpenAsync(data.Tenant(TenantName.Default), new TenantOptions(), TimeProvider.System, CancellationToken.None));
        TenantCreator.Create(data, TenantName.Default, null, TimeProvider.System);
        using var tenant = await Tenant.OpenAsync(Assert.Single(data.Tenants()), new TenantOptions(), TimeProvider.System, CancellationToken.None);
        Assert.Equal(1, tenant.Size);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("0")]
    [InlineData("acme-corp-2026")]
    [InlineData("a--b-")]
    [InlineData("a12345678901234567890123456789012345678901234567890123456789012")]
    public void Good_names_are_taken(string name) => Assert.Equal(name, TenantName.Parse(name).ToString());

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../default")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("/etc")]
    [InlineData("-rf")]
    [InlineData("Acme")]
    [InlineData("ÄRGER")]
    [InlineData("ı")]
    [InlineData("٣")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("\na")]
    [InlineData("a\0b")]
    [InlineData("a.b")]
    [InlineData("a_b")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123")]
    public void Hostile_names_are_refused(string name)
    {
        Assert.False(TenantName.TryParse(name, out _));
        Assert.Throws<ArchiveException>(() => TenantName.Parse(name));
    }
}
