using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Annals.Server.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.Access;

public sealed class ClientTokenTests
{
    private static readonly Uri Me = new("/v1/me", UriKind.Relative);

    [Fact]
    public async Task A_client_gets_a_token_and_is_known_by_it()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsRead, Scopes.LogRead);

        var me = await http.GetFromJsonAsync<JsonElement>(Me);

        Assert.Equal("default", me.GetProperty("tenant").GetString());
        Assert.Equal([Scopes.RecordsRead, Scopes.LogRead], me.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
    }

    [Fact]
    public async Task Without_a_token_the_answer_is_401_with_problem_details()
    {
        await using var server = await TestServer.StartAsync();
        using var http = server.Anonymous();

        using var answer = await http.GetAsync(Me);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("urn:annals:problem:not-authenticated", problem.GetProperty("type").GetString());
        Assert.Equal(answer.Headers.GetValues("X-Correlation-Id").Single(), problem.GetProperty("correlationId").GetString());
        Assert.NotNull(answer.Headers.Date);
    }

    [Fact]
    public async Task A_token_is_void_once_its_secret_was_rotated_or_its_client_removed()
    {
        await using var server = await TestServer.StartAsync();
        var store = server.Services.GetRequiredService<ClientStore>();
        var (client, secret) = server.AddClient([Scopes.RecordsRead]);
        using var http = server.Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TestServer.TokenAsync(http, client.Id, secret));
        using var before = await http.GetAsync(Me);

        var rotated = store.Rotate(client.Tenant, client.Id, TestServer.Tester)!;
        using var after = await http.GetAsync(Me);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TestServer.TokenAsync(http, client.Id, rotated));
        using var again = await http.GetAsync(Me);
        store.Remove(client.Tenant, client.Id, TestServer.Tester);
        using var removed = await http.GetAsync(Me);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.Unauthorized], [before.StatusCode, after.StatusCode, again.StatusCode, removed.StatusCode]);
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        using var http = server.Anonymous();
        http.DefaultRequestHeaders.Host = "evil.example.org";

        using var answer = await http.GetAsync(Me);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("evil.example.org", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
