using System.Net;
using Annals.Server.Access;
using Annals.Server.Storage;
using Annals.Server.Tests.Accounts;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.Hosting;

public sealed class AnswerTests
{
    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("text/html")]
    [InlineData("image/png")]
    [InlineData("nonsense")]
    public async Task An_error_is_told_whatever_the_request_accepts(string accept)
    {
        await using var server = await TestServer.StartAsync();
        using var http = server.Anonymous();

        using var answer = await http.SendAsync("/v1/records", ("Accept", accept));

        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
        Assert.True(answer.Headers.Contains("X-Correlation-Id"));
    }

    [Fact]
    public async Task A_refusal_names_the_scope_it_takes()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.RecordsRead);

        using var answer = await http.SendAsync("/v1/clients");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("It takes the scope admin.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HEAD", "/health/live", HttpStatusCode.OK)]
    [InlineData("HEAD", "/health/ready", HttpStatusCode.OK)]
    [InlineData("PUT", "/v1/me", HttpStatusCode.MethodNotAllowed)]
    public async Task A_method_is_answered_for_what_it_is(string method, string path, HttpStatusCode status)
    {
        await using var server = await TestServer.StartAsync(settings: new Dictionary<string, string?> { ["Telemetry:DiskFreeBytesMin"] = "0" });
        using var http = server.Anonymous();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));

        using var answer = await http.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == HttpStatusCode.MethodNotAllowed, answer.Content.Headers.Allow.Count > 0);
    }

    [Theory]
    [InlineData("Server:PublicUrl", "annals.example.com")]
    [InlineData("Server:PublicUrl", "ftp://annals.example.com")]
    [InlineData("Server:AllowedHosts:0", "https://annals.example.com/")]
    [InlineData("Alarms:WebhookUrl", "hooks.example.com/x")]
    [InlineData("Alarms:MailTo:0", "nobody at home")]
    [InlineData("Telemetry:OtlpEndpoint", "collector:4317")]
    public async Task An_address_that_is_none_stops_the_start(string key, string value)
    {
        var error = await Assert.ThrowsAsync<ServerSettingsException>(() => TestServer.StartAsync(settings: new Dictionary<string, string?> { [key] = value }));

        Assert.Contains(key.Split(':')[1], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_setting_that_is_wrong_is_named_whatever_is_wrong_with_it()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Limits:SearchesMax"] = "many",
            ["Limits:ConnectionsMax"] = "more",
            ["Limits:RequestsPerMinute"] = "0",
            ["Limits:Unknown"] = "1",
            ["Nothing:Here"] = "1",
            ["Alarms:WebhookUrl"] = "hooks.example.com/x",
        };

        var error = await Assert.ThrowsAsync<ServerSettingsException>(() => TestServer.StartAsync(settings: settings));

        Assert.All((string[])["SearchesMax", "ConnectionsMax", "RequestsPerMinute", "Unknown", "Nothing", "WebhookUrl"], key => Assert.Contains(key, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_another_process_holds_is_503_and_the_request_may_be_sent_again()
    {
        await using var server = await TestServer.StartAsync();
        using var http = await server.SignedInAsync(Scopes.Admin);
        await using var other = new SqliteConnection($"Data Source={server.Services.GetRequiredService<ServerFolder>().Database};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using (var hold = other.CreateCommand())
        {
            hold.CommandText = "BEGIN IMMEDIATE";
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        using var answer = await http.PostLinesAsync("/v1/clients", """{"name":"one","scopes":["records.read"]}""", "application/json");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_name_that_looks_like_another_is_not_taken()
    {
        await using var server = await TestServer.StartAsync();
        server.AddUser("root", Scopes.Administrator);
        using var root = await Person.SignInAsync(server, "root");

        using var composed = await root.SendAsync(HttpMethod.Post, "/v1/users", new { name = "jos\u00e9", roles = new[] { Scopes.Reader } });
        using var combined = await root.SendAsync(HttpMethod.Post, "/v1/users", new { name = "jose\u0301", roles = new[] { Scopes.Reader } });

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.BadRequest], [composed.StatusCode, combined.StatusCode]);
    }
}
