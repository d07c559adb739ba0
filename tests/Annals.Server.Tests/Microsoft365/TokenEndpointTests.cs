using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Annals.Server.Tests.Microsoft365;

public sealed class TokenEndpointTests
{
    [Fact]
    public async Task The_v1_endpoint_gives_numbers_as_texts()
    {
        await using var fixture = await FeedFixture.StartAsync();

        var (status, body) = await PostAsync(fixture, $"/{fixture.TenantId}/oauth2/token?api-version=1.0", V1(fixture));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Bearer", body.GetProperty("token_type").GetString());
        Assert.Equal("86399", body.GetProperty("expires_in").GetString());
        Assert.Equal("86399", body.GetProperty("ext_expires_in").GetString());
        Assert.Equal(fixture.Time.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), body.GetProperty("not_before").GetString());
        Assert.Equal(fixture.Time.GetUtcNow().AddDays(1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), body.GetProperty("expires_on").GetString());
        Assert.Equal("https://manage.office.com", body.GetProperty("resource").GetString());
    }

    [Fact]
    public async Task The_v2_endpoint_gives_numbers_as_numbers()
    {
        await using var fixture = await FeedFixture.StartAsync();

        var (status, body) = await PostAsync(fixture, $"/{fixture.TenantId}/oauth2/v2.0/token", V2(fixture));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(86399, body.GetProperty("expires_in").GetInt64());
        Assert.Equal(86399, body.GetProperty("ext_expires_in").GetInt64());
        Assert.Equal(["token_type", "expires_in", "ext_expires_in", "access_token"], body.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task The_token_says_what_clients_of_the_vendor_read_in_it()
    {
        await using var fixture = await FeedFixture.StartAsync();

        var (_, body) = await PostAsync(fixture, $"/{fixture.TenantId}/oauth2/token", V1(fixture, "https://manage-gcc.office.com/"));
        var token = new JsonWebToken(body.GetProperty("access_token").GetString());

        Assert.Equal(["https://manage-gcc.office.com"], token.Audiences);
        Assert.Equal($"https://sts.windows.net/{fixture.TenantId}/", token.Issuer);
        Assert.Equal("1.0", token.GetPayloadValue<string>("ver"));
        Assert.Equal(fixture.TenantId.ToString(), token.GetPayloadValue<string>("tid"));
        Assert.Equal(fixture.Client.Id.ToString(), token.GetPayloadValue<string>("appid"));
        Assert.Equal(fixture.Client.Id.ToString(), token.GetPayloadValue<string>("oid"));
        Assert.Equal("1", token.GetPayloadValue<string>("appidacr"));
        Assert.Equal(["ActivityFeed.Read", "ActivityFeed.ReadDlp"], token.GetPayloadValue<string[]>("roles"));
    }

    [Fact]
    public async Task Tenants_are_named_by_id_organisation_domain_or_client()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Microsoft365:Tenants:default:OrganizationIds:0"] = "5d4b2f0a-0000-4000-8000-000000000001",
            ["Microsoft365:Tenants:default:Domains:0"] = "contoso.example.com",
        };
        await using var fixture = await FeedFixture.StartAsync(settings);

        foreach (var name in (string[])[fixture.TenantId.ToString(), fixture.Client.Id.ToString(), "5D4B2F0A-0000-4000-8000-000000000001", "Contoso.example.com"])
        {
            var (status, _) = await PostAsync(fixture, $"/{name}/OAuth2/v2.0/Token", V2(fixture));
            Assert.Equal(HttpStatusCode.OK, status);
        }
    }

    [Fact]
    public async Task Credentials_may_come_in_a_Basic_header()
    {
        await using var fixture = await FeedFixture.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, FeedFixture.Path($"/{fixture.TenantId}/oauth2/v2.0/token"))
        {
            Content = FeedFixture.Form(("grant_type", "client_credentials"), ("scope", "https://manage.office.com/.default")),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{fixture.Client.Id}:{fixture.Secret}")));
        using var http = fixture.Server.Anonymous();

        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public static TheoryData<string, int, string, int> Errors => new()
    {
        { "wrong secret", 401, "invalid_client", 7000215 },
        { "replaced secret", 401, "invalid_client", 7000222 },
        { "no credentials", 401, "invalid_client", 7000218 },
        { "bad assertion", 401, "invalid_client", 700027 },
        { "unknown client", 400, "unauthorized_client", 700016 },
        { "other tenant", 400, "invalid_request", 90002 },
        { "random tenant", 400, "invalid_request", 90002 },
        { "malformed tenant", 400, "invalid_request", 900023 },
        { "no grant", 400, "invalid_request", 90014 },
        { "no client", 400, "invalid_request", 90014 },
        { "no resource", 400, "invalid_request", 90014 },
        { "malformed scope", 400, "invalid_scope", 70011 },
        { "scope not default", 400, "invalid_scope", 1002012 },
        { "unknown resource", 400, "invalid_resource", 500011 },
        { "other grant", 400, "unsupported_grant_type", 70003 },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Each_error_has_its_status_its_word_and_its_number(string fault, int status, string word, int code)
    {
        await using var fixture = await FeedFixture.StartAsync(tenants: ["default", "other"]);
        var tenant = fixture.TenantId.ToString();
        var path = $"/{tenant}/oauth2/token";
        var form = V1(fixture);
        var v2 = V2(fixture);
        var (target, fields) = fault switch
        {
            "wrong secret" => (path, With(form, "client_secret", "no")),
            "replaced secret" => (path, Rotated(fixture, form)),
            "no credentials" => (path, Without(form, "client_secret")),
            "bad assertion" => (path, With(With(Without(form, "client_secret"), "client_assertion", "a.b.c"), "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")),
            "unknown client" => (path, With(form, "client_id", Guid.NewGuid().ToString())),
            "other tenant" => ($"/{fixture.Server.Tenant("other").Description.Id}/oauth2/token", form),
            "random tenant" => ($"/{Guid.NewGuid()}/oauth2/token", form),
            "malformed tenant" => ("/common/oauth2/token", form),
            "no grant" => (path, Without(form, "grant_type")),
            "no client" => (path, Without(form, "client_id")),
            "no resource" => (path, Without(form, "resource")),
            "malformed scope" => ($"/{tenant}/oauth2/v2.0/token", With(v2, "scope", "https://manage.office.com/.default \"x\"")),
            "scope not default" => ($"/{tenant}/oauth2/v2.0/token", With(v2, "scope", "https://manage.office.com/ActivityFeed.Read")),
            "unknown resource" => (path, With(form, "resource", "https://graph.microsoft.com")),
            _ => (path, With(form, "grant_type", "password")),
        };

        var (got, body) = await PostAsync(fixture, target, fields);

        Assert.Equal(status, (int)got);
        AssertShape(body, word, code);
    }

    [Fact]
    public async Task Whoever_has_no_secret_learns_nothing_about_tenants()
    {
        await using var fixture = await FeedFixture.StartAsync(tenants: ["default", "other"]);
        var wrong = With(V1(fixture), "client_secret", "no");

        foreach (var tenant in (Guid[])[fixture.TenantId, fixture.Server.Tenant("other").Description.Id, Guid.NewGuid()])
        {
            var (_, body) = await PostAsync(fixture, $"/{tenant}/oauth2/token", wrong);
            AssertShape(body, "invalid_client", 7000215);
        }
    }

    [Theory]
    [InlineData("GET", 405)]
    [InlineData("DELETE", 405)]
    public async Task Other_methods_are_refused_in_the_same_shape(string method, int status)
    {
        await using var fixture = await FeedFixture.StartAsync();
        using var http = fixture.Server.Anonymous();
        using var request = new HttpRequestMessage(new HttpMethod(method), FeedFixture.Path($"/{fixture.TenantId}/oauth2/token"));

        using var answer = await http.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        AssertShape(await answer.Content.ReadFromJsonAsync<JsonElement>(), "invalid_request", 90100);
    }

    [Fact]
    public async Task A_body_that_is_no_form_and_one_that_is_too_large_are_refused_in_the_same_shape()
    {
        await using var fixture = await FeedFixture.StartAsync(new Dictionary<string, string?> { ["Limits:BodyBytesMax"] = "4096" });
        using var http = fixture.Server.Anonymous();
        using var json = new StringContent("""{"grant_type":"client_credentials"}""", Encoding.UTF8, "application/json");
        using var large = FeedFixture.Form(("grant_type", new string('x', 20_000)));

        using var first = await http.PostAsync(FeedFixture.Path($"/{fixture.TenantId}/oauth2/token"), json);
        using var second = await http.PostAsync(FeedFixture.Path($"/{fixture.TenantId}/oauth2/token"), large);

        Assert.Equal([400, 413], [(int)first.StatusCode, (int)second.StatusCode]);
        AssertShape(await first.Content.ReadFromJsonAsync<JsonElement>(), "invalid_request", 90014);
        AssertShape(await second.Content.ReadFromJsonAsync<JsonElement>(), "invalid_request", 90100);
    }

    private static void AssertShape(JsonElement body, string word, int code)
    {
        Assert.Equal(["error", "error_description", "error_codes", "timestamp", "trace_id", "correlation_id", "error_uri"], body.EnumerateObject().Select(member => member.Name));
        Assert.Equal(word, body.GetProperty("error").GetString());
        Assert.Equal([code], body.GetProperty("error_codes").EnumerateArray().Select(number => number.GetInt32()));
        var lines = body.GetProperty("error_description").GetString()!.Split("\r\n");
        Assert.StartsWith($"AADSTS{code}: ", lines[0], StringComparison.Ordinal);
        Assert.Equal(["Trace ID", "Correlation ID", "Timestamp"], lines[1..].Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]));
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$", body.GetProperty("timestamp").GetString());
        Assert.True(Guid.TryParse(body.GetProperty("trace_id").GetString(), out _));
        Assert.True(Guid.TryParse(body.GetProperty("correlation_id").GetString(), out _));
    }

    private static Dictionary<string, string> Rotated(FeedFixture fixture, Dictionary<string, string> form)
    {
        fixture.Server.RotateClient(fixture.Client);
        return form;
    }

    private static Dictionary<string, string> V1(FeedFixture fixture, string resource = "https://manage.office.com") => new()
    {
        ["grant_type"] = "client_credentials", ["resource"] = resource, ["client_id"] = fixture.Client.Id.ToString(), ["client_secret"] = fixture.Secret,
    };

    private static Dictionary<string, string> V2(FeedFixture fixture) => With(Without(V1(fixture), "resource"), "scope", "https://manage.office.com/.default");

    private static Dictionary<string, string> With(Dictionary<string, string> form, string name, string value) => new(form) { [name] = value };

    private static Dictionary<string, string> Without(Dictionary<string, string> form, string name) => form.Where(field => field.Key != name).ToDictionary();

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(FeedFixture fixture, string path, Dictionary<string, string> form)
    {
        using var http = fixture.Server.Anonymous();
        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(FeedFixture.Path(path), content);
        Assert.Equal("no-cache", answer.Headers.Pragma.ToString());
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
