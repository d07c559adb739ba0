using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Annals.Server.Tests.GenesysCloud;

public sealed class TokenTests
{
    [Theory]
    [InlineData("basic", "/oauth/token", "application/x-www-form-urlencoded", "grant_type=client_credentials")]
    [InlineData("basic", "/oauth/token?grant_type=client_credentials", "application/x-www-form-urlencoded", "")]
    [InlineData("basic", "/oauth/token?grant_type=client_credentials", null, "")]
    [InlineData("basic", "/oauth/token", "text/plain; charset=utf-8", "grant_type=client_credentials")]
    [InlineData("basic", "/oauth/token", null, "grant_type=client_credentials")]
    [InlineData("form", "/oauth/token", "application/x-www-form-urlencoded", "grant_type=client_credentials&client_id=ID&client_secret=SECRET")]
    [InlineData("form", "/oauth/token", "text/plain", "grant_type=client_credentials&client_id=ID&client_secret=SECRET&scope=audits:readonly")]
    public async Task A_client_gets_a_token_in_every_way_that_clients_ask(string way, string path, string? type, string form)
    {
        await using var server = await GenesysServer.StartAsync([]);
        var (client, secret) = server.AddClient();
        using var http = server.Anonymous();
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(form.Replace("ID", client.Id.ToString(), StringComparison.Ordinal).Replace("SECRET", secret, StringComparison.Ordinal)));
        body.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        http.DefaultRequestHeaders.Authorization = way == "basic" ? Basic(client.Id.ToString(), secret) : null;

        using var answer = await http.PostAsync(GenesysServer.Relative(path), body);
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        using var use = await http.GetAsync(GenesysServer.Relative("/api/v2/audits/query/servicemapping"));

        Assert.Equal(["access_token", "token_type", "expires_in"], token.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("bearer", 86400), (token.GetProperty("token_type").GetString(), token.GetProperty("expires_in").GetInt32()));
        Assert.True(answer.Headers.Contains("ININ-Correlation-Id"));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal(HttpStatusCode.OK, use.StatusCode);
    }

    [Theory]
    [InlineData("grant_type=client_credentials", false, true, 400, "invalid_client", "client not found: invalid_client")]
    [InlineData("grant_type=client_credentials", true, false, 401, "invalid_client", "authentication failed: invalid_client")]
    [InlineData("grant_type=authorization_code&code=x", true, true, 400, "unsupported_grant_type", "only client_credentials is supported")]
    [InlineData("grant_type=refresh_token", true, true, 400, "unsupported_grant_type", "only client_credentials is supported")]
    [InlineData("", true, true, 400, "unsupported_grant_type", "only client_credentials is supported")]
    public async Task A_refusal_says_why_in_both_members_that_clients_read(string form, bool knownId, bool rightSecret, int status, string error, string description)
    {
        await using var server = await GenesysServer.StartAsync([]);
        var (client, secret) = server.AddClient();
        using var http = server.Anonymous();
        http.DefaultRequestHeaders.Authorization = Basic(knownId ? client.Id.ToString() : Guid.NewGuid().ToString(), rightSecret ? secret : "wrong");
        using var body = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");

        using var answer = await http.PostAsync(GenesysServer.Relative("/oauth/token"), body);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($$"""{"error":"{{error}}","description":"{{description}}","error_description":"{{description}}"}""", await answer.Content.ReadAsStringAsync());
        Assert.True(answer.Headers.Contains("ININ-Correlation-Id"));
    }

    [Fact]
    public async Task A_request_that_cannot_be_read_is_refused_in_the_same_shape()
    {
        await using var server = await GenesysServer.StartAsync([]);
        using var http = server.Anonymous();
        using var body = new StringContent(new string('x', 2 << 20), Encoding.UTF8, "application/x-www-form-urlencoded");

        using var answer = await http.PostAsync(GenesysServer.Relative("/oauth/token"), body);

        Assert.True((int)answer.StatusCode is 400 or 413);
        Assert.Equal("invalid_request", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
    }

    private static AuthenticationHeaderValue Basic(string id, string secret) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
}
