using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Annals.Server.Access;

namespace Annals.Server.Tests.Api.Reading;

public sealed class SearchTests
{
    [Fact]
    public async Task Pages_counts_histograms_facets_and_values_agree()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsAppend, Scopes.RecordsRead);
        await http.AppendAsync(Enumerable.Range(0, 120).Select(i => Json.Record($"{i}", actor: $"user{i % 3}@example.com", time: $"2026-11-01T{i / 10:00}:{i % 60:00}:00Z", outcome: i % 4 == 0 ? "failure" : "success")));

        var newest = await AllAsync(http, "newest");
        var oldest = await AllAsync(http, "oldest");
        var count = await http.AskAsync("/v1/records/count?q=actor:user1@example.com");
        var histogram = await http.AskAsync("/v1/records/histogram?width=1h");
        var facet = await http.AskAsync("/v1/records/facets/actor");
        var values = await http.AskAsync("/v1/values/actor?prefix=USER1");

        Assert.Equal(120, newest.Count);
        Assert.Equal(newest, Enumerable.Reverse(oldest));
        Assert.Equal(40, count.GetProperty("count").GetInt64());
        Assert.Equal(12, histogram.GetProperty("buckets").GetArrayLength());
        Assert.Equal(120, histogram.GetProperty("buckets").EnumerateArray().Sum(bucket => bucket.GetProperty("count").GetInt64()));
        Assert.Equal(30, histogram.GetProperty("buckets").EnumerateArray().Sum(bucket => bucket.GetProperty("failure").GetInt64()));
        Assert.Equal([40, 40, 40], facet.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("count").GetInt32()));
        Assert.Equal("user1@example.com", Assert.Single(values.GetProperty("values").EnumerateArray()).GetProperty("value").GetString());
        Assert.False(count.GetProperty("partial").GetBoolean());

        static async Task<List<long>> AllAsync(HttpClient http, string order)
        {
            var positions = new List<long>();
            string? cursor = null;
            do
            {
                var page = await http.AskAsync($"/v1/records?q=action:door.open&limit=50&order={order}&records=no{(cursor is null ? "" : "&cursor=" + cursor)}");
                positions.AddRange(page.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("position").GetInt64()));
                cursor = page.GetProperty("next").GetString();
            }
            while (cursor is not null);
            return positions;
        }
    }

    [Fact]
    public async Task Everything_that_carries_one_search_id_and_asks_the_same_leaves_one_receipt()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsAppend, Scopes.RecordsRead, Scopes.ReceiptsRead);
        await http.AppendAsync(Enumerable.Range(0, 30).Select(i => Json.Record($"{i}")));
        var id = ("X-Search-Id", Guid.NewGuid().ToString());

        // All at once, as a page asks.
        var answers = await Task.WhenAll(
            http.AskAsync("/v1/records?q=action:door.open&limit=10", id),
            http.AskAsync("/v1/records/count?q=action:door.open", id),
            http.AskAsync("/v1/records/histogram?q=action:door.open", id),
            http.AskAsync("/v1/records/facets/actor?q=action:door.open", id));
        var next = await http.AskAsync($"/v1/records?q=action:door.open&limit=10&cursor={answers[0].GetProperty("next").GetString()}", id);
        await http.AskAsync($"/v1/records/{next.GetProperty("records")[0].GetProperty("position").GetInt64()}", id);
        var joined = await ReceiptsAsync(server);
        await http.AskAsync("/v1/records/count?q=action:door.close", id);
        await http.AskAsync("/v1/records/count?q=action:door.open");

        Assert.Equal(1, joined);
        Assert.Equal(3, await ReceiptsAsync(server));
    }

    [Fact]
    public async Task Receipts_are_read_with_their_own_scope_only()
    {
        await using var server = await TestServer.StartAsync();
        using var reader = await server.SignedInAsync(Scopes.RecordsRead);
        using var auditor = await server.SignedInAsync(Scopes.ReceiptsRead);
        await reader.AskAsync("/v1/records/count");

        using var refused = await reader.SendAsync("/v1/records?q=source:annals");
        using var hidden = await reader.SendAsync("/v1/records/0");
        var all = await auditor.AskAsync("/v1/records");
        var shown = await auditor.AskAsync("/v1/records/0");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.All(all.GetProperty("records").EnumerateArray(), record => Assert.Equal("annals", record.GetProperty("source").GetString()));
        Assert.Equal("tenant.created", shown.GetProperty("action").GetString());
    }

    [Theory]
    [InlineData("q=actor:(anna OR", "query-syntax")]
    [InlineData("limit=0", "bad-request")]
    [InlineData("limit=1e3", "bad-request")]
    [InlineData("cursor=nonsense", "bad-request")]
    [InlineData("order=sideways", "bad-request")]
    [InlineData("qq=x", "bad-request")]
    [InlineData("q=a&q=b", "bad-request")]
    [InlineData("from=now) OR (*", "bad-request")]
    public async Task A_mistake_is_named(string parameters, string type)
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsRead);

        using var answer = await http.SendAsync("/v1/records?" + parameters);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal($"urn:annals:problem:{type}", problem.GetProperty("type").GetString());
        Assert.Equal(type == "query-syntax", problem.TryGetProperty("position", out _));
    }

    [Fact]
    public async Task Records_around_and_related_ones_are_found()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsAppend, Scopes.RecordsRead);
        var appended = await http.AppendAsync(Enumerable.Range(0, 9).Select(i => Json.Record($"{i}", actor: $"user{i % 2}@example.com", time: $"2026-11-01T08:0{i}:00Z")));
        var middle = appended.GetProperty("verdicts")[4].GetProperty("position").GetInt64();

        var around = await http.AskAsync($"/v1/records/{middle}/around?before=2&after=3");
        var related = await http.AskAsync($"/v1/records/{middle}/related?by=actor");
        using var none = await http.SendAsync($"/v1/records/{middle}/related?by=session");

        Assert.Equal([middle - 2, middle - 1, middle + 1, middle + 2, middle + 3], around.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("position").GetInt64()));
        Assert.Equal(5, related.GetProperty("records").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    /// <summary>Receipts of searches and shows in the log, counted in the log itself.</summary>
    private static Task<long> ReceiptsAsync(TestServer server)
    {
        var tenant = server.Tenant();
        return Task.FromResult(Enumerable.Range(0, (int)tenant.Size).LongCount(position =>
            tenant.IsReceipt(position) && System.Text.Encoding.UTF8.GetString(tenant.LogReader.ReadRecord(position).Payload.Span).StartsWith("{\"annals\":\"records.", StringComparison.Ordinal)));
    }
}
