using System.Net;
using System.Text;

namespace Annals.Server.Tests.GenesysCloud;

/// <summary>What a request alone can do wrong, asked of one server: more ways to rows of <see cref="ErrorTableTests"/>.</summary>
public sealed class RequestErrorTests(RequestErrorTests.SharedServer shared) : IClassFixture<RequestErrorTests.SharedServer>
{
    private const string Query = "/api/v2/audits/query";
    private const string Realtime = "/api/v2/audits/query/realtime";
    private const string Interval = "2026-03-20T00:00:00Z/2026-03-31T00:00:00Z";

    [Theory]
    [InlineData(Query, "", "bad.request", null)]
    [InlineData(Query, "{", "bad.request", null)]
    [InlineData(Query, """{"\ud800aaaaaaaaaaaa":0}""", "bad.request", null)]
    [InlineData(Realtime, """{"\udc00aaaaaaaaaaaa":0}""", "bad.request", null)]
    [InlineData(Realtime + "/related", """{"\ud800aaaaaaaaaaaa":0}""", "bad.request", null)]
    [InlineData(Query, $$"""{"interval":"{{Interval}}","filters":[{"\ud800aaaaaaaaaaaa":0}]}""", "bad.request", null)]
    [InlineData(Query, """{"interval":null}""", "constraint.validation", "interval")]
    [InlineData(Query, """{"interval":""}""", "constraint.validation", "interval")]
    [InlineData(Query, """{"interval":"\ud800"}""", "invalid.property", "interval")]
    [InlineData(Query, """{"interval":"2026-03-31T00:00:00Z/2026-03-30T00:00:00Z"}""", "invalid.date", "interval")]
    [InlineData(Query, """{"interval":"2026-02-28T00:00:00Z/2026-03-31T00:00:00Z"}""", "constraint.validation", "interval")]
    [InlineData(Query, $$"""{"interval":"{{Interval}}","serviceName":[]}""", "invalid.property", "serviceName")]
    [InlineData(Query, $$"""{"interval":"{{Interval}}","filters":7}""", "invalid.property", "filters")]
    [InlineData(Query, $$"""{"interval":"{{Interval}}","filters":["x"]}""", "invalid.property", "filters")]
    [InlineData(Query, $$"""{"interval":"{{Interval}}","filters":[{"value":"x"}]}""", "constraint.validation", "filters.property")]
    [InlineData(Query, $$"""{"interval":"{{Interval}}","filters":[{"property":"UserId"}]}""", "constraint.validation", "filters.value")]
    [InlineData(Query, $$"""{"interval":"{{Interval}}","filters":[{"property":"userid","value":"x"}]}""", "invalid.value", "filters.property")]
    [InlineData(Query, $$"""{"interval":"{{Interval}}","filters":[{"property":"Action","value":"Publish"}]}""", "constraint.validation", "filters")]
    [InlineData(Query, $$"""{"interval":"{{Interval}}","filters":[{"property":"EntityId","value":"x"}]}""", "constraint.validation", "filters")]
    [InlineData(Query, $$"""{"interval":"{{Interval}}","sort":[{"name":"Name","sortOrder":"asc"}]}""", "invalid.value", "sort.name")]
    [InlineData(Query, $$"""{"interval":"{{Interval}}","sort":[{"name":"Timestamp","sortOrder":"up"}]}""", "invalid.value", "sort.sortOrder")]
    [InlineData(Query, $$"""{"interval":"{{Interval}}","sort":[{"name":"Timestamp"}]}""", "constraint.validation", "sort.sortOrder")]
    [InlineData(Realtime, """{"interval":"2026-03-16T00:00:00Z/2026-03-31T00:00:00Z"}""", "constraint.validation", "interval")]
    [InlineData(Realtime, $$"""{"interval":"{{Interval}}","pageNumber":0}""", "invalid.value", "pageNumber")]
    [InlineData(Realtime, $$"""{"interval":"{{Interval}}","pageNumber":1e99}""", "invalid.value", "pageNumber")]
    [InlineData(Realtime, $$"""{"interval":"{{Interval}}","pageNumber":"1"}""", "invalid.property", "pageNumber")]
    [InlineData(Realtime + "/related", "{}", "constraint.validation", "auditId")]
    [InlineData(Realtime + "/related", """{"auditId":"a","sort":1}""", "invalid.property", "sort")]
    public async Task A_body_that_cannot_be_used_is_400_with_the_field_at_fault(string path, string body, string code, string? field)
    {
        var http = shared.Http;

        using var answer = await http.PostAsync(GenesysServer.Relative(path), Json(body));

        await ErrorCheck.ExpectAsync(answer, 400, code, field);
    }

    [Theory]
    [InlineData("pageSize=0", "pageSize")]
    [InlineData("pageSize=501", "pageSize")]
    [InlineData("pageSize=-1", "pageSize")]
    [InlineData("pageSize=ten", "pageSize")]
    [InlineData("allowRedirect=maybe", "allowRedirect")]
    [InlineData("cursor=made-up", "cursor")]
    [InlineData("cursor=AWwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "cursor")]
    public async Task A_parameter_that_cannot_be_used_is_400(string parameter, string field)
    {
        var http = shared.Http;
        var id = await GenesysServer.SucceededAsync(http, new { interval = Interval });

        using var answer = await http.GetAsync(GenesysServer.Relative($"{Query}/{id}/results?{parameter}"));

        await ErrorCheck.ExpectAsync(answer, 400, "invalid.query.param.value", field);
    }

    [Theory]
    [InlineData("GET", "/api/v2/audits", 404, "not.found")]
    [InlineData("GET", "/api/v2/audits/query", 405, "method.not.allowed")]
    [InlineData("PUT", "/api/v2/audits/query", 405, "method.not.allowed")]
    [InlineData("GET", "/api/v2/audits/query/realtime", 405, "method.not.allowed")]
    [InlineData("POST", "/api/v2/audits/query/servicemapping", 405, "method.not.allowed")]
    [InlineData("POST", "/api/v2/audits/query/8b0d5a1e-0000-4000-8000-000000000000/results", 405, "method.not.allowed")]
    public async Task A_path_or_method_that_is_not_there_is_told_so(string method, string path, int status, string code)
    {
        var http = shared.Http;
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await http.SendAsync(request);

        await ErrorCheck.ExpectAsync(answer, status, code);
        Assert.Equal(status == 405, answer.Content.Headers.Allow.Count > 0);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData("nonsense", false)]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("text/json", true)]
    [InlineData("application/vnd.example+json", true)]
    public async Task A_body_that_says_to_be_no_JSON_is_415(string type, bool isRead)
    {
        var http = shared.Http;
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes($$"""{"interval":"{{Interval}}"}"""));
        body.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await http.PostAsync(GenesysServer.Relative(Query), body);

        if (isRead)
        {
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }
        else
        {
            await ErrorCheck.ExpectAsync(answer, 415, "unsupported.media.type");
        }
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>A server without records, and a client that may read.</summary>
    public sealed class SharedServer : IAsyncLifetime
    {
        private GenesysServer? server;

        internal HttpClient Http { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            server = await GenesysServer.StartAsync([]);
            Http = await server.SignedInAsync();
        }

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            await server!.DisposeAsync();
        }
    }
}
