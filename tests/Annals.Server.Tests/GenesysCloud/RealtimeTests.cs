using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Annals.Server.Tests.GenesysCloud;

public sealed class RealtimeTests
{
    private const string Query = "/api/v2/audits/query/realtime";
    private const string Related = "/api/v2/audits/query/realtime/related";

    private static readonly DateTimeOffset Begin = GenesysServer.Now.AddDays(-10);
    private static readonly string Fortnight = Audits.Interval(GenesysServer.Now.AddDays(-14), GenesysServer.Now);

    [Fact]
    public async Task Pages_have_numbers_and_totals_in_both_orders()
    {
        await using var server = await GenesysServer.StartAsync(Enumerable.Range(0, 45).Select(i => Audits.Rest($"a{i:00}", Begin.AddHours(i))));
        using var http = await server.SignedInAsync();

        var first = await PostAsync(http, Query, new { interval = Fortnight });
        var last = await PostAsync(http, Query + "?expand=user", new { interval = Fortnight, pageNumber = 5, pageSize = 10, sort = new[] { new { name = "Timestamp", sortOrder = "Ascending" } } });
        var beyond = await PostAsync(http, Query, new { interval = Fortnight, pageNumber = int.MaxValue, pageSize = 500 });

        Assert.Equal((25, 1, 45, 2), Head(first));
        Assert.Equal(Enumerable.Range(20, 25).Reverse().Select(i => $"a{i:00}"), Audits.Ids(first));
        Assert.Equal((10, 5, 45, 5), Head(last));
        Assert.Equal(["a40", "a41", "a42", "a43", "a44"], Audits.Ids(last));
        Assert.Equal((500, int.MaxValue, 45, 1), Head(beyond));
        Assert.Empty(Audits.Ids(beyond));
    }

    [Fact]
    public async Task Totals_and_pages_count_exact_matches_only_whatever_is_asked_for()
    {
        await using var server = await GenesysServer.StartAsync(Enumerable.Range(0, 30).Select(i => Audits.Rest($"a{i:00}", Begin.AddHours(i), action: i % 3 == 0 ? "publish" : "Publish", user: i % 2 == 0 ? "U" : "u", service: i < 28 ? "Architect" : "Routing")));
        using var http = await server.SignedInAsync();

        async Task CheckAsync(object query, Func<int, bool> wanted)
        {
            var page = await PostAsync(http, Query, query);
            var expected = Enumerable.Range(0, 30).Where(wanted).Reverse().Select(i => $"a{i:00}").ToList();
            Assert.Equal((4, 2, expected.Count, (expected.Count + 3) / 4), Head(page));
            Assert.Equal(expected.Skip(4).Take(4), Audits.Ids(page));
        }

        await CheckAsync(new { interval = Fortnight, pageNumber = 2, pageSize = 4, serviceName = "Architect" }, i => i < 28);
        await CheckAsync(new { interval = Fortnight, pageNumber = 2, pageSize = 4, serviceName = "architect" }, _ => false);
        await CheckAsync(new { interval = Fortnight, pageNumber = 2, pageSize = 4, filters = new[] { new { property = "EntityType", value = "Flow" }, new { property = "Action", value = "Publish" } } }, i => i % 3 != 0);
        await CheckAsync(new { interval = Fortnight, pageNumber = 2, pageSize = 4, filters = new[] { new { property = "UserId", value = "u" } } }, i => i % 2 == 1);
        await CheckAsync(new { interval = Fortnight, pageNumber = 2, pageSize = 4 }, _ => true);
    }

    [Fact]
    public async Task The_reach_is_a_setting()
    {
        var query = new { interval = Audits.Interval(GenesysServer.Now.AddDays(-100), GenesysServer.Now) };
        var old = Audits.Rest("old", GenesysServer.Now.AddDays(-90));
        await using var server = await GenesysServer.StartAsync([old]);
        await using var open = await GenesysServer.StartAsync([old], new Dictionary<string, string?> { ["GenesysCloud:RealtimeReach"] = "00:00:00" });
        using var http = await server.SignedInAsync();
        using var far = await open.SignedInAsync();

        using var refused = await http.PostAsync(GenesysServer.Relative(Query), Audits.Body(query));
        using var unrelated = await http.PostAsync(GenesysServer.Relative(Related), Audits.Body(new { auditId = "old" }));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unrelated.StatusCode);
        Assert.Equal(["old"], Audits.Ids(await PostAsync(far, Query, query)));
        Assert.Equal(["old"], Audits.Ids(await PostAsync(far, Related, new { auditId = "old" })));
    }

    [Fact]
    public async Task Related_audits_share_a_transaction_or_a_correlation_in_whatever_shape_they_are_stored()
    {
        await using var server = await GenesysServer.StartAsync(
        [
            Audits.Rest("alone", Begin),
            Audits.Rest("t1", Begin.AddHours(1), transaction: "tx"),
            Audits.Rest("t2", Begin.AddHours(2), transaction: "tx", correlation: "other"),
            Audits.Rest("t3", Begin.AddHours(3), transaction: "TX"),
            Audits.Rest("c1", Begin.AddHours(4), correlation: "corr"),
            Audits.Event("c2", Begin.AddHours(5), "corr"),
            Audits.Rest("c3", Begin.AddHours(6), correlation: "corrx"),
        ]);
        using var http = await server.SignedInAsync();

        async Task<List<string>> OfAsync(string id, string order = "ascending") => Audits.Ids(await PostAsync(http, Related, new { auditId = id, sort = new[] { new { name = "Timestamp", sortOrder = order } } }));

        Assert.Equal(["alone"], await OfAsync("alone"));
        Assert.Equal(["t1", "t2"], await OfAsync("t1"));
        Assert.Equal(["t2", "t1"], await OfAsync("t2", "descending"));
        Assert.Equal(["c1", "c2"], await OfAsync("c1"));
        Assert.Equal(["c1", "c2"], await OfAsync("c2"));
        Assert.Equal(["entities"], (await PostAsync(http, Related, new { auditId = "alone" })).EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task An_audit_of_another_tenant_is_as_unknown_as_one_that_never_was()
    {
        await using var server = await GenesysServer.StartAsync(new Dictionary<string, IEnumerable<string>> { ["one"] = [Audits.Rest("a", Begin)], ["two"] = [Audits.Rest("b", Begin)] });
        using var http = await server.SignedInAsync("two");

        using var foreign = await http.PostAsync(GenesysServer.Relative(Related), Audits.Body(new { auditId = "a" }));
        using var random = await http.PostAsync(GenesysServer.Relative(Related), Audits.Body(new { auditId = "z" }));

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [foreign.StatusCode, random.StatusCode]);
        Assert.Equal(await BodyAsync(foreign), await BodyAsync(random));
        Assert.Equal(["b"], Audits.Ids(await PostAsync(http, Query, new { interval = Fortnight })));
    }

    [Fact]
    public async Task More_related_audits_than_allowed_are_refused_not_cut()
    {
        await using var server = await GenesysServer.StartAsync(Enumerable.Range(0, 4).Select(i => Audits.Rest($"a{i}", Begin, correlation: "c")), new Dictionary<string, string?> { ["GenesysCloud:RelatedMax"] = "3" });
        using var http = await server.SignedInAsync();

        using var answer = await http.PostAsync(GenesysServer.Relative(Related), Audits.Body(new { auditId = "a1" }));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("response.entity.too.large", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsync(GenesysServer.Relative(path), Audits.Body(body));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static (int PageSize, int PageNumber, int Total, int PageCount) Head(JsonElement page) =>
        (page.GetProperty("pageSize").GetInt32(), page.GetProperty("pageNumber").GetInt32(), page.GetProperty("total").GetInt32(), page.GetProperty("pageCount").GetInt32());

    private static async Task<string> BodyAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadAsStringAsync()).Replace(answer.Headers.GetValues("ININ-Correlation-Id").Single(), "context", StringComparison.Ordinal);
}
