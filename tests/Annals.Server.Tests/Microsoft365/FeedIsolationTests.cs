using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Annals.Archive;
using Annals.Server.Access;

namespace Annals.Server.Tests.Microsoft365;

public sealed class FeedIsolationTests
{
    [Fact]
    public async Task Another_tenants_ids_are_answered_like_random_ones()
    {
        await using var fixture = await FeedFixture.StartAsync(tenants: ["default", "other"]);
        await fixture.AppendItemAsync(FeedFixture.Record("mine"));
        using var writer = await fixture.WriterAsync("other");
        await FeedFixture.AppendAsync(writer, FeedFixture.Record("theirs"));
        fixture.Time.Advance(TimeSpan.FromSeconds(61));
        await fixture.SubscribeAsync("Audit.Exchange");
        var (client, secret) = fixture.Server.AddClient([Scopes.RecordsRead], tenant: "other");
        var other = fixture.Server.Tenant("other").Description.Id;
        using var http = fixture.Server.Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await FeedFixture.TokenAsync(http, other.ToString(), client.Id, secret));
        using var started = await http.PostAsync(FeedFixture.Path($"/api/v1.0/{other}/activity/feed/subscriptions/start?contentType=Audit.Exchange"), null);
        using var listing = await http.GetAsync(FeedFixture.Path($"/api/v1.0/{other}/activity/feed/subscriptions/content?contentType=Audit.Exchange"));
        var theirs = Assert.Single((await listing.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray()).GetProperty("contentId").GetString()!;
        var random = theirs.Replace('1', '7');

        var mine = Assert.Single(await fixture.ListAsync()).GetProperty("contentId").GetString();
        Assert.NotEqual(theirs, mine);
        await AssertAlikeAsync(fixture, $"{fixture.Feed}/audit/{theirs}", theirs, $"{fixture.Feed}/audit/{random}", random);
        await AssertAlikeAsync(
            fixture,
            $"/api/v1.0/{other}/activity/feed/subscriptions/list",
            other.ToString(),
            "/api/v1.0/11111111-2222-4333-8444-555555555555/activity/feed/subscriptions/list",
            "11111111-2222-4333-8444-555555555555");
    }

    [Fact]
    public async Task Subscriptions_belong_to_one_client()
    {
        await using var fixture = await FeedFixture.StartAsync();
        await fixture.SubscribeAsync("Audit.Exchange");
        using var other = await fixture.Server.SignedInAsync(Scopes.RecordsRead);

        Assert.Equal("[]", await other.GetStringAsync(FeedFixture.Path($"{fixture.Feed}/subscriptions/list")));
        using var content = await other.GetAsync(FeedFixture.Path($"{fixture.Feed}/subscriptions/content?contentType=Audit.Exchange"));
        Assert.Equal("AF20022", (await FeedFixture.ErrorAsync(content)).Code);
    }

    [Fact]
    public async Task A_listing_leaves_one_receipt_and_so_does_each_blob_and_nothing_else_does()
    {
        await using var fixture = await FeedFixture.StartAsync(new Dictionary<string, string?> { ["Microsoft365:PageSize"] = "1" });
        await fixture.SubscribeAsync("Audit.Exchange");
        await fixture.AppendItemAsync(FeedFixture.Record("a"));
        await fixture.AppendItemAsync(FeedFixture.Record("b"));
        var before = Receipts(fixture.Server.Tenant());

        using var first = await fixture.GetAsync($"{fixture.Feed}/subscriptions/content?contentType=Audit.Exchange");
        using var second = await fixture.Http.GetAsync(new Uri(first.Headers.GetValues("NextPageUri").Single()));
        var item = (await second.Content.ReadFromJsonAsync<JsonElement>())[0];
        using var blob = await fixture.Http.GetAsync(new Uri(item.GetProperty("contentUri").GetString()!));
        using var missing = await fixture.GetAsync($"{fixture.Feed}/audit/{item.GetProperty("contentId").GetString()!.Replace('1', '7')}");
        using var subscriptions = await fixture.GetAsync($"{fixture.Feed}/subscriptions/list");
        using var names = await fixture.GetAsync($"{fixture.Feed}/resources/dlpSensitiveTypes");
        using var refused = await fixture.GetAsync($"{fixture.Feed}/subscriptions/content?contentType=Audit.General");

        var left = Receipts(fixture.Server.Tenant())[before.Count..];
        Assert.Equal(["microsoft365.content", "microsoft365.blob"], left.Select(receipt => receipt.GetProperty("details").GetProperty("operation").GetString()));
        Assert.All(left, receipt =>
        {
            Assert.Equal("records.listed", receipt.GetProperty("annals").GetString());
            Assert.Equal(fixture.Client.Id.ToString(), receipt.GetProperty("actor").GetProperty("id").GetString());
            Assert.Equal("client", receipt.GetProperty("actor").GetProperty("type").GetString());
        });
        Assert.Equal("Audit.Exchange", left[0].GetProperty("target").GetProperty("name").GetString());
        Assert.Equal(item.GetProperty("contentId").GetString(), left[1].GetProperty("target").GetProperty("name").GetString());
    }

    /// <summary>Every receipt of the log that tells of a read, in order; read from the log itself, which leaves none.</summary>
    private static List<JsonElement> Receipts(Tenant tenant)
    {
        var receipts = new List<JsonElement>();
        for (var position = 0L; position < tenant.Size; position++)
        {
            var record = tenant.LogReader.ReadRecord(position);
            if (record.Entry.Kind == Log.EntryKind.System)
            {
                var json = JsonSerializer.Deserialize<JsonElement>(record.Payload.Span);
                if (json.GetProperty("annals").GetString()!.StartsWith("records.", StringComparison.Ordinal))
                {
                    receipts.Add(json);
                }
            }
        }

        return receipts;
    }

    private static async Task AssertAlikeAsync(FeedFixture fixture, string first, string firstId, string second, string secondId)
    {
        using var one = await fixture.GetAsync(first);
        using var two = await fixture.GetAsync(second);
        Assert.True((int)one.StatusCode >= 400);
        Assert.Equal(one.StatusCode, two.StatusCode);
        Assert.Equal(
            Encoding.UTF8.GetString(await one.Content.ReadAsByteArrayAsync()).Replace(firstId, "ID", StringComparison.Ordinal),
            Encoding.UTF8.GetString(await two.Content.ReadAsByteArrayAsync()).Replace(secondId, "ID", StringComparison.Ordinal));
        Assert.Equal(Headers(one), Headers(two));
    }

    private static List<string> Headers(HttpResponseMessage answer) =>
        [.. answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("X-Correlation-Id" or "Date" or "Content-Length")).Select(header => $"{header.Key}: {string.Join(",", header.Value)}").Order(StringComparer.Ordinal)];
}
