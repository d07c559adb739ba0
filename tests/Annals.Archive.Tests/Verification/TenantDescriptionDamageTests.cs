using Annals.Log;

namespace Annals.Archive.Tests.Verification;

public sealed class TenantDescriptionDamageTests
{
    [Fact]
    public async Task Verification_names_tenant_json_whichever_of_its_bytes_is_changed()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync("""{"id":"1","time":"2026-03-01T10:00:00Z","actor":"a","action":"b"}""");
        var good = await File.ReadAllBytesAsync(fixture.Folder.Description);
        for (var i = 0; i < good.Length; i++)
        {
            var bytes = (byte[])good.Clone();
            bytes[i] ^= (byte)(1 << (i % 8));
            await File.WriteAllBytesAsync(fixture.Folder.Description, bytes);

            var verification = new TenantVerification(fixture.Folder).Verify(new VerifyOptions { Workers = 1 }, CancellationToken.None);

            var broken = Assert.IsType<Annals.Log.Verification.Broken>(verification);
            Assert.Contains(broken.Faults, fault => fault.File == "tenant.json");
        }
    }

    [Fact]
    public async Task A_changed_key_in_tenant_json_is_not_handed_out()
    {
        using var fixture = new TenantFixture();
        var text = await File.ReadAllTextAsync(fixture.Folder.Description);
        await File.WriteAllTextAsync(fixture.Folder.Description, text.Replace("\"verifierKey\": \"a", "\"verifierKey\": \"b", StringComparison.Ordinal));

        var error = Assert.Throws<ArchiveException>(() => new TenantVerification(fixture.Folder).Key);
        Assert.Contains("verifierKey", error.Message, StringComparison.Ordinal);
    }
}
