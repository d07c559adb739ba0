using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Annals.Server.Access;
using Annals.Server.GenesysCloud;
using Annals.Server.Storage;
using Annals.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.GenesysCloud;

/// <summary>
/// Every row of the vendor's error table (reference, section 4.2), provoked by a request: status, content type, code and shape. Codes that nothing here can cause stand in
/// <see cref="NotGiven"/> with the reason. The token endpoint has a shape of its own (<see cref="TokenTests"/>); <see cref="RequestErrorTests"/> has more ways to some rows.
/// </summary>
public sealed partial class ErrorTableTests
{
    private const string Query = "/api/v2/audits/query";
    private const string Realtime = "/api/v2/audits/query/realtime";
    private const string Interval = "2026-03-20T00:00:00Z/2026-03-31T00:00:00Z";
    private const string Nobodys = "8b0d5a1e-0000-4000-8000-000000000000";

    private static readonly Dictionary<string, string> NotGiven = new()
    {
        ["ip.not.authorized"] = "Clients are not bound to addresses.",
        ["missing.any.permissions"] = "Every operation asks for one permission, not for one of several.",
        ["missing.division.permission"] = "There are no divisions.",
        ["missing.any.division.permissions"] = "There are no divisions.",
        ["authz.policy.denied"] = "There are no policies beside the scopes.",
        ["authentication.request.timeout"] = "Tokens are checked in the process; there is nothing to wait for.",
    };

    /// <summary>The client may read records, of which there are none unless the case has some.</summary>
    private static readonly Case[] Cases =
    [
        new(400, "bad.request", "a body that is no object", Post(Query, "[]")),
        new(400, "response.entity.too.large", "results with too many bytes", async (_, http) => await http.GetAsync(Results(await GenesysServer.SucceededAsync(http, new { interval = Interval }))))
        {
            Records = 4,
            Settings = { ["GenesysCloud:ResponseBytesMax"] = "1200" },
        },
        new(400, "response.entity.too.large", "a realtime page with too many bytes", Post(Realtime, $$"""{"interval":"{{Interval}}"}"""))
        {
            Records = 4,
            Settings = { ["GenesysCloud:ResponseBytesMax"] = "1200" },
        },
        new(400, "invalid.date", "an interval that is none", Post(Query, """{"interval":"yesterday"}""")) { Field = "interval" },
        new(400, "invalid.query.param.value", "a cursor of another query", OtherCursorAsync) { Records = 2, Field = "cursor" },
        new(400, "invalid.property", "an interval that is a number", Post(Query, """{"interval":5}""")) { Field = "interval" },
        new(400, "invalid.value", "a page that is too large", Post(Realtime, $$"""{"interval":"{{Interval}}","pageSize":501}""")) { Field = "pageSize" },
        new(400, "constraint.validation", "no interval", Post(Query, "{}")) { Field = "interval" },
        new(400, "client.failed.request", "a body that cannot be decompressed", (_, http) => PostPackedAsync(http, Query, "no gzip"u8.ToArray())),
        new(401, "authentication.required", "no token", Anonymous($"{Query}/servicemapping", null)),
        new(401, "authentication.required", "no token, and a path that is not there", Anonymous("/api/v2/whatever", null)),
        new(401, "bad.credentials", "a token that is made up", Anonymous($"{Query}/servicemapping", "made-up")),
        new(401, "bad.credentials", "a token that has expired", (server, http) =>
        {
            server.Clock.Advance(TimeSpan.FromDays(2));
            return http.PostAsync(GenesysServer.Relative(Query), Json("{}"));
        }),
        new(403, "not.authorized", "a link to a download that was altered", AlteredLinkAsync)
        {
            Records = 2,
            Settings = { ["GenesysCloud:RedirectBytes"] = "0" },
        },
        new(403, "missing.permissions", "a client that may not read records", async (server, _) =>
        {
            using var weak = await server.SignedInAsync("default", Scopes.LogRead);
            return await weak.PostAsync(GenesysServer.Relative(Query), Json("{}"));
        }),
        new(403, "app.not.authorized.for.scope", "a token that asked for less than its client may do", NarrowedAsync),
        new(404, "not.found", "a query that never was", (_, http) => http.GetAsync(GenesysServer.Relative($"{Query}/{Nobodys}"))),
        new(404, "not.found", "results of a query that never was", (_, http) => http.GetAsync(Results(Nobodys))),
        new(404, "not.found", "an audit that is not there", Post($"{Realtime}/related", """{"auditId":"nobody's"}""")),
        new(404, "not.found", "a path that is not there", (_, http) => http.DeleteAsync(GenesysServer.Relative("/api/v2/users/me"))),
        new(408, "client.timeout", "a body that does not arrive", UnfinishedAsync),
        new(409, "request.conflict", "results before the query has run", async (server, http) =>
        {
            using var held = await server.HoldQueriesAsync();
            return await http.GetAsync(Results(await GenesysServer.QueryAsync(http, new { interval = Interval })));
        }),
        new(413, "request.entity.too.large", "a body that is too large", Post(Query, TooLarge)),
        new(413, "request.entity.too.large", "a body that was small before it was decompressed", (_, http) => PostPackedAsync(http, Realtime, Packed(TooLarge))),
        new(415, "unsupported.media.type", "a body that says to be text", (_, http) => http.PostAsync(GenesysServer.Relative(Query), new StringContent("{}", Encoding.UTF8, "text/plain"))),
        new(429, "too.many.requests", "more requests than a token has in a minute", async (_, http) =>
        {
            using var first = await http.GetAsync(GenesysServer.Relative("/api/v2/x"));
            return await http.GetAsync(GenesysServer.Relative("/api/v2/x"));
        })
        {
            Settings = { ["GenesysCloud:RequestsPerMinute"] = "1" },
        },
        new(429, "too.many.requests.retry.after", "more unfinished queries than a client may have", async (server, http) =>
        {
            using var held = await server.HoldQueriesAsync();
            await GenesysServer.QueryAsync(http, new { interval = Interval });
            return await http.PostAsync(GenesysServer.Relative(Query), Audits.Body(new { interval = Interval }));
        })
        {
            Settings = { ["GenesysCloud:QueriesUnfinishedMax"] = "1" },
        },
        new(500, "internal.server.error", "what nobody foresaw", (server, http) =>
        {
            server.Services.GetRequiredService<ServerDatabase>().Execute("DROP TABLE genesys_queries");
            return http.GetAsync(GenesysServer.Relative($"{Query}/{Nobodys}"));
        }),
        new(503, "service.unavailable", "as many searches as may run", async (server, http) =>
        {
            using var held = await server.HoldSearchesAsync();
            return await http.PostAsync(GenesysServer.Relative(Realtime), Audits.Body(new { interval = Interval }));
        })
        {
            Settings = { ["Limits:SearchesMax"] = "1" },
        },
        new(503, "service.unavailable", "as many downloads as may run", BusyDownloadAsync)
        {
            Records = 2,
            Settings = { ["GenesysCloud:RedirectBytes"] = "0" },
        },
        new(503, "service.unavailable", "records whose file has lost its end", (server, http) =>
        {
            DiskFaults.CutOffRecords(server.Tenant());
            return http.PostAsync(GenesysServer.Relative(Realtime), Audits.Body(new { interval = Interval, pageSize = 500 }));
        })
        {
            Records = DiskFaults.RecordsInFile,
        },
        new(503, "service.unavailable", "a database of the server that cannot be opened", (server, http) =>
            DiskFaults.WithoutDatabaseAsync(server.Services, () => http.GetAsync(GenesysServer.Relative($"{Query}/{Nobodys}")))),
        new(504, "request.timeout", "an answer that takes too long", async (server, http) =>
        {
            using var held = await server.HoldSearchesAsync();
            return await WhileTheClockRunsAsync(server, http.PostAsync(GenesysServer.Relative(Realtime), Audits.Body(new { interval = Interval })));
        })
        {
            Settings = { ["Limits:SearchesMax"] = "1" },
        },
    ];

    public static TheoryData<string> Names => [.. Cases.Select(one => one.Name)];

    private static string TooLarge => $$"""{"interval":"{{Interval}}","serviceName":"{{new string('x', 2 << 20)}}"}""";

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_row_of_the_table_has_its_status_its_code_and_its_shape(string name)
    {
        var row = Assert.Single(Cases, one => one.Name == name);
        await using var server = await GenesysServer.StartAsync(Enumerable.Range(0, row.Records).Select(i => Audits.Rest($"a{i}", GenesysServer.Now.AddDays(-5))), row.Settings);
        using var http = await server.SignedInAsync();

        using var answer = await row.Provoke(server, http);

        var error = await ErrorCheck.ExpectAsync(answer, row.Status, row.Code, row.Field);
        Assert.Equal(row.Field is not null, error.GetProperty("details").GetArrayLength() > 0);
        Assert.DoesNotContain("genesys_queries", error.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(row.Status is 429 or 503, answer.Headers.RetryAfter is not null);
    }

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public void The_table_has_no_row_without_a_case_or_a_reason_and_no_case_is_without_a_row()
    {
        var rows = ReferenceTable.Rows("genesys-cloud.md", "| Status | code values")
            .SelectMany(row => Word().Matches(row[1]).Select(code => (Status: int.Parse(row[0], CultureInfo.InvariantCulture), Code: code.Value)))
            .ToList();

        Assert.True(rows.Count >= 25);
        Assert.All(NotGiven.Keys, code => Assert.Contains(code, rows.Select(row => row.Code)));
        Assert.Equal(rows.Where(row => !NotGiven.ContainsKey(row.Code)).Order(), Cases.Select(one => (one.Status, one.Code)).Distinct().Order());
    }

    [Fact]
    public void The_server_knows_no_code_without_a_case()
    {
        var known = typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

        // The vendor's table has no row for a method that is not allowed.
        Assert.Equal(known.Except(["method.not.allowed"]).Order(StringComparer.Ordinal), Cases.Select(one => one.Code).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task After_a_page_with_too_many_bytes_a_smaller_one_goes()
    {
        await using var server = await GenesysServer.StartAsync(Enumerable.Range(0, 4).Select(i => Audits.Rest($"a{i}", GenesysServer.Now.AddDays(-5))), new Dictionary<string, string?> { ["GenesysCloud:ResponseBytesMax"] = "1200" });
        using var http = await server.SignedInAsync();
        var id = await GenesysServer.SucceededAsync(http, new { interval = Interval });

        using var whole = await http.GetAsync(Results(id));

        Assert.Equal(HttpStatusCode.BadRequest, whole.StatusCode);
        Assert.Equal(4, (await GenesysServer.AllIdsAsync(http, id, 1)).Count);
    }

    [Fact]
    public async Task Requests_beyond_the_limit_of_a_token_are_429_until_its_minute_is_over()
    {
        await using var server = await GenesysServer.StartAsync([], new Dictionary<string, string?> { ["GenesysCloud:RequestsPerMinute"] = "2" });
        var credentials = server.AddClient();
        using var http = await server.SignedInAsync(credentials);
        using var other = await server.SignedInAsync(credentials);
        using var first = await http.GetAsync(GenesysServer.Relative("/api/v2/x"));
        server.Clock.Advance(TimeSpan.FromSeconds(20.5));
        using var second = await http.GetAsync(GenesysServer.Relative("/api/v2/x"));
        using var third = await http.GetAsync(GenesysServer.Relative("/api/v2/x"));
        using var unaffected = await other.GetAsync(GenesysServer.Relative("/api/v2/x"));
        server.Clock.Advance(TimeSpan.FromSeconds(39.5));
        using var again = await http.GetAsync(GenesysServer.Relative("/api/v2/x"));

        Assert.Equal(("1", "2", "60"), RateOf(first));
        Assert.Equal(("2", "2", "40"), RateOf(second));
        var error = await ErrorCheck.ExpectAsync(third, 429, "too.many.requests");
        Assert.Equal(("2", "2", "40"), RateOf(third));
        Assert.Equal("40", third.Headers.GetValues("Retry-After").Single());
        Assert.Contains("[40]", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("""{"key":"client.credentials.token.rate.per.minute","namespace":"platform.api","value":2}""", error.GetProperty("limit").GetRawText());
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [unaffected.StatusCode, again.StatusCode]);
        Assert.Equal(("1", "2", "60"), RateOf(again));
    }

    [Fact]
    public async Task More_unfinished_queries_than_allowed_hinder_no_other_client_and_go_when_one_has_finished()
    {
        await using var server = await GenesysServer.StartAsync([], new Dictionary<string, string?> { ["GenesysCloud:QueriesUnfinishedMax"] = "1" });
        using var http = await server.SignedInAsync();
        using var other = await server.SignedInAsync();
        var held = await server.HoldQueriesAsync();
        var id = await GenesysServer.QueryAsync(http, new { interval = Interval });

        using var answer = await http.PostAsync(GenesysServer.Relative(Query), Audits.Body(new { interval = Interval }));
        await GenesysServer.QueryAsync(other, new { interval = Interval });
        held.Dispose();

        var error = await ErrorCheck.ExpectAsync(answer, 429, "too.many.requests.retry.after");
        Assert.Equal("5", answer.Headers.GetValues("Retry-After").Single());
        Assert.Contains("[5]", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("Succeeded", await GenesysServer.EndOfAsync(http, id));
        await GenesysServer.QueryAsync(http, new { interval = Interval });
    }

    [Fact]
    public async Task Kept_queries_beyond_the_limit_push_out_the_oldest()
    {
        await using var server = await GenesysServer.StartAsync([], new Dictionary<string, string?> { ["GenesysCloud:QueriesKeptMax"] = "2" });
        using var http = await server.SignedInAsync();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await GenesysServer.SucceededAsync(http, new { interval = Interval }));
            server.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        using var oldest = await http.GetAsync(GenesysServer.Relative($"{Query}/{ids[0]}"));

        await ErrorCheck.ExpectAsync(oldest, 404, "not.found");
        Assert.Equal("Succeeded", await GenesysServer.EndOfAsync(http, ids[1]));
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static Uri Results(string id) => GenesysServer.Relative($"{Query}/{id}/results");

    private static Func<GenesysServer, HttpClient, Task<HttpResponseMessage>> Post(string path, string body) => async (_, http) =>
    {
        using var content = Json(body);
        return await http.PostAsync(GenesysServer.Relative(path), content);
    };

    private static Func<GenesysServer, HttpClient, Task<HttpResponseMessage>> Anonymous(string path, string? token) => async (server, _) =>
    {
        using var http = server.Anonymous();
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await http.GetAsync(GenesysServer.Relative(path));
    };

    private static async Task<HttpResponseMessage> PostPackedAsync(HttpClient http, string path, byte[] bytes)
    {
        using var body = new ByteArrayContent(bytes);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        body.Headers.ContentEncoding.Add("gzip");
        return await http.PostAsync(GenesysServer.Relative(path), body);
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static async Task<HttpResponseMessage> OtherCursorAsync(GenesysServer server, HttpClient http)
    {
        var one = await GenesysServer.SucceededAsync(http, new { interval = Interval });
        var two = await GenesysServer.SucceededAsync(http, new { interval = Interval });
        var cursor = (await GenesysServer.PageAsync(http, one, "?pageSize=1")).GetProperty("cursor").GetString();
        return await http.GetAsync(GenesysServer.Relative($"{Query}/{two}/results?cursor={cursor}"));
    }

    private static async Task<HttpResponseMessage> NarrowedAsync(GenesysServer server, HttpClient http)
    {
        var (client, secret) = server.AddClient("default", Scopes.RecordsRead, Scopes.LogRead);
        using var narrowed = server.Anonymous();
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", client.Id.ToString()), new("client_secret", secret), new("scope", Scopes.LogRead)]);
        using var token = await narrowed.PostAsync(GenesysServer.Relative("/oauth/token"), form);
        narrowed.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await token.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString());
        return await narrowed.GetAsync(GenesysServer.Relative($"{Query}/servicemapping"));
    }

    private static async Task<HttpResponseMessage> AlteredLinkAsync(GenesysServer server, HttpClient http) =>
        await http.GetAsync(GenesysServer.Relative((await LinkAsync(http)).Replace("pageSize=1", "pageSize=2", StringComparison.Ordinal)));

    private static async Task<HttpResponseMessage> BusyDownloadAsync(GenesysServer server, HttpClient http)
    {
        var link = await LinkAsync(http);
        var slots = server.Services.GetRequiredService<DownloadSlots>();
        for (var i = 0; i < slots.Count; i++)
        {
            await slots.EnterAsync(CancellationToken.None);
        }

        return await WhileTheClockRunsAsync(server, http.GetAsync(GenesysServer.Relative(link)));
    }

    /// <summary>Path of a download of one audit.</summary>
    private static async Task<string> LinkAsync(HttpClient http)
    {
        var id = await GenesysServer.SucceededAsync(http, new { interval = Interval });
        using var redirect = await http.GetAsync(GenesysServer.Relative($"{Query}/{id}/results?allowRedirect=true&pageSize=1"));
        return redirect.Headers.Location!.PathAndQuery;
    }

    /// <summary>A request that announces more than it sends, over a socket of its own: no client would do that.</summary>
    private static async Task<HttpResponseMessage> UnfinishedAsync(GenesysServer server, HttpClient http)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Url.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {Query} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {http.DefaultRequestHeaders.Authorization}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"));
        using var reader = new StreamReader(stream);
        var text = await WhileTheClockRunsAsync(server, reader.ReadToEndAsync());

        var lines = text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
        var answer = new HttpResponseMessage((HttpStatusCode)int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture))
        {
            Content = new StringContent(text[text.IndexOf('{', StringComparison.Ordinal)..(text.LastIndexOf('}') + 1)]),
        };
        answer.Content.Headers.Clear();
        foreach (var header in lines[1..].Select(line => line.Split(": ", 2)))
        {
            _ = answer.Headers.TryAddWithoutValidation(header[0], header[1]) || answer.Content.Headers.TryAddWithoutValidation(header[0], header[1]);
        }

        return answer;
    }

    /// <summary>Moves the clock until the request has begun to wait on it and has waited for long enough.</summary>
    private static async Task<T> WhileTheClockRunsAsync<T>(GenesysServer server, Task<T> request)
    {
        while (!request.IsCompleted)
        {
            server.Clock.Advance(TimeSpan.FromSeconds(16));
            await Task.WhenAny(request, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System));
        }

        return await request;
    }

    private static (string Count, string Allowed, string Reset) RateOf(HttpResponseMessage answer) =>
        (answer.Headers.GetValues("inin-ratelimit-count").Single(), answer.Headers.GetValues("inin-ratelimit-allowed").Single(), answer.Headers.GetValues("inin-ratelimit-reset").Single());

    [GeneratedRegex(@"[a-z]+(\.[a-z]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>A way to a row of the table.</summary>
    private sealed record Case(int Status, string Code, string What, Func<GenesysServer, HttpClient, Task<HttpResponseMessage>> Provoke)
    {
        public string Name => $"{Status} {Code}: {What}";

        public Dictionary<string, string?> Settings { get; } = [];

        /// <summary>Audits that the archive holds.</summary>
        public int Records { get; init; }

        /// <summary>The field that the error names.</summary>
        public string? Field { get; init; }
    }
}
