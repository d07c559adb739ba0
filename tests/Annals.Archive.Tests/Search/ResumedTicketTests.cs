using Annals.Index;

namespace Annals.Archive.Tests.Search;

public sealed class ResumedTicketTests
{
    private static readonly Actor Reader = new("reader") { Id = "r-1", Type = "client" };

    [Fact]
    public async Task A_vendors_read_goes_on_after_a_restart_for_the_same_part_of_the_log_and_without_a_further_receipt()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync("{\"n\":1}\n{\"n\":2}");
        long position;
        using (var tenant = await fixture.OpenAsync())
        {
            position = tenant.BeginVendorRead(Reader, "query", "q-1", details: null).Position;
        }

        await fixture.ImportTextAsync("{\"n\":3}");
        using var reopened = await fixture.OpenAsync();
        var size = reopened.Size;

        var ticket = reopened.ResumeVendorRead(Reader, "query", "q-1", position);

        Assert.Equal((position, position, "query", Reader), (ticket!.Position, ticket.Size, ticket.Operation, ticket.Actor));
        Assert.Equal(2, reopened.Search(reopened.Parse("*"), 10, null, SearchOrder.NewestFirst, ticket, CancellationToken.None).Rows.Count);
        Assert.Equal(size, reopened.Size);
    }

    [Fact]
    public async Task There_is_no_ticket_without_that_receipt_at_that_place()
    {
        using var fixture = new TenantFixture();
        await fixture.ImportTextAsync("{\"n\":1}");
        using var tenant = await fixture.OpenAsync();
        var position = tenant.BeginVendorRead(Reader, "query", "q-1", details: null).Position;
        var search = tenant.BeginRead(Reader, "query", tenant.Parse("*")).Position;

        Assert.NotNull(tenant.ResumeVendorRead(Reader, "query", "q-1", position));
        Assert.Null(tenant.ResumeVendorRead(Reader, "query", "q-2", position));
        Assert.Null(tenant.ResumeVendorRead(Reader, "other", "q-1", position));
        Assert.All(Enumerable.Range(-1, (int)position + 1), at => Assert.Null(tenant.ResumeVendorRead(Reader, "query", "q-1", at)));
        Assert.Null(tenant.ResumeVendorRead(Reader, "query", "q-1", search));
        Assert.Null(tenant.ResumeVendorRead(Reader, "query", "q-1", tenant.Size));
        Assert.Null(tenant.ResumeVendorRead(Reader, "query", "q-1", long.MaxValue));
    }
}
