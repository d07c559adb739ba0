using System.Globalization;
using System.Net;
using System.Text;
using Annals.Sources.GenesysCloud;
using Annals.Sources.Http;

namespace Annals.Sources.Tests.GenesysCloud;

/// <summary>Against a server that answers as the reference says, and as the service is known to do otherwise.</summary>
public sealed class AuditQueryClientTests
{
    private const string Audits = "/api/v2/audits/query";
    private static readonly AuditInterval Day = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(1)));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_asks_for_what_the_reference_says()
    {
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(200, """{"id":"t 1","state":"Queued","services":[],"entities":[]}"""));
        using var client = stub.Audits();
        var query = new AuditQuery(Day) { ServiceName = "Architect", Filters = [new AuditQueryFilter("EntityType", "Flow")] };

        await client.CreateQueryAsync(query, Cancelled);
        await client.GetQueryAsync("t 1", Cancelled);
        await client.GetResultsAsync("t/1", cancellationToken: Cancelled);
        await client.GetResultsAsync("t", "a+b/=", 25, expandUsers: false, allowRedirect: true, Cancelled);
        await client.QueryRealtimeAsync(query with { Filters = null, Order = AuditSortOrder.Descending }, 2, 50, cancellationToken: Cancelled);
        await client.QueryRelatedAsync("a1", "org", expandUsers: false, Cancelled);
        await client.GetServiceMappingAsync(Cancelled);
        await client.GetRealtimeServiceMappingAsync(Cancelled);

        Assert.Equal(
            [
                ("POST", Audits, """{"interval":"2026-03-01T00:00:00.000Z/2026-03-01T23:00:00.000Z","serviceName":"Architect","filters":[{"property":"EntityType","value":"Flow"}],"sort":[{"name":"Timestamp","sortOrder":"ascending"}]}"""),
                ("GET", $"{Audits}/t%201", ""),
                ("GET", $"{Audits}/t%2F1/results?pageSize=500&expand=user", ""),
                ("GET", $"{Audits}/t/results?pageSize=25&cursor=a%2Bb%2F%3D&allowRedirect=true", ""),
                ("POST", $"{Audits}/realtime?expand=user", """{"interval":"2026-03-01T00:00:00.000Z/2026-03-01T23:00:00.000Z","serviceName":"Architect","sort":[{"name":"Timestamp","sortOrder":"descending"}],"pageNumber":2,"pageSize":50}"""),
                ("POST", $"{Audits}/realtime/related", """{"auditId":"a1","trustorOrgId":"org","sort":[{"name":"Timestamp","sortOrder":"ascending"}]}"""),
                ("GET", $"{Audits}/servicemapping", ""),
                ("GET", $"{Audits}/realtime/servicemapping", ""),
            ],
            stub.Calls.Select(call => (call.Method, call.Address.Replace("%20", "%20", StringComparison.Ordinal), call.Body)));
        Assert.Equal(("/oauth/token", $"Basic {Convert.ToBase64String("client:secret"u8)}", "grant_type=client_credentials"), stub.Requests.First() is var token ? (token.Address, token.Authorization, token.Body) : default);
        Assert.All(stub.Calls, call => Assert.Equal("Bearer token-1", call.Authorization));
    }

    [Theory]
    [InlineData("Queued", false, false)]
    [InlineData("Running", false, false)]
    [InlineData("Succeeded", true, false)]
    [InlineData("Failed", false, true)]
    [InlineData("Cancelled", false, true)]
    [InlineData("Pondering", false, false)]
    public async Task The_state_of_a_query_is_told_with_200_and_with_202(string state, bool hasSucceeded, bool hasFailed)
    {
        var status = 202;
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(status, $$"""{"id":"t","state":"{{state}}","interval":"x"}"""));
        using var client = stub.Audits();

        var created = await client.CreateQueryAsync(new AuditQuery(Day), Cancelled);
        status = 200;
        var asked = await client.GetQueryAsync("t", Cancelled);

        Assert.Equal(created, asked);
        Assert.Equal(("t", state, hasSucceeded, hasFailed), (asked.Id, asked.State, asked.HasSucceeded, asked.HasFailed));
    }

    [Fact]
    public async Task Records_are_handed_over_as_the_bytes_that_came()
    {
        const string First = "{\"id\" : \"1\",\n \"context\":{\"a\":\"\\u00e9\",\"b\":[1.0,{}]},\"id\":\"2\"}";
        const string Second = "{\"entities\":[],\"cursor\":\"no\"}";
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(200, $$"""{"later":{"entities":[1]},"entities":[ {{First}} ,{{Second}}],"cursor":"next","pageSize":500}"""));
        using var client = stub.Audits();

        var page = await client.GetResultsAsync("t", cancellationToken: Cancelled);

        Assert.Equal([First, Second], page.Records.Select(record => Encoding.UTF8.GetString(record.Span)));
        Assert.Equal(("next", null), (page.Cursor, page.Download));
    }

    [Fact]
    public async Task Pages_of_a_realtime_query_know_their_number_and_the_total()
    {
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(200, """{"pageSize":1,"pageNumber":2,"total":3,"pageCount":3,"entities":[{"id":"1"}]}"""));
        using var client = stub.Audits();

        var page = await client.QueryRealtimeAsync(new AuditQuery(Day), 2, 1, cancellationToken: Cancelled);

        Assert.Equal((2, 3, 3L, 1), (page.PageNumber, page.PageCount, page.Total, page.Records.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"entities\":{}}")]
    [InlineData("{\"entities\":[{}")]
    [InlineData("{\"entities\":[],\"cursor\":5}")]
    [InlineData("{\"downloadUrl\":\"not an address\"}")]
    public async Task A_page_that_is_none_is_an_error_and_not_an_empty_one(string body)
    {
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(200, body));
        using var client = stub.Audits();

        await Assert.ThrowsAsync<InvalidDataException>(() => client.GetResultsAsync("t", cancellationToken: Cancelled));
    }

    [Fact]
    public async Task A_file_of_results_is_fetched_without_the_token()
    {
        await using var stub = await VendorStub.StartAsync(context => context.Request.Path.Value!.EndsWith("/results", StringComparison.Ordinal)
            ? context.JsonAsync(302, $$"""{"id":"t","downloadUrl":"http://{{context.Request.Host}}/file?signature=1"}""")
            : context.JsonAsync(200, "[{\"id\":\"1\",\"eventTime\":\"2026-03-01T00:00:00Z\"}]"));
        using var client = stub.Audits();

        var page = await client.GetResultsAsync("t", allowRedirect: true, cancellationToken: Cancelled);
        await using var file = await client.OpenDownloadAsync(page.Download!, Cancelled);
        using var reader = new StreamReader(file);

        Assert.Empty(page.Records);
        Assert.Equal("[{\"id\":\"1\",\"eventTime\":\"2026-03-01T00:00:00Z\"}]", await reader.ReadToEndAsync(Cancelled));
        Assert.Equal("", stub.Calls[^1].Authorization);
    }

    [Theory]
    [InlineData("http://files.example.com/x")]
    [InlineData("https://127.0.0.1:1/x")]
    [InlineData("https://localhost:1/x")]
    [InlineData("https://10.1.2.3/x")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/x")]
    [InlineData("https://[::ffff:10.0.0.1]/x")]
    [InlineData("ftp://files.example.com/x")]
    public async Task A_file_is_fetched_from_the_public_internet_and_encrypted_or_not_at_all(string address)
    {
        await using var stub = await VendorStub.StartAsync(context => context.JsonAsync(200, "[]"));
        using var client = stub.Audits(http: VendorStub.Quick with { FirstWait = TimeSpan.FromMinutes(1) });

        await Assert.ThrowsAsync<ForeignAddressException>(() => client.OpenDownloadAsync(new Uri(address), Cancelled));

        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task An_error_says_what_was_attempted_and_by_what_the_support_finds_it()
    {
        await using var stub = await VendorStub.StartAsync(context =>
        {
            context.Response.Headers["ININ-Correlation-Id"] = "c1";
            return context.JsonAsync(403, """{"message":"Unable to perform the requested action. You must have at least one of the following permissions: [audits:audit:view].","code":"missing.any.permissions","status":403,"contextId":"c1","details":[],"errors":[]}""");
        });
        using var client = stub.Audits();

        var error = await Assert.ThrowsAsync<AuditQueryException>(() => client.GetServiceMappingAsync(Cancelled));

        Assert.Equal((HttpStatusCode.Forbidden, "missing.any.permissions", "c1", false), (error.Status, error.Code, error.CorrelationId, error.MayPass));
        Assert.StartsWith("Reading the service mapping failed with status 403, missing.any.permissions: Unable to perform", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" Correlation id c1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rate_that_the_service_allows_is_taken_over()
    {
        await using var stub = await VendorStub.StartAsync(context =>
        {
            context.Response.Headers["inin-ratelimit-allowed"] = "60";
            return context.JsonAsync(200, """{"services":[{"name":"Architect","entities":[{"name":"Flow","actions":["Create"]}]}]}""");
        });
        using var client = stub.Audits();
        Assert.Equal(300, client.Rate.PerMinute);

        var services = await client.GetServiceMappingAsync(Cancelled);

        Assert.Equal(("Architect", "Flow", "Create"), (services[0].Name, services[0].Entities[0].Name, services[0].Entities[0].Actions[0]));
        Assert.Equal(60, client.Rate.PerMinute);
    }

    [Theory]
    [InlineData(400, "client not found: invalid_client")]
    [InlineData(401, "authentication failed: invalid_client")]
    public async Task A_login_that_fails_says_why(int status, string description)
    {
        await using var stub = await VendorStub.StartRawAsync(context => context.JsonAsync(status, $$"""{"error":"invalid_client","description":"{{description}}","error_description":"{{description}}"}"""));
        using var client = stub.Audits();

        var error = await Assert.ThrowsAsync<SourceTokenException>(() => client.GetServiceMappingAsync(Cancelled));

        Assert.Equal(("invalid_client", description), (error.Error, error.Description));
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"No token was given: status {status}, invalid_client: {description}."), error.Message);
    }

    [Theory]
    [InlineData("eu-central-1", "api.mypurecloud.de", "login.mypurecloud.de")]
    [InlineData("EU-CENTRAL-1", "api.mypurecloud.de", "login.mypurecloud.de")]
    [InlineData("usw2.pure.cloud", "api.usw2.pure.cloud", "login.usw2.pure.cloud")]
    [InlineData("mypurecloud.com", "api.mypurecloud.com", "login.mypurecloud.com")]
    public void A_region_is_found_by_its_name_and_by_its_domain(string name, string api, string login) =>
        Assert.Equal((api, login), GenesysRegion.Find(name) is { } region ? (region.Api.Host, region.Login.Host) : default);

    [Fact]
    public void There_are_eighteen_regions_and_no_other() => Assert.Equal((18, null), (GenesysRegion.All.Select(region => region.Api).Distinct().Count(), GenesysRegion.Find("eu-north-9")));
}
