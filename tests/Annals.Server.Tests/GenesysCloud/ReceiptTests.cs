using System.Net;
using System.Text.Json;
using Annals.Archive;
using Annals.Server.Access;

namespace Annals.Server.Tests.GenesysCloud;

public sealed class ReceiptTests
{
    private static readonly DateTimeOffset Begin = GenesysServer.Now.AddDays(-10);
    private static readonly string Fortnight = Audits.Interval(GenesysServer.Now.AddDays(-14), GenesysServer.Now);

    [Fact]
    public async Task A_query_leaves_one_receipt_however_often_its_state_and_pages_are_asked_for()
    {
        await using var server = await GenesysServer.StartAsync(Enumerable.Range(0, 20).Select(i => Audits.Rest($"a{i}", Begin.AddHours(i))), new Dictionary<string, string?> { ["GenesysCloud:RedirectBytes"] = "0" });
        var credentials = server.AddClient();
        var first = await server.SignedInAsync(credentials);
        var before = server.Tenant().Size;
        var id = await GenesysServer.SucceededAsync(first, new { interval = Fortnight, serviceName = "Architect" });
        await GenesysServer.AllIdsAsync(first, id, 3);
        await GenesysServer.EndOfAsync(first, id);
        using var redirect = await first.GetAsync(GenesysServer.Relative($"/api/v2/audits/query/{id}/results?allowRedirect=true"));
        using var download = await first.GetAsync(redirect.Headers.Location);
        first.Dispose();
        var position = Assert.Single(ReceiptsFrom(server.Tenant(), before));
        await server.RestartAsync();
        using var http = await server.SignedInAsync(credentials);
        before = server.Tenant().Size;

        await GenesysServer.AllIdsAsync(http, id, 7);

        Assert.Equal(HttpStatusCode.OK, download.StatusCode);
        Assert.Equal(before, server.Tenant().Size);
        using var receipt = JsonDocument.Parse(server.Tenant().Show(position)!.Payload);
        var root = receipt.RootElement;
        Assert.Equal("records.listed", root.GetProperty("annals").GetString());
        Assert.Equal((credentials.Client.Name, credentials.Client.Id.ToString(), "client"), (root.GetProperty("actor").GetProperty("name").GetString(), root.GetProperty("actor").GetProperty("id").GetString(), root.GetProperty("actor").GetProperty("type").GetString()));
        Assert.Equal(id, root.GetProperty("target").GetProperty("name").GetString());
        Assert.Equal("genesys audits query", root.GetProperty("details").GetProperty("operation").GetString());
        Assert.Equal(Fortnight, root.GetProperty("details").GetProperty("interval").GetString());
        Assert.Equal(20, server.Tenant().Count(server.Tenant().Parse(root.GetProperty("details").GetProperty("query").GetString()!), CancellationToken.None).Count);
    }

    [Theory]
    [InlineData("POST", "/api/v2/audits/query/realtime", """{"interval":"2026-03-20T00:00:00Z/2026-03-31T00:00:00Z"}""")]
    [InlineData("POST", "/api/v2/audits/query/realtime", """{"interval":"2026-03-20T00:00:00Z/2026-03-31T00:00:00Z","filters":[{"property":"UserId","value":"user-1"}],"pageSize":1,"pageNumber":2}""")]
    [InlineData("POST", "/api/v2/audits/query/realtime/related", """{"auditId":"a"}""")]
    [InlineData("POST", "/api/v2/audits/query/realtime/related", """{"auditId":"unknown"}""")]
    [InlineData("GET", "/api/v2/audits/query/servicemapping", "")]
    [InlineData("GET", "/api/v2/audits/query/realtime/servicemapping", "")]
    public async Task Every_other_call_leaves_one_receipt_each(string method, string path, string body)
    {
        await using var server = await GenesysServer.StartAsync([Audits.Rest("a", Begin, correlation: "c"), Audits.Rest("b", Begin, correlation: "c")]);
        using var http = await server.SignedInAsync();
        var before = server.Tenant().Size;

        for (var i = 1; i <= 2; i++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
            using var answer = await http.SendAsync(request);
            Assert.Equal(i, ReceiptsFrom(server.Tenant(), before).Count);
        }
    }

    [Fact]
    public async Task A_request_that_is_refused_leaves_none()
    {
        await using var server = await GenesysServer.StartAsync([Audits.Rest("a", Begin)]);
        using var http = await server.SignedInAsync();
        using var weak = await server.SignedInAsync("default", Scopes.LogRead);
        var before = server.Tenant().Size;

        using var bad = await http.PostAsync(GenesysServer.Relative("/api/v2/audits/query/realtime"), Audits.Body(new { interval = "never" }));
        using var forbidden = await weak.PostAsync(GenesysServer.Relative("/api/v2/audits/query/realtime"), Audits.Body(new { interval = Fortnight }));

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.Forbidden], [bad.StatusCode, forbidden.StatusCode]);
        Assert.Equal(before, server.Tenant().Size);
    }

    /// <summary>Positions of the receipts of reads from a position on.</summary>
    private static List<long> ReceiptsFrom(Tenant tenant, long from)
    {
        var size = tenant.Size;
        return [.. Enumerable.Range(0, (int)(size - from)).Select(i => from + i)];
    }
}
