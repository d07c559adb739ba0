using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Accounts;
using Annals.Server.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Server.Tests.Access;

public sealed class AccessEndpointTests
{
    [Fact]
    public async Task An_administrator_adds_rotates_and_removes_a_client_and_each_change_leaves_a_receipt()
    {
        await using var server = await TestServer.StartAsync();
        server.AddUser("root", Scopes.Administrator);
        using var root = await Person.SignInAsync(server, "root");
        var before = Changes(server).Count;

        using var added = await root.SendAsync(HttpMethod.Post, "/v1/clients", new { name = "siem", scopes = new[] { Scopes.RecordsRead }, sources = Array.Empty<string>() });
        var body = await added.Content.ReadFromJsonAsync<JsonElement>();
        var id = body.GetProperty("client").GetProperty("id").GetGuid();
        using var http = server.Anonymous();
        Assert.NotEmpty(await TestServer.TokenAsync(http, id, body.GetProperty("secret").GetString()!));
        using var listed = await root.GetAsync("/v1/clients");
        using var rotated = await root.SendAsync(HttpMethod.Post, $"/v1/clients/{id}/rotate");
        using var removed = await root.SendAsync(HttpMethod.Delete, $"/v1/clients/{id}");
        using var again = await root.SendAsync(HttpMethod.Delete, $"/v1/clients/{id}");

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.NotFound],
            [added.StatusCode, listed.StatusCode, rotated.StatusCode, removed.StatusCode, again.StatusCode]);
        Assert.DoesNotContain("secret", await listed.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        var changes = Changes(server)[before..];
        Assert.Equal(["client.added", "client.rotated", "client.removed"], changes.Select(change => change.GetProperty("details").GetProperty("change").GetString()));
        Assert.All(changes, change => Assert.Equal(("root", "user", "siem"), (change.GetProperty("actor").GetProperty("name").GetString(), change.GetProperty("actor").GetProperty("type").GetString(), change.GetProperty("target").GetProperty("name").GetString())));
        Assert.Equal(Scopes.RecordsRead, changes[0].GetProperty("details").GetProperty("scopes")[0].GetString());
    }

    [Fact]
    public async Task An_administrator_adds_and_removes_certificates_of_a_client_and_each_change_leaves_a_receipt()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.Admin);
        var (client, _) = server.AddClient([Scopes.RecordsRead]);
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=siem.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var before = Changes(server).Count;
        var path = new Uri($"/v1/clients/{client.Id}/certificates", UriKind.Relative);

        using var added = await http.PostAsJsonAsync(path, new { certificate = certificate.ExportCertificatePem() });
        using var again = await http.PostAsJsonAsync(path, new { certificate = certificate.ExportCertificatePem() });
        using var none = await http.PostAsJsonAsync(path, new { certificate = "none" });
        var listed = await http.AskAsync(path.ToString());
        using var removed = await http.DeleteAsync(new Uri($"{path}/{certificate.Thumbprint}", UriKind.Relative));
        using var missing = await http.DeleteAsync(new Uri($"{path}/{certificate.Thumbprint}", UriKind.Relative));

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.BadRequest, HttpStatusCode.NoContent, HttpStatusCode.NotFound],
            [added.StatusCode, again.StatusCode, none.StatusCode, removed.StatusCode, missing.StatusCode]);
        Assert.Equal((certificate.Thumbprint, "CN=siem.example.com"), (listed.GetProperty("certificates")[0].GetProperty("thumbprint").GetString(), listed.GetProperty("certificates")[0].GetProperty("subject").GetString()));
        Assert.Equal(["client.certificate-added", "client.certificate-removed"], Changes(server)[before..].Select(change => change.GetProperty("details").GetProperty("change").GetString()));
    }

    [Fact]
    public async Task Changes_of_users_leave_receipts_too_and_none_holds_a_secret()
    {
        await using var server = await TestServer.StartAsync();
        server.AddUser("root", Scopes.Administrator);
        using var root = await Person.SignInAsync(server, "root");
        var before = Changes(server).Count;

        using var added = await root.SendAsync(HttpMethod.Post, "/v1/users", new { name = "bob", roles = new[] { Scopes.Reader } });
        var body = await added.Content.ReadFromJsonAsync<JsonElement>();
        var id = body.GetProperty("user").GetProperty("id").GetString();
        var token = new Uri(body.GetProperty("link").GetString()!).Fragment[1..];
        using var bob = new Person(server);
        using var linked = await bob.SendAsync(HttpMethod.Post, "/v1/session/link", new { token, password = "chosen by the person" });
        using var changed = await root.SendAsync(HttpMethod.Patch, $"/v1/users/{id}", new { roles = new[] { Scopes.Auditor, Scopes.Reader } });
        using var same = await root.SendAsync(HttpMethod.Patch, $"/v1/users/{id}", new { disabled = false });
        using var removed = await root.SendAsync(HttpMethod.Delete, $"/v1/users/{id}");

        Assert.All([added, linked, changed, same, removed], answer => Assert.True(answer.IsSuccessStatusCode));
        var changes = Changes(server)[before..];
        Assert.Equal(["user.added", "user.link", "user.password", "user.changed", "user.removed"], changes.Select(change => change.GetProperty("details").GetProperty("change").GetString()));
        Assert.Equal("""["reader","auditor"]""", changes[3].GetProperty("details").GetProperty("roles").GetRawText());
        Assert.Equal("bob", changes[2].GetProperty("actor").GetProperty("name").GetString());
        Assert.All(changes, change => Assert.DoesNotContain(token, change.GetRawText(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"name":"x","scopes":["everything"]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":"x","scopes":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":"","scopes":["admin"]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":"x","scopes":["records.append"],"sources":["annals"]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":"x","scopes":["records.append"],"tenant":"other"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":"x","name":"y","scopes":["records.append"]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"scopes":["records.append"]}""", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":"taken","scopes":["records.append"]}""", HttpStatusCode.Conflict)]
    public async Task A_client_that_cannot_be_is_refused(string body, HttpStatusCode expected)
    {
        await using var server = await TestServer.StartAsync();
        server.Services.GetRequiredService<ClientStore>().Add(server.Tenant().Description.Id, "taken", [Scopes.Admin], [], TestServer.Tester);
        using var http = await server.SignedInAsync(Scopes.Admin);

        using var answer = await http.PostAsync(new Uri("/v1/clients", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_administrator_sees_and_touches_the_own_tenant_only()
    {
        await using var server = await TestServer.StartAsync(["default", "other"]);
        var (client, _) = server.AddClient([Scopes.RecordsRead], tenant: "other");
        var user = server.AddUser("bob", Scopes.Reader, tenant: "other");
        using var http = await server.SignedInAsync(Scopes.Admin);

        var clients = await http.GetStringAsync(new Uri("/v1/clients", UriKind.Relative));
        var users = await http.GetStringAsync(new Uri("/v1/users", UriKind.Relative));
        using var removeClient = await http.DeleteAsync(new Uri($"/v1/clients/{client.Id}", UriKind.Relative));
        using var rotate = await http.PostAsync(new Uri($"/v1/clients/{client.Id}/rotate", UriKind.Relative), null);
        using var removeUser = await http.DeleteAsync(new Uri($"/v1/users/{user.Id}", UriKind.Relative));
        using var change = await http.PatchAsJsonAsync(new Uri($"/v1/users/{user.Id}", UriKind.Relative), new { roles = new[] { Scopes.Administrator } });
        using var link = await http.PostAsync(new Uri($"/v1/users/{user.Id}/link", UriKind.Relative), null);

        Assert.DoesNotContain(client.Id.ToString(), clients, StringComparison.Ordinal);
        Assert.DoesNotContain("bob", users, StringComparison.Ordinal);
        Assert.All([removeClient, rotate, removeUser, change, link], answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
    }

    [Fact]
    public async Task A_change_by_a_command_beside_the_server_gets_its_receipt_from_the_server()
    {
        await using var server = await TestServer.StartAsync();
        var before = Changes(server).Count;
        var beside = new AccessAdministration(server.Data, TimeProvider.System);

        beside.AddUser(server.Tenant().Description.Id, "carol", [Scopes.Reader], "a rather long one", new Actor("operator") { Type = "account" });
        server.Services.GetRequiredService<AccessChangeWriter>().WriteAll(CancellationToken.None);
        using var carol = await Person.SignInAsync(server, "carol");

        var change = Assert.Single(Changes(server)[before..]);
        Assert.Equal(("operator", "account"), (change.GetProperty("actor").GetProperty("name").GetString(), change.GetProperty("actor").GetProperty("type").GetString()));
    }

    [Fact]
    public async Task A_client_that_a_command_beside_the_server_removes_is_known_for_a_second_at_most()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var server = await TestServer.StartAsync(time: time);
        var (client, secret) = server.AddClient([Scopes.RecordsRead]);
        using var http = server.Anonymous();
        http.DefaultRequestHeaders.Authorization = new("Bearer", await TestServer.TokenAsync(http, client.Id, secret));
        var me = new Uri("/v1/me", UriKind.Relative);
        using var before = await http.GetAsync(me);

        new AccessAdministration(server.Data, time).RemoveClient(client.Tenant, client.Id, TestServer.Tester);
        time.Advance(TimeSpan.FromSeconds(1));
        using var after = await http.GetAsync(me);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized], [before.StatusCode, after.StatusCode]);
    }

    /// <summary>Receipts of changes so far, in the order of the log.</summary>
    private static List<JsonElement> Changes(TestServer server)
    {
        var tenant = server.Tenant();
        var query = tenant.Parse("source:annals action:access.changed");
        var page = tenant.Search(query, 1_000, null, CancellationToken.None);
        return [.. page.Rows.OrderBy(row => row.Position).Select(row => JsonDocument.Parse(tenant.Read(row).Payload).RootElement)];
    }
}
