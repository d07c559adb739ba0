using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Annals.Server.Access;
using Annals.Server.GenesysCloud;
using Annals.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.GenesysCloud;

public sealed class AsyncQueryTests
{
    private static readonly DateTimeOffset Begin = GenesysServer.Now.AddDays(-20);
    private static readonly string Month = Audits.Interval(GenesysServer.Now.AddDays(-30), GenesysServer.Now);

    [Fact]
    public async Task A_query_is_accepted_echoed_and_answered_with_the_stored_bytes()
    {
        var stored = Audits.Rest("a", Begin);
        await using var server = await GenesysServer.StartAsync([stored]);
        using var http = await server.SignedInAsync();
        using var created = await http.PostAsync(GenesysServer.Relative("/api/v2/audits/query"), Audits.Body(new { interval = Month, serviceName = "Architect", filters = new[] { new { property = "EntityType", value = "Flow" } }, sort = new[] { new { name = "Timestamp", sortOrder = "ASC" } } }));
        var status = await created.Content.ReadFromJsonAsync<JsonElement>();
        var id = status.GetProperty("id").GetString()!;
        var state = await GenesysServer.EndOfAsync(http, id);
        using var results = await http.GetAsync(GenesysServer.Relative($"/api/v2/audits/query/{id}/results"));

        Assert.Equal(HttpStatusCode.Accepted, created.StatusCode);
        Assert.True(Guid.TryParse(id, out _));
        Assert.Equal((Month, "Architect"), (status.GetProperty("interval").GetString(), status.GetProperty("serviceName").GetString()));
        Assert.Equal("""[{"property":"EntityType","value":"Flow"}]""", status.GetProperty("filters").GetRawText());
        Assert.Equal("""[{"name":"Timestamp","sortOrder":"ascending"}]""", status.GetProperty("sort").GetRawText());
        Assert.Equal("2026-03-31T12:00:00.000Z", status.GetProperty("startDate").GetString());
        Assert.Equal("Succeeded", state);
        Assert.Equal($$"""{"id":"{{id}}","pageSize":25,"entities":[{{stored}}]}""", await results.Content.ReadAsStringAsync());
        Assert.Equal("nosniff", results.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Pages_follow_each_other_in_both_orders_and_the_last_has_no_cursor()
    {
        await using var server = await GenesysServer.StartAsync(Enumerable.Range(0, 57).Select(i => Audits.Rest($"a{i:00}", Begin.AddHours(i))));
        using var http = await server.SignedInAsync();
        var expected = Enumerable.Range(0, 57).Select(i => $"a{i:00}").ToList();

        var ascending = await GenesysServer.SucceededAsync(http, new { interval = Month, sort = new[] { new { name = "Timestamp", sortOrder = "asc" } } });
        var unsorted = await GenesysServer.SucceededAsync(http, new { interval = Month });

        Assert.Equal(expected, await GenesysServer.AllIdsAsync(http, ascending, 10));
        Assert.Equal(Enumerable.Reverse(expected), await GenesysServer.AllIdsAsync(http, unsorted, 500));
        Assert.Equal(25, Audits.Ids(await GenesysServer.PageAsync(http, unsorted)).Count);
    }

    [Fact]
    public async Task Results_pages_and_cursors_survive_a_restart_and_so_does_a_query_that_had_not_run()
    {
        await using var server = await GenesysServer.StartAsync(Enumerable.Range(0, 30).Select(i => Audits.Rest($"a{i:00}", Begin.AddHours(i))));
        var credentials = server.AddClient();
        var first = await server.SignedInAsync(credentials);
        var finished = await GenesysServer.SucceededAsync(first, new { interval = Month });
        var page = await GenesysServer.PageAsync(first, finished, "?pageSize=11");
        await server.HoldQueriesAsync();
        var waiting = await GenesysServer.QueryAsync(first, new { interval = Month });
        first.Dispose();
        await server.RestartAsync();
        using var http = await server.SignedInAsync(credentials);

        var rest = await GenesysServer.AllIdsAsync(http, finished, 11, page.GetProperty("cursor").GetString());

        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"a{29 - i:00}"), Audits.Ids(page).Concat(rest));
        Assert.Equal("Succeeded", await GenesysServer.EndOfAsync(http, waiting));
        Assert.Equal(30, (await GenesysServer.AllIdsAsync(http, waiting, 500)).Count);
    }

    [Fact]
    public async Task Filters_have_to_be_met_all_and_exactly_and_pages_stay_full()
    {
        await using var server = await GenesysServer.StartAsync(
        [
            Audits.Rest("a1", Begin.AddHours(1), user: "U", client: "C", entity: "E"),
            Audits.Rest("a2", Begin.AddHours(2), user: "u"),
            Audits.Rest("a3", Begin.AddHours(3), service: "architect"),
            Audits.Rest("a4", Begin.AddHours(4), entityType: "flow"),
            Audits.Rest("a5", Begin.AddHours(5), action: "publish"),
            Audits.Rest("a6", Begin.AddHours(6), user: "U", entity: "e"),
            Audits.Event("a7", Begin.AddHours(7), "c", user: "U"),
            """{"id":"m","CreationTime":"2026-03-12T00:00:00","Operation":"Publish","RecordType":1,"Workload":"Architect","UserId":"U"}""",
        ]);
        using var http = await server.SignedInAsync();

        async Task<List<string>> FindAsync(string? service, params (string Property, string Value)[] filters)
        {
            var id = await GenesysServer.SucceededAsync(http, new { interval = Month, serviceName = service, filters = filters.Select(filter => new { property = filter.Property, value = filter.Value }) });
            return await GenesysServer.AllIdsAsync(http, id, 2);
        }

        Assert.Equal(["a7", "a6", "a5", "a4", "a3", "a2", "a1"], await FindAsync(null));
        Assert.Equal(["a6", "a5", "a4", "a2", "a1"], await FindAsync("Architect"));
        Assert.Equal(["a3"], await FindAsync("architect"));
        Assert.Equal(["a7", "a6", "a1"], await FindAsync(null, ("UserId", "U")));
        Assert.Equal(["a6", "a1"], await FindAsync("Architect", ("UserId", "U")));
        Assert.Equal(["a1"], await FindAsync(null, ("ClientId", "C")));
        Assert.Equal(["a7"], await FindAsync(null, ("ClientId", "client-1")));
        Assert.Equal(["a6"], await FindAsync(null, ("EntityType", "Flow"), ("EntityId", "e")));
        Assert.Equal(["a5"], await FindAsync(null, ("EntityType", "Flow"), ("Action", "publish")));
        Assert.Equal(["a6", "a3", "a2", "a1"], await FindAsync(null, ("EntityType", "Flow"), ("Action", "Publish")));
        Assert.Equal(["a7", "a6", "a5", "a4", "a3", "a2", "a1"], await FindAsync(null, ("TrusteeOrganizationId", Audits.Organisation)));
        Assert.Empty(await FindAsync(null, ("TrusteeOrganizationId", "other")));
        Assert.Empty(await FindAsync(null, ("UserId", "U"), ("UserId", "u")));
    }

    [Fact]
    public async Task Random_queries_find_what_a_plain_loop_finds_in_both_operations()
    {
        var random = Seed.Random(nameof(AsyncQueryTests));
        string Pick(params string[] words) => words[random.Next(words.Length)];
        var audits = Enumerable.Range(0, 300)
            .Select(i => new { Id = $"a{i:000}", Time = Begin.AddMinutes(i), Service = Pick("Architect", "architect", "Routing"), Type = Pick("Flow", "Queue", "queue"), Action = Pick("Create", "Update", "update"), User = Pick("u1", "U1", "u2"), Client = Pick("", "c1", "C1"), Entity = Pick("e1", "E1") })
            .ToList();
        await using var server = await GenesysServer.StartAsync(audits.OrderBy(_ => random.Next()).Select(a => Audits.Rest(a.Id, a.Time, a.Service, a.Type, a.Action, a.User, a.Client, a.Entity)), new Dictionary<string, string?> { ["GenesysCloud:RequestsPerMinute"] = "1000000", ["GenesysCloud:RealtimeReach"] = "00:00:00" });
        using var http = await server.SignedInAsync();
        for (var round = 0; round < Seed.Rounds(40, 400); round++)
        {
            var service = random.Next(2) == 0 ? null : Pick("Architect", "architect", "Routing", "Nothing");
            var filters = new List<(string Property, string Value)> { ("EntityType", Pick("Flow", "Queue", "queue")), ("Action", Pick("Create", "Update")), ("UserId", Pick("u1", "U1")), ("ClientId", Pick("c1", "C1")), ("EntityId", Pick("e1", "E1")) }
                .Where(filter => filter.Property == "EntityType" || random.Next(3) == 0)
                .Skip(random.Next(4) == 0 ? 5 : 0)
                .ToList();
            var (from, to) = (Begin.AddMinutes(random.Next(150)), Begin.AddMinutes(150 + random.Next(150)));
            var ascending = random.Next(2) == 0;
            var query = new { interval = Audits.Interval(from, to), serviceName = service, filters = filters.Select(filter => new { property = filter.Property, value = filter.Value }), sort = new[] { new { name = "Timestamp", sortOrder = ascending ? "ascending" : "descending" } } };
            var found = audits
                .Where(a => a.Time >= from && a.Time <= to && (service is null || a.Service == service) && filters.All(filter => filter.Value == filter.Property switch { "EntityType" => a.Type, "Action" => a.Action, "UserId" => a.User, "ClientId" => a.Client, _ => a.Entity }))
                .Select(a => a.Id);
            var expected = (ascending ? found : found.Reverse()).ToList();
            var (pageNumber, pageSize) = (1 + random.Next(4), 1 + random.Next(30));

            var id = await GenesysServer.SucceededAsync(http, query);
            using var realtime = await http.PostAsync(GenesysServer.Relative("/api/v2/audits/query/realtime"), Audits.Body(new { query.interval, query.serviceName, query.filters, query.sort, pageNumber, pageSize }));
            var page = await realtime.Content.ReadFromJsonAsync<JsonElement>();

            Assert.Equal(expected, await GenesysServer.AllIdsAsync(http, id, 100));
            Assert.Equal(expected.Count, page.GetProperty("total").GetInt32());
            Assert.Equal(expected.Skip((pageNumber - 1) * pageSize).Take(pageSize), Audits.Ids(page));
        }
    }

    [Fact]
    public async Task Another_shape_of_an_audit_that_is_stored_already_is_left_out()
    {
        var known = Audits.Event("e", Begin, "c");
        await using var server = await GenesysServer.StartAsync([known, Encoding.UTF8.GetString(RestShape.Of(Encoding.UTF8.GetBytes(known)).Span)]);
        using var http = await server.SignedInAsync();

        var id = await GenesysServer.SucceededAsync(http, new { interval = Month });

        Assert.Equal(["e"], await GenesysServer.AllIdsAsync(http, id, 10));
        Assert.Equal(2, server.Tenant().Count(server.Tenant().Parse("source:genesys-cloud variants:all"), CancellationToken.None).Count);
    }

    [Theory]
    [InlineData("\" OR source:*")]
    [InlineData("x\\")]
    [InlineData("*")]
    [InlineData("a) OR (b")]
    [InlineData("\t\n\0 variants:all")]
    [InlineData("AND")]
    public async Task A_value_is_a_value_whatever_stands_in_it(string value)
    {
        await using var server = await GenesysServer.StartAsync([Audits.Rest("a", Begin), Audits.Rest("b", Begin).Replace("user-1", JsonEncodedText.Encode(value).ToString(), StringComparison.Ordinal)]);
        using var http = await server.SignedInAsync();

        var id = await GenesysServer.SucceededAsync(http, new { interval = Month, filters = new[] { new { property = "UserId", value } } });

        Assert.Equal(["b"], await GenesysServer.AllIdsAsync(http, id, 10));
    }

    [Fact]
    public async Task Both_ends_of_an_interval_belong_to_it()
    {
        await using var server = await GenesysServer.StartAsync([Audits.Rest("a", Begin), Audits.Rest("b", Begin.AddHours(1)), Audits.Rest("c", Begin.AddHours(2)), Audits.Rest("d", Begin.AddHours(2).AddMilliseconds(1))]);
        using var http = await server.SignedInAsync();

        var id = await GenesysServer.SucceededAsync(http, new { interval = Audits.Interval(Begin.AddMilliseconds(1), Begin.AddHours(2)) });
        var one = await GenesysServer.SucceededAsync(http, new { interval = Audits.Interval(Begin, Begin) });

        Assert.Equal(["c", "b"], await GenesysServer.AllIdsAsync(http, id, 10));
        Assert.Equal(["a"], await GenesysServer.AllIdsAsync(http, one, 10));
    }

    [Fact]
    public async Task Events_and_names_are_given_in_the_shape_of_the_audit_API_whether_or_not_users_are_to_be_expanded()
    {
        await using var server = await GenesysServer.StartAsync([Audits.Event("e", Begin, "c")]);
        using var http = await server.SignedInAsync();
        var id = await GenesysServer.SucceededAsync(http, new { interval = Month });

        var pages = new[] { "", "?expand=user", "?expand=user,client", "?expand=user&expand=other&unknown=1" };

        foreach (var parameters in pages)
        {
            var audit = Assert.Single((await GenesysServer.PageAsync(http, id, parameters)).GetProperty("entities").EnumerateArray());
            Assert.Equal("""{"id":"user-1","name":"Ana"}""", audit.GetProperty("user").GetRawText());
            Assert.Equal("2026-03-11T12:00:00.000Z", audit.GetProperty("eventDate").GetString());
        }
    }

    [Fact]
    public async Task The_whole_history_is_reached_window_by_window()
    {
        await using var server = await GenesysServer.StartAsync([Audits.Rest("old", GenesysServer.Now.AddYears(-9))]);
        using var http = await server.SignedInAsync();

        var id = await GenesysServer.SucceededAsync(http, new { interval = Audits.Interval(GenesysServer.Now.AddYears(-9).AddDays(-15), GenesysServer.Now.AddYears(-9).AddDays(15)) });

        Assert.Equal(["old"], await GenesysServer.AllIdsAsync(http, id, 10));
    }

    [Fact]
    public async Task A_large_page_is_given_by_a_link_that_needs_no_token_and_both_habits_of_clients_work()
    {
        var records = Enumerable.Range(0, 5).Select(i => Audits.Rest($"a{i}", Begin.AddHours(i))).ToList();
        await using var server = await GenesysServer.StartAsync(records, new Dictionary<string, string?> { ["GenesysCloud:RedirectBytes"] = "1000" });
        using var http = await server.SignedInAsync();
        using var anonymous = server.Anonymous();
        var id = await GenesysServer.SucceededAsync(http, new { interval = Month });

        using var small = await http.GetAsync(GenesysServer.Relative($"/api/v2/audits/query/{id}/results?allowRedirect=true&pageSize=1"));
        using var large = await http.GetAsync(GenesysServer.Relative($"/api/v2/audits/query/{id}/results?allowRedirect=true&pageSize=3"));
        using var direct = await http.GetAsync(GenesysServer.Relative($"/api/v2/audits/query/{id}/results?allowRedirect=false&pageSize=3"));
        var body = await large.Content.ReadFromJsonAsync<JsonElement>();
        var link = new Uri(body.GetProperty("downloadUrl").GetString()!);
        using var download = await anonymous.GetAsync(link);
        var rest = await GenesysServer.AllIdsAsync(http, id, 3, body.GetProperty("cursor").GetString());

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Found, HttpStatusCode.OK], [small.StatusCode, large.StatusCode, direct.StatusCode]);
        Assert.Equal((id, 3), (body.GetProperty("id").GetString(), body.GetProperty("pageSize").GetInt32()));
        Assert.Equal(link, large.Headers.Location);
        Assert.Equal(server.Url.Port, link.Port);
        Assert.Equal(await direct.Content.ReadAsStringAsync(), await download.Content.ReadAsStringAsync());
        Assert.Equal(["a1", "a0"], rest);
    }

    [Fact]
    public async Task A_name_in_another_case_is_another_name_and_its_results_are_empty_at_once()
    {
        await using var server = await GenesysServer.StartAsync(Enumerable.Range(0, 60).Select(i => Audits.Rest($"a{i:00}", Begin.AddHours(i))));
        using var http = await server.SignedInAsync();
        var id = await GenesysServer.SucceededAsync(http, new { interval = Month, serviceName = "architect" });

        var page = await http.GetFromJsonAsync<JsonElement>(GenesysServer.Relative($"/api/v2/audits/query/{id}/results?pageSize=1"));

        Assert.Equal(0, page.GetProperty("entities").GetArrayLength());
        Assert.False(page.TryGetProperty("cursor", out _));
    }

    [Fact]
    public async Task A_link_is_good_for_its_page_and_time_only_and_every_refusal_looks_alike()
    {
        await using var server = await GenesysServer.StartAsync([Audits.Rest("a", Begin), Audits.Rest("b", Begin)], new Dictionary<string, string?> { ["GenesysCloud:RedirectBytes"] = "0" });
        var credentials = server.AddClient();
        using var http = await server.SignedInAsync(credentials);
        using var anonymous = server.Anonymous();
        var id = await GenesysServer.SucceededAsync(http, new { interval = Month });
        using var redirect = await http.GetAsync(GenesysServer.Relative($"/api/v2/audits/query/{id}/results?allowRedirect=true&pageSize=1"));
        var link = redirect.Headers.Location!.PathAndQuery;
        using var good = await anonymous.GetAsync(GenesysServer.Relative(link));
        var refusals = new List<string>();

        async Task RefuseAsync(string path)
        {
            using var answer = await anonymous.GetAsync(GenesysServer.Relative(path));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            refusals.Add(WithoutContext(await answer.Content.ReadAsStringAsync(), answer));
        }

        await RefuseAsync(link.Replace("pageSize=1", "pageSize=2", StringComparison.Ordinal));
        await RefuseAsync(link + "x");
        await RefuseAsync(link.Replace(id, Guid.NewGuid().ToString(), StringComparison.Ordinal));
        await RefuseAsync($"/api/v2/audits/downloads/{id}");
        server.Clock.Advance(TimeSpan.FromMinutes(11));
        await RefuseAsync(link);
        server.Services.GetRequiredService<ClientStore>().Remove(credentials.Client.Tenant, credentials.Client.Id, TestServer.Tester);
        await RefuseAsync(link);

        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        Assert.Single(refusals.Distinct());
        Assert.Contains("\"code\":\"not.authorized\"", refusals[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_of_another_client_or_tenant_is_answered_like_one_that_never_was()
    {
        await using var server = await GenesysServer.StartAsync(new Dictionary<string, IEnumerable<string>> { ["one"] = [Audits.Rest("a", Begin)], ["two"] = [Audits.Rest("b", Begin)] });
        using var owner = await server.SignedInAsync("one");
        using var neighbour = await server.SignedInAsync("one");
        using var stranger = await server.SignedInAsync("two");
        var id = await GenesysServer.SucceededAsync(owner, new { interval = Month });
        var own = await GenesysServer.SucceededAsync(stranger, new { interval = Month });
        var cursor = "x";

        Assert.Equal(["a"], await GenesysServer.AllIdsAsync(owner, id, 10));
        Assert.Equal(["b"], await GenesysServer.AllIdsAsync(stranger, own, 10));
        foreach (var pattern in new[] { "/api/v2/audits/query/{0}", "/api/v2/audits/query/{0}/results", $"/api/v2/audits/query/{{0}}/results?cursor={cursor}&pageSize=7" })
        {
            var answers = new List<string>();
            foreach (var (http, asked) in new[] { (neighbour, id), (stranger, id), (owner, Guid.NewGuid().ToString()), (owner, "no-guid") })
            {
                using var answer = await http.GetAsync(GenesysServer.Relative(string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, asked)));
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                answers.Add(string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("ININ-Correlation-Id" or "X-Correlation-Id" or "Date" or "inin-ratelimit-count")).Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order(StringComparer.Ordinal)) + WithoutContext(await answer.Content.ReadAsStringAsync(), answer));
            }

            Assert.Single(answers.Distinct());
        }
    }

    [Fact]
    public async Task A_query_expires_and_is_removed()
    {
        await using var server = await GenesysServer.StartAsync([Audits.Rest("a", Begin)]);
        var credentials = server.AddClient();
        using var first = await server.SignedInAsync(credentials);
        var id = await GenesysServer.SucceededAsync(first, new { interval = Month });
        server.Clock.Advance(TimeSpan.FromDays(1));
        using var http = await server.SignedInAsync(credentials);

        using var answer = await http.GetAsync(GenesysServer.Relative($"/api/v2/audits/query/{id}"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        server.Services.GetRequiredService<AuditQueryStore>().RemoveExpired();
        Assert.Equal(0, server.Services.GetRequiredService<Annals.Server.Storage.ServerDatabase>().Query("SELECT count(*) FROM genesys_queries", row => row.GetInt64(0)).Single());
    }

    [Fact]
    public async Task A_query_whose_client_was_removed_before_it_ran_is_cancelled_without_a_receipt()
    {
        await using var server = await GenesysServer.StartAsync([Audits.Rest("a", Begin)]);
        var credentials = server.AddClient();
        using var http = await server.SignedInAsync(credentials);
        using var other = await server.SignedInAsync();
        var held = await server.HoldQueriesAsync();
        var id = Guid.Parse(await GenesysServer.QueryAsync(http, new { interval = Month }));
        server.Services.GetRequiredService<ClientStore>().Remove(credentials.Client.Tenant, credentials.Client.Id, TestServer.Tester);
        server.Services.GetRequiredService<AccessChangeWriter>().WriteAll(CancellationToken.None);
        var size = server.Tenant().Size;
        held.Dispose();
        await GenesysServer.SucceededAsync(other, new { interval = Month });
        await server.HoldQueriesAsync();

        Assert.Equal(AuditQueryState.Cancelled, server.Services.GetRequiredService<AuditQueryStore>().Find(id)!.State);
        Assert.Equal(size + 1, server.Tenant().Size);
    }

    [Fact]
    public async Task A_query_that_cannot_be_run_fails_and_its_results_are_a_conflict()
    {
        await using var server = await GenesysServer.StartAsync([Audits.Rest("a", Begin)]);
        using var http = await server.SignedInAsync();
        var held = await server.HoldQueriesAsync();
        var id = await GenesysServer.QueryAsync(http, new { interval = Month });
        server.Services.GetRequiredService<Annals.Server.Storage.ServerDatabase>().Execute("UPDATE genesys_queries SET request = '{\"interval\":\"damaged\"}' WHERE id = $id", ("$id", id));
        held.Dispose();

        Assert.Equal("Failed", await GenesysServer.EndOfAsync(http, id));
        using var results = await http.GetAsync(GenesysServer.Relative($"/api/v2/audits/query/{id}/results"));
        Assert.Equal(HttpStatusCode.Conflict, results.StatusCode);
    }

    [Fact]
    public async Task What_arrives_after_a_query_is_no_part_of_it()
    {
        await using var server = await GenesysServer.StartAsync([Audits.Rest("a", Begin), Audits.Rest("b", Begin)]);
        using var http = await server.SignedInAsync();
        var id = await GenesysServer.SucceededAsync(http, new { interval = Month });
        var page = await GenesysServer.PageAsync(http, id, "?pageSize=1");
        var bytes = Encoding.UTF8.GetBytes(Audits.Rest("late", Begin));

        await using var intake = new LateRecord(server, bytes);
        await intake.StoreAsync();

        Assert.Equal(["b", "a"], await GenesysServer.AllIdsAsync(http, id, 10));
        Assert.Equal(["a"], await GenesysServer.AllIdsAsync(http, id, 1, page.GetProperty("cursor").GetString()));
        Assert.Equal(["late", "b", "a"], await GenesysServer.AllIdsAsync(http, await GenesysServer.SucceededAsync(http, new { interval = Month }), 10));
    }

    private static string WithoutContext(string body, HttpResponseMessage answer) =>
        body.Replace(answer.Headers.GetValues("ININ-Correlation-Id").Single(), "context", StringComparison.Ordinal);

    /// <summary>Stores a record through the server's own interface.</summary>
    private sealed class LateRecord(GenesysServer server, byte[] record) : IAsyncDisposable
    {
        private HttpClient? http;

        public async Task StoreAsync()
        {
            var credentials = server.Services.GetRequiredService<ClientStore>().Add(server.Tenant().Description.Id, "importer", [Scopes.RecordsAppend], ["genesys-cloud"], TestServer.Tester);
            http = await server.SignedInAsync(credentials);
            using var body = new ByteArrayContent(record);
            body.Headers.ContentType = new("application/x-ndjson");
            using var answer = await http.PostAsync(GenesysServer.Relative("/v1/records?source=genesys-cloud"), body);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        public ValueTask DisposeAsync()
        {
            http?.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
