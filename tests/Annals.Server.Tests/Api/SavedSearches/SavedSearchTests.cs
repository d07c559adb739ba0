using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Annals.Server.Access;

namespace Annals.Server.Tests.Api.SavedSearches;

public sealed class SavedSearchTests
{
    [Fact]
    public async Task A_search_is_kept_with_its_query_in_canonical_form_and_relative_times_as_they_are()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsRead);

        using var added = await SendAsync(http, HttpMethod.Post, "/v1/searches", """{"name":" Doors ","description":"for the morning","query":"-action:[open, close] occurred>now-7d/d","columns":["occurred","raw.A.B"],"from":"now-24h","to":"now"}""");
        var found = await http.AskAsync(added.Headers.Location!.ToString());
        var listed = await http.AskAsync("/v1/searches");

        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal("\"1\"", added.Headers.ETag?.Tag);
        Assert.Equal("Doors", found.GetProperty("name").GetString());
        Assert.Equal(server.Tenant().Parse("NOT action:(open OR close) occurred>now-7d/d").ToString(), found.GetProperty("query").GetString());
        Assert.Contains("now-7d/d", found.GetProperty("query").GetString(), StringComparison.Ordinal);
        Assert.Equal(("now-24h", "now"), (found.GetProperty("from").GetString(), found.GetProperty("to").GetString()));
        Assert.Equal(["occurred", "raw.A.B"], found.GetProperty("columns").EnumerateArray().Select(column => column.GetString()));
        Assert.True(found.GetProperty("own").GetBoolean());
        Assert.False(found.GetProperty("shared").GetBoolean());
        Assert.Equal(found.GetRawText(), Assert.Single(listed.GetProperty("searches").EnumerateArray()).GetRawText());
    }

    [Fact]
    public async Task Two_editors_do_not_overwrite_each_other()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsRead);
        var path = await AddAsync(http, """{"name":"a"}""");

        using var blind = await SendAsync(http, HttpMethod.Put, path, """{"name":"b"}""");
        using var first = await SendAsync(http, HttpMethod.Put, path, """{"name":"b"}""", "\"1\"");
        using var second = await SendAsync(http, HttpMethod.Put, path, """{"name":"c"}""", "\"1\"");
        using var nonsense = await SendAsync(http, HttpMethod.Put, path, """{"name":"c"}""", "W/\"2\"");
        using var outdated = await SendAsync(http, HttpMethod.Delete, path, null, "\"1\"");
        var kept = await http.AskAsync(path);
        using var removed = await SendAsync(http, HttpMethod.Delete, path, null, "\"2\"");
        using var gone = await http.SendAsync(path);

        Assert.Equal(
            [HttpStatusCode.PreconditionRequired, HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, HttpStatusCode.BadRequest, HttpStatusCode.PreconditionFailed, HttpStatusCode.NoContent, HttpStatusCode.NotFound],
            [blind.StatusCode, first.StatusCode, second.StatusCode, nonsense.StatusCode, outdated.StatusCode, removed.StatusCode, gone.StatusCode]);
        Assert.Equal(("b", 2), (kept.GetProperty("name").GetString(), kept.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task A_private_search_is_its_owners_and_a_shared_one_is_seen_in_its_tenant_but_changed_by_its_owner()
    {
        await using var server = await TestServer.StartAsync(["default", "other"]);
        using var owner = await server.SignedInAsync(Scopes.RecordsRead);
        using var colleague = await server.SignedInAsync(Scopes.RecordsRead);
        using var stranger = await server.SignedInAsync([Scopes.RecordsRead], sources: null, "other");
        var own = await AddAsync(owner, """{"name":"own"}""");
        var shared = await AddAsync(owner, """{"name":"shared","shared":true}""");

        using var hidden = await colleague.SendAsync(own);
        using var change = await SendAsync(colleague, HttpMethod.Put, shared, """{"name":"mine"}""", "\"1\"");
        using var remove = await SendAsync(colleague, HttpMethod.Delete, shared, null);
        using var foreign = await stranger.SendAsync(shared);
        var seen = Assert.Single((await colleague.AskAsync("/v1/searches")).GetProperty("searches").EnumerateArray());

        Assert.Equal(
            [HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.NotFound],
            [hidden.StatusCode, change.StatusCode, remove.StatusCode, foreign.StatusCode]);
        Assert.Equal("shared", seen.GetProperty("name").GetString());
        Assert.False(seen.GetProperty("own").GetBoolean());
        Assert.Equal(0, (await stranger.AskAsync("/v1/searches")).GetProperty("searches").GetArrayLength());
    }

    [Fact]
    public async Task A_name_is_taken_once_by_an_owner()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsRead);
        using var other = await server.SignedInAsync(Scopes.RecordsRead);
        await AddAsync(http, """{"name":"a"}""");
        var second = await AddAsync(http, """{"name":"b"}""");

        using var again = await SendAsync(http, HttpMethod.Post, "/v1/searches", """{"name":"a"}""");
        using var renamed = await SendAsync(http, HttpMethod.Put, second, """{"name":"a"}""", "\"1\"");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (again.StatusCode, renamed.StatusCode));
        await AddAsync(other, """{"name":"a"}""");
    }

    [Theory]
    [InlineData("""{"query":"a"}""")]
    [InlineData("""{"name":"  "}""")]
    [InlineData("""{"name":"a\u0000"}""")]
    [InlineData("""{"name":null}""")]
    [InlineData("""{"name":"a","query":"(b"}""")]
    [InlineData("""{"name":"a","query":"b) OR (c","from":"now-1d"}""")]
    [InlineData("""{"name":"a","from":"soon"}""")]
    [InlineData("""{"name":"a","to":"2026-01-01 x"}""")]
    [InlineData("""{"name":"a","columns":["a b"]}""")]
    [InlineData("""{"name":"a","columns":["a","a"]}""")]
    [InlineData("""{"name":"a","columns":[null]}""")]
    [InlineData("""{"name":"a","owner":"b"}""")]
    public async Task What_cannot_be_used_is_refused(string body)
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsRead);

        using var answer = await SendAsync(http, HttpMethod.Post, "/v1/searches", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, (await http.AskAsync("/v1/searches")).GetProperty("searches").GetArrayLength());
    }

    [Fact]
    public async Task An_owner_keeps_so_many_and_no_more()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsRead);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => AddAsync(http, $$"""{"name":"{{i}}"}""")));

        using var refused = await SendAsync(http, HttpMethod.Post, "/v1/searches", """{"name":"one more"}""");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("urn:annals:problem:too-many-searches", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
    }

    private static async Task<string> AddAsync(HttpClient http, string body)
    {
        using var answer = await SendAsync(http, HttpMethod.Post, "/v1/searches", body);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.ToString();
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpMethod method, string path, string? body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await http.SendAsync(request);
    }
}
