using System.Text;
using System.Text.Json;
using Annals.Index;

namespace Annals.Archive.Tests.Search;

public sealed class ReadTicketTests
{
    private static readonly Actor Reader = new("Ada Example") { Id = "u-1", Type = "user" };

    [Fact]
    public async Task The_answers_of_one_ticket_are_about_one_size_and_leave_one_receipt()
    {
        using var fixture = new TenantFixture();
        using var tenant = await fixture.OpenAsync();
        await fixture.ImportAsync(tenant, [TenantFixture.Source(Text(0, 30))]);
        var query = tenant.Parse("source:import");

        var ticket = tenant.BeginRead(Reader, "search", query);
        await fixture.ImportAsync(tenant, [TenantFixture.Source(Text(30, 30))]);
        var size = tenant.Size;
        var first = tenant.Search(query, 20, null, SearchOrder.NewestFirst, ticket, CancellationToken.None);
        var second = tenant.Search(query, 20, first.Next, SearchOrder.NewestFirst, ticket, CancellationToken.None);

        Assert.Equal([20, 10], new[] { first.Rows.Count, second.Rows.Count });
        Assert.Null(second.Next);
        Assert.Equal(30, tenant.Count(query, ticket, CancellationToken.None).Count);
        Assert.Equal(30, tenant.Histogram(query, TimeSpan.FromDays(1), ticket, CancellationToken.None).Buckets.Sum(bucket => bucket.Count));
        Assert.Equal(30, tenant.Facet(query, FacetField.Action, 10, ticket, CancellationToken.None).Values.Single().Count);
        Assert.Equal([new FacetValue("import", 30)], tenant.Values(query, IndexField.Source, "imp", 10, ticket, CancellationToken.None).Values);
        Assert.Equal(20, tenant.Read(first, CancellationToken.None).Count());
        Assert.Equal(size, tenant.Size);
        var receipt = Receipt(tenant, ticket.Position);
        Assert.Equal("records.searched", receipt.GetProperty("annals").GetString());
        Assert.Equal("""{"name":"Ada Example","id":"u-1","type":"user"}""", receipt.GetProperty("actor").GetRawText());
        Assert.Equal(ticket.Size, receipt.GetProperty("details").GetProperty("size").GetInt64());
        Assert.Equal("search", receipt.GetProperty("details").GetProperty("operation").GetString());
    }

    [Fact]
    public async Task A_ticket_of_another_query_is_refused()
    {
        using var fixture = new TenantFixture();
        using var tenant = await fixture.OpenAsync();
        var ticket = tenant.BeginRead(Reader, "search", tenant.Parse("action:open"));
        var other = tenant.Parse("action:close");

        Assert.Throws<ArgumentException>(() => tenant.Search(other, 1, null, SearchOrder.NewestFirst, ticket, CancellationToken.None));
        Assert.Throws<ArgumentException>(() => tenant.Count(other, ticket, CancellationToken.None));
        Assert.Throws<ArgumentException>(() => tenant.Histogram(other, TimeSpan.FromDays(1), ticket, CancellationToken.None));
        Assert.Throws<ArgumentException>(() => tenant.Facet(other, FacetField.Action, 1, ticket, CancellationToken.None));
        Assert.Equal(0, tenant.Count(tenant.Parse("action:\"open\""), ticket, CancellationToken.None).Count);
    }

    [Fact]
    public async Task A_row_is_free_under_a_ticket_only_if_its_record_matches_and_was_there()
    {
        using var fixture = new TenantFixture();
        using var tenant = await fixture.OpenAsync();
        await fixture.ImportAsync(tenant, [TenantFixture.Source(Text(0, 4))]);
        var query = tenant.Parse("thing-1");
        var ticket = tenant.BeginRead(Reader, "search", query);
        await fixture.ImportAsync(tenant, [TenantFixture.Source(Text(0, 4, "b"))]);
        var size = tenant.Size;
        var row = Assert.Single(tenant.Search(query, 10, null, SearchOrder.NewestFirst, ticket, CancellationToken.None).Rows);

        Assert.Contains("thing-1", Encoding.UTF8.GetString(tenant.Show(row.Position, ticket)!.Payload.Span), StringComparison.Ordinal);
        Assert.Equal(size, tenant.Size);
        Assert.Null(tenant.Show(tenant.Size, ticket));

        Assert.False(tenant.Covers(ticket, row.Position + 1));
        Assert.NotNull(tenant.Show(row.Position + 1, ticket));
        var later = Assert.Single(TenantFixture.Rows(tenant, "thing-1 b-1"));
        Assert.NotNull(tenant.Show(later.Position, ticket));
        Assert.Equal(size + 3, tenant.Size);
        Assert.Equal("u-1", Receipt(tenant, tenant.Size - 1).GetProperty("actor").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Reading_receipts_leaves_one_receipt_and_is_not_about_itself()
    {
        using var fixture = new TenantFixture();
        using var tenant = await fixture.OpenAsync();
        var query = tenant.Parse("source:annals");
        for (var reads = 1; reads < 5; reads++)
        {
            var ticket = tenant.BeginRead(Reader, "search", query);
            Assert.Equal(reads, tenant.Search(query, 100, null, SearchOrder.NewestFirst, ticket, CancellationToken.None).Rows.Count);
            Assert.Equal(reads + 1, tenant.Size);
        }
    }

    [Fact]
    public async Task The_time_of_a_vendors_ticket_is_a_horizon_beside_appends()
    {
        using var fixture = new TenantFixture();
        using var tenant = await fixture.OpenAsync();
        var import = Task.Run(() => fixture.ImportAsync(tenant, [TenantFixture.Source(Text(0, 20_000))]));
        var tickets = new List<ReadTicket>();
        do
        {
            var ticket = tenant.BeginVendorRead(new Actor("client") { Type = "client" }, "content.list", "Audit.General", writer => writer.WriteString("window"u8, "all"));
            Assert.Equal(ticket.Position, ticket.Size);
            tickets.Add(ticket);
        }
        while (!import.IsCompleted);
        await import;

        var times = Enumerable.Range(0, (int)tenant.Size).Select(position => tenant.Read(new SearchRow(position, null, 0, RecordFlags.None)).Entry.RecordedMicros).ToArray();
        foreach (var ticket in tickets)
        {
            Assert.All(times.Take((int)ticket.Position), time => Assert.True(time <= ticket.RecordedMicros));
            Assert.All(times.Skip((int)ticket.Position), time => Assert.True(time >= ticket.RecordedMicros));
        }

        var receipt = Receipt(tenant, tickets[0].Position);
        Assert.Equal("records.listed", receipt.GetProperty("annals").GetString());
        Assert.Equal("""{"operation":"content.list","window":"all"}""", receipt.GetProperty("details").GetRawText());
        Assert.Equal("Audit.General", receipt.GetProperty("target").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Named_actors_stand_in_the_receipts_of_every_kind_of_read()
    {
        using var fixture = new TenantFixture();
        using var tenant = await fixture.OpenAsync();
        await fixture.ImportAsync(tenant, [TenantFixture.Source(Text(0, 1))]);
        var from = tenant.Size;

        tenant.Show(2, Reader);
        tenant.Show("a-0", Reader, CancellationToken.None);
        tenant.PositionsOf("none", Reader, CancellationToken.None);
        tenant.Prove(2, Reader);
        tenant.Export(tenant.Parse(""), Stream.Null, new ExportOptions(), Reader, CancellationToken.None);
        tenant.ExportParquet(tenant.Parse(""), fixture.File("out.parquet"), new ExportOptions { Format = ExportFormat.Parquet }, Reader, CancellationToken.None);

        Assert.Equal(from + 8, tenant.Size);
        for (var position = from; position < tenant.Size; position++)
        {
            Assert.Equal("u-1", Receipt(tenant, position).GetProperty("actor").GetProperty("id").GetString());
        }
    }

    private static JsonElement Receipt(Tenant tenant, long position) =>
        JsonDocument.Parse(tenant.Read(new SearchRow(position, null, 0, RecordFlags.None)).Payload).RootElement.Clone();

    private static string Text(int from, int count, string name = "a") =>
        string.Join('\n', Enumerable.Range(from, count).Select(i => FormattableString.Invariant($$"""{"id":"{{name}}-{{i}}","time":"2026-03-01T10:00:00Z","action":"open","target":"thing-{{i}} {{name}}-{{i}}"}""")));
}
