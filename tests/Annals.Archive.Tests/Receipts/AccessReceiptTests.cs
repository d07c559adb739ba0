using System.Text.Json;

namespace Annals.Archive.Tests.Receipts;

public sealed class AccessReceiptTests
{
    private static readonly AccessChange Added = new(Guid.Parse("0d0f4b4e-6c1c-4a5e-9a56-3c7f6a0f3b11"), new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), new Actor("alice") { Id = "7", Type = "user" }, "client.added", "42", "shop")
    {
        Scopes = ["records.append"],
        Sources = [],
    };

    [Fact]
    public async Task A_change_of_access_leaves_a_receipt_with_its_own_time_and_identity()
    {
        using var fixture = new TenantFixture();
        using var tenant = await fixture.OpenAsync();

        Assert.True(tenant.NoteAccessChange(Added, CancellationToken.None));

        using var receipt = JsonDocument.Parse(Assert.Single(TenantFixture.Texts(tenant, "source:annals action:access.changed")));
        var root = receipt.RootElement;
        Assert.Equal(Added.Id, root.GetProperty("id").GetGuid());
        Assert.Equal("2026-03-01T10:00:00.000000Z", root.GetProperty("time").GetString());
        Assert.Equal("""{"name":"alice","id":"7","type":"user"}""", root.GetProperty("actor").GetRawText());
        Assert.Equal("shop", root.GetProperty("target").GetProperty("name").GetString());
        Assert.Equal("""{"change":"client.added","id":"42","scopes":["records.append"],"sources":[]}""", root.GetProperty("details").GetRawText());
    }

    [Fact]
    public async Task A_change_that_is_noted_again_leaves_no_second_receipt_also_after_a_restart()
    {
        using var fixture = new TenantFixture();
        using (var tenant = await fixture.OpenAsync())
        {
            Assert.True(tenant.NoteAccessChange(Added, CancellationToken.None));
            Assert.True(tenant.NoteAccessChange(Added, CancellationToken.None));
        }

        using var again = await fixture.OpenAsync();
        Assert.True(again.NoteAccessChange(Added, CancellationToken.None));

        Assert.Equal(1, TenantFixture.Count(again, "source:annals action:access.changed"));
    }
}
