using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Storage;
using Annals.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Annals.Server.Tests.Access;

public sealed class LocalTokenTests
{
    private static readonly Uri Me = new("/v1/me", UriKind.Relative);

    [Fact]
    public async Task Who_can_read_the_servers_key_may_do_everything_in_the_tenant_named_for_five_minutes()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var server = await TestServer.StartAsync(["default", "acme"], time: time);
        using var http = server.Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", LocalToken.Create(server.Data, TenantName.Parse("acme"), "operator", time));

        var me = await http.GetFromJsonAsync<JsonElement>(Me);
        time.Advance(LocalToken.Lifetime - TimeSpan.FromSeconds(1));
        using var late = await http.GetAsync(Me);
        time.Advance(TimeSpan.FromSeconds(1));
        using var tooLate = await http.GetAsync(Me);

        Assert.Equal(("operator", "Account", "acme"), (me.GetProperty("name").GetString(), me.GetProperty("kind").GetString(), me.GetProperty("tenant").GetString()));
        Assert.Equal(Scopes.All, me.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()!));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized], [late.StatusCode, tooLate.StatusCode]);
    }

    [Theory]
    [InlineData("tokens", "account")]
    [InlineData("account", "1")]
    [InlineData("account", null)]
    [InlineData("other", "account")]
    public async Task The_key_decides_what_a_token_is_and_a_key_never_vouches_for_the_other_kind(string purpose, string? keyId)
    {
        await using var server = await TestServer.StartAsync();
        var key = purpose == "other" ? RandomNumberGenerator.GetBytes(32) : server.Services.GetRequiredService<ServerKey>().For(purpose);
        var token = Sign(key, keyId, new Dictionary<string, object> { ["sub"] = "operator", ["tid"] = server.Tenant().Description.Id.ToString() }, LocalToken.Party);
        using var http = server.Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using var answer = await http.GetAsync(Me);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_clients_key_cannot_make_an_accounts_token_by_naming_an_account()
    {
        await using var server = await TestServer.StartAsync();
        var (client, _) = server.AddClient([Scopes.RecordsRead]);
        var claims = new Dictionary<string, object> { ["sub"] = "operator", ["tid"] = client.Tenant.ToString(), ["appid"] = client.Id.ToString(), ["gen"] = client.Generation };
        using var http = server.Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Sign(server.Services.GetRequiredService<ServerKey>().For("tokens"), "1", claims, LocalToken.Party));

        var me = await http.GetFromJsonAsync<JsonElement>(Me);

        Assert.Equal(("Client", 1), (me.GetProperty("kind").GetString(), me.GetProperty("scopes").GetArrayLength()));
    }

    [Fact]
    public async Task A_token_for_a_tenant_that_is_not_served_is_void()
    {
        await using var server = await TestServer.StartAsync();
        using var http = server.Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", LocalToken.Create(server.Data, Guid.NewGuid(), "operator", TimeProvider.System));

        using var answer = await http.GetAsync(Me);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public void Without_a_server_there_is_no_token_and_no_key_is_made()
    {
        using var folder = new TestFolder();
        var data = new DataFolder(folder.File("data"));

        Assert.Throws<ArchiveException>(() => LocalToken.Create(data, Guid.NewGuid(), "operator", TimeProvider.System));

        Assert.False(Directory.Exists(data.Path));
    }

    private static string Sign(byte[] key, string? keyId, Dictionary<string, object> claims, string party) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = party,
        Audience = party,
        Claims = claims,
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(key) { KeyId = keyId }, SecurityAlgorithms.HmacSha256),
    });
}
