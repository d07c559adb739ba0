using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Annals.Server.Access;
using Annals.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.GenesysCloud;

/// <summary>Every error of the reference's table that the server can give, provoked by a request.</summary>
public sealed class ErrorTests
{
    private const string Query = "/api/v2/audits/query";
    private const string Realtime = "/api/v2/audits/query/realtime";
    private const string Interval = "2026-03-20T00:00:00Z/2026-03-31T00:00:00Z";

    [Fact]
    public async Task A_cursor_of_another_query_is_400()
    {
        await using var server = await GenesysServer.StartAsync([Audits.Rest("a", GenesysServer.Now.AddDays(-5)), Audits.Rest("b", GenesysServer.Now.AddDays(-5))]);
        using var http = await server.SignedInAsync();
        var one = await GenesysServer.SucceededAsync(http, new { interval = Interval });
        var two = await GenesysServer.SucceededAsync(http, new { interval = Interval });
        var cursor = (await GenesysServer.PageAsync(http, one, "?pageSize=1")).GetProperty("cursor").GetString();

        using var answer = await http.GetAsync(GenesysServer.Relative($"{Query}/{two}/results?cursor={cursor}"));

        await ErrorCheck.ExpectAsync(answer, 400, "invalid.query.param.value", "cursor");
    }

    [Fact]
    public async Task A_page_with_too_many_bytes_is_400_and_a_smaller_one_goes()
    {
        await using var server = await GenesysServer.StartAsync(Enumerable.Range(0, 4).Select(i => Audits.Rest($"a{i}", GenesysServer.Now.AddDays(-5))), new Dictionary<string, string?> { ["GenesysCloud:ResponseBytesMax"] = "1200" });
        using var http = await server.SignedInAsync();
        var id = await GenesysServer.SucceededAsync(http, new { interval = Interval });

        using var results = await http.GetAsync(GenesysServer.Relative($"{Query}/{id}/results"));
        using var realtime = await http.PostAsync(GenesysServer.Relative(Realtime), Audits.Body(new { interval = Interval }));

        await ErrorCheck.ExpectAsync(results, 400, "response.entity.too.large");
        await ErrorCheck.ExpectAsync(realtime, 400, "response.entity.too.large");
        Assert.Equal(4, (await GenesysServer.AllIdsAsync(http, id, 1)).Count);
    }

    [Fact]
    public async Task A_body_that_cannot_be_decompressed_is_400()
    {
        await using var server = await GenesysServer.StartAsync([]);
        using var http = await server.SignedInAsync();
        using var broken = Json("no gzip");
        broken.Headers.ContentEncoding.Add("gzip");

        using var answer = await http.PostAsync(GenesysServer.Relative(Query), broken);

        await ErrorCheck.ExpectAsync(answer, 400, "client.failed.request");
    }

    [Fact]
    public async Task Without_a_token_or_with_a_bad_one_the_answer_is_401()
    {
        await using var server = await GenesysServer.StartAsync([]);
        using var http = server.Anonymous();
        using var none = await http.GetAsync(GenesysServer.Relative($"{Query}/servicemapping"));
        using var unknown = await http.GetAsync(GenesysServer.Relative("/api/v2/whatever"));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "made-up");
        using var bad = await http.PostAsync(GenesysServer.Relative(Query), Json("{}"));
        using var signed = await server.SignedInAsync();
        server.Clock.Advance(TimeSpan.FromDays(2));
        using var expired = await signed.PostAsync(GenesysServer.Relative(Query), Json("{}"));

        await ErrorCheck.ExpectAsync(none, 401, "authentication.required");
        await ErrorCheck.ExpectAsync(unknown, 401, "authentication.required");
        await ErrorCheck.ExpectAsync(bad, 401, "bad.credentials");
        await ErrorCheck.ExpectAsync(expired, 401, "bad.credentials");
    }

    [Fact]
    public async Task Without_the_right_to_read_records_the_answer_is_403()
    {
        await using var server = await GenesysServer.StartAsync([]);
        using var weak = await server.SignedInAsync("default", Scopes.LogRead);
        var (client, secret) = server.AddClient("default", Scopes.RecordsRead, Scopes.LogRead);
        using var narrowed = server.Anonymous();
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", client.Id.ToString()), new("client_secret", secret), new("scope", Scopes.LogRead)]);
        using var token = await narrowed.PostAsync(GenesysServer.Relative("/oauth/token"), form);
        narrowed.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await token.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString());

        using var forbidden = await weak.PostAsync(GenesysServer.Relative(Query), Json("{}"));
        using var scope = await narrowed.GetAsync(GenesysServer.Relative($"{Query}/servicemapping"));

        await ErrorCheck.ExpectAsync(forbidden, 403, "missing.permissions");
        await ErrorCheck.ExpectAsync(scope, 403, "app.not.authorized.for.scope");
    }

    [Fact]
    public async Task A_body_that_does_not_arrive_is_408()
    {
        await using var server = await GenesysServer.StartAsync([]);
        using var http = await server.SignedInAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Url.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {Query} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {http.DefaultRequestHeaders.Authorization}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(patience.Token);

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"client.timeout\"", answer, StringComparison.Ordinal);
        Assert.Contains("ININ-Correlation-Id: ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_before_the_query_has_succeeded_are_409()
    {
        await using var server = await GenesysServer.StartAsync([]);
        using var http = await server.SignedInAsync();
        using var held = await server.HoldQueriesAsync();
        var id = await GenesysServer.QueryAsync(http, new { interval = Interval });

        using var status = await http.GetAsync(GenesysServer.Relative($"{Query}/{id}"));
        using var answer = await http.GetAsync(GenesysServer.Relative($"{Query}/{id}/results"));

        Assert.Equal("Queued", (await status.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.Accepted, status.StatusCode);
        await ErrorCheck.ExpectAsync(answer, 409, "request.conflict");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_413_also_when_it_was_small_before_it_was_decompressed()
    {
        await using var server = await GenesysServer.StartAsync([]);
        using var http = await server.SignedInAsync();
        var text = $$"""{"interval":"{{Interval}}","serviceName":"{{new string('x', 2 << 20)}}"}""";
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(text));
        }

        using var bomb = new ByteArrayContent(packed.ToArray());
        bomb.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        bomb.Headers.ContentEncoding.Add("gzip");

        using var plain = await http.PostAsync(GenesysServer.Relative(Query), Json(text));
        using var compressed = await http.PostAsync(GenesysServer.Relative(Realtime), bomb);

        await ErrorCheck.ExpectAsync(plain, 413, "request.entity.too.large");
        await ErrorCheck.ExpectAsync(compressed, 413, "request.entity.too.large");
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
    public async Task More_unfinished_queries_than_allowed_are_429()
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

    [Fact]
    public async Task What_nobody_foresaw_is_500_without_a_word_of_it()
    {
        await using var server = await GenesysServer.StartAsync([]);
        using var http = await server.SignedInAsync();
        server.Services.GetRequiredService<ServerDatabase>().Execute("DROP TABLE genesys_queries");

        using var answer = await http.GetAsync(GenesysServer.Relative($"{Query}/{Guid.NewGuid()}"));

        var error = await ErrorCheck.ExpectAsync(answer, 500, "internal.server.error");
        Assert.DoesNotContain("genesys_queries", error.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_too_busy_is_503_and_an_answer_that_takes_too_long_is_504()
    {
        await using var server = await GenesysServer.StartAsync([], new Dictionary<string, string?> { ["Limits:SearchesMax"] = "1" });
        using var http = await server.SignedInAsync();
        using var held = await server.HoldSearchesAsync();

        using var busy = await http.PostAsync(GenesysServer.Relative(Realtime), Audits.Body(new { interval = Interval }));
        var slow = http.PostAsync(GenesysServer.Relative(Realtime), Audits.Body(new { interval = Interval }));
        while (!slow.IsCompleted)
        {
            // The clock is moved until the request has begun to wait on it.
            server.Clock.Advance(TimeSpan.FromSeconds(16));
            await Task.WhenAny(slow, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System));
        }

        using var late = await slow;
        await ErrorCheck.ExpectAsync(busy, 503, "service.unavailable");
        Assert.True(busy.Headers.Contains("Retry-After"));
        await ErrorCheck.ExpectAsync(late, 504, "request.timeout");
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static (string Count, string Allowed, string Reset) RateOf(HttpResponseMessage answer) =>
        (answer.Headers.GetValues("inin-ratelimit-count").Single(), answer.Headers.GetValues("inin-ratelimit-allowed").Single(), answer.Headers.GetValues("inin-ratelimit-reset").Single());
}
