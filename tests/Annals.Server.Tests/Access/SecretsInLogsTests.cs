using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Accounts;
using Annals.Server.Tests.Accounts;

namespace Annals.Server.Tests.Access;

public sealed class SecretsInLogsTests
{
    private const string Marker = "needle";

    [Fact]
    public async Task No_log_line_of_any_level_holds_a_secret_a_token_a_cookie_a_password_or_what_was_asked()
    {
        using var log = new CollectingLogger();
        var secrets = new List<string> { Marker, Person.Password };
        await using (var server = await TestServer.StartAsync(logger: log, settings: new Dictionary<string, string?> { ["Limits:SignInsPerMinute"] = "1000" }))
        {
            await UseClientsAsync(server, secrets);
            await UseSessionsAsync(server, secrets);
            await SendNonsenseAsync(server);
        }

        Assert.NotEmpty(log.Lines);
        Assert.All(secrets, secret => Assert.True(secret.Length >= 6));
        foreach (var line in log.Lines)
        {
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, line, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static async Task UseClientsAsync(TestServer server, List<string> secrets)
    {
        using var http = server.Anonymous();
        var (client, secret) = server.AddClient([Scopes.Admin, Scopes.RecordsRead]);
        var token = await TestServer.TokenAsync(http, client.Id, secret);
        var local = LocalToken.Create(server.Data, TenantName.Default, "operator", TimeProvider.System);
        secrets.AddRange([secret, token, local]);

        foreach (var (id, wrong) in new[] { (client.Id, $"{Marker}-wrong-secret"), (Guid.NewGuid(), secret) })
        {
            using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id.ToString()), new("client_secret", wrong), new("scope", Marker)]);
            using var refused = await http.PostAsync(new Uri($"/oauth/token?client_secret={Marker}", UriKind.Relative), form);
            Assert.False(refused.IsSuccessStatusCode);
        }

        foreach (var bearer in new[] { token, local, token + "x", "eyJ" + Marker, $"{Marker}.{Marker}.{Marker}" })
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            using var me = await http.GetAsync(new Uri($"/v1/me?{Marker}={Marker}", UriKind.Relative));
            using var search = await http.GetAsync(new Uri($"/v1/records?q={Marker}", UriKind.Relative));
            using var syntax = await http.GetAsync(new Uri($"/v1/records?q=%28{Marker}", UriKind.Relative));
            using var none = await http.GetAsync(new Uri($"/v1/{Marker}/{Marker}", UriKind.Relative));
            using var vendor = await http.GetAsync(new Uri($"/api/v2/audits/query/{Marker}", UriKind.Relative));
        }

        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var added = await http.PostAsJsonAsync(new Uri("/v1/clients", UriKind.Relative), new { name = "siem", scopes = new[] { Scopes.RecordsRead } });
        var body = await added.Content.ReadFromJsonAsync<JsonElement>();
        secrets.Add(body.GetProperty("secret").GetString()!);
        using var rotated = await http.PostAsync(new Uri($"/v1/clients/{body.GetProperty("client").GetProperty("id").GetString()}/rotate", UriKind.Relative), null);
        secrets.Add((await rotated.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!);
        using var unread = await http.PostAsync(new Uri("/v1/clients", UriKind.Relative), new StringContent($"{{\"{Marker}\":", Encoding.UTF8, "application/json"));
    }

    private static async Task UseSessionsAsync(TestServer server, List<string> secrets)
    {
        var first = FirstLink.Of(server.App)!.Value.Link.Fragment[1..];
        using var root = new Person(server);
        using var made = await root.SendAsync(HttpMethod.Post, "/v1/session/link", new { token = first, name = "root", password = Person.Password });
        using var again = await root.SendAsync(HttpMethod.Post, "/v1/session/link", new { token = first, name = "root", password = Person.Password });
        secrets.AddRange([first, root.Cookie!.Split('=')[1], root.Word!]);

        using var other = await Person.SignInAsync(server, "root");
        secrets.AddRange([other.Cookie!.Split('=')[1], other.Word!]);
        using var wrong = await other.TrySignInAsync(Marker, $"{Marker} as a password");
        using var added = await root.SendAsync(HttpMethod.Post, "/v1/users", new { name = "bob", roles = new[] { Scopes.Reader } });
        secrets.Add(new Uri((await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").GetString()!).Fragment[1..]);
        root.Word = $"{Marker}-word";
        using var forged = await root.SendAsync(HttpMethod.Delete, "/v1/session");
        root.Cookie = $"annals={Marker}";
        using var unknown = await root.GetAsync("/v1/me");
        using var signedOut = await other.SendAsync(HttpMethod.Delete, "/v1/session");
        using var ended = await other.GetAsync("/v1/me");
    }

    /// <summary>Requests that no client would send: the listener itself complains of them.</summary>
    private static async Task SendNonsenseAsync(TestServer server)
    {
        foreach (var text in new[] { $"GET /{Marker} HTTP/1.1\r\nHost: {Marker}\r\nConnection: close\r\n\r\n", $"{Marker} nonsense\r\n\r\n", $"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n{Marker}\r\n\r\n", $"GET /%{Marker} HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n" })
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(server.Url.Host, server.Url.Port);
            var stream = tcp.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
            using var reader = new StreamReader(stream);
            Assert.Matches("^HTTP/1.1 [45]", await reader.ReadToEndAsync());
        }
    }
}
