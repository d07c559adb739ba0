using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using static Annals.Server.Tests.Microsoft365.TokenRequests;

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

    [Fact]
    public async Task Whoever_has_no_secret_learns_nothing_about_tenants()
    {
        await using var fixture = await FeedFixture.StartAsync(tenants: ["default", "other"]);
        var wrong = With(V1(fixture), "client_secret", "no");

        foreach (var tenant in (Guid[])[fixture.TenantId, fixture.Server.Tenant("other").Description.Id, Guid.NewGuid()])
        {
            using var answer = await SendAsync(fixture, $"/{tenant}/oauth2/token", wrong);
            Assert.Equal((401, "invalid_client", 7000215), await ErrorAsync(answer));
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

        Assert.Equal((status, "invalid_request", 90100), await ErrorAsync(answer));
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

        Assert.Equal((400, "invalid_request", 90014), await ErrorAsync(first));
        Assert.Equal((413, "invalid_request", 90100), await ErrorAsync(second));
    }
}
