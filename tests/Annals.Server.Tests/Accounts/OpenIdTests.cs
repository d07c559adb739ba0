using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Annals.Server.Access;
using Annals.Server.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests.Accounts;

public sealed class OpenIdTests
{
    [Fact]
    public async Task A_person_with_a_role_at_the_provider_gets_a_session_of_ours()
    {
        await using var provider = await FakeProvider.StartAsync();
        Vouch(provider, "1", "alice@example.com", "audit-team");
        using var log = new CollectingLogger();
        await using var server = await StartAsync(provider, log);

        using var alice = new Visit(server);
        using var page = await alice.SignInAsync();
        using var me = await alice.GetAsync("/v1/me");

        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        Assert.Contains("url=/", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var caller = await me.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("alice@example.com", "User"), (caller.GetProperty("name").GetString(), caller.GetProperty("kind").GetString()));
        Assert.Equal(4, caller.GetProperty("scopes").GetArrayLength());
        var user = Assert.Single(server.Services.GetRequiredService<UserStore>().Of(server.Tenant().Description.Id));
        Assert.Equal((provider.Issuer, false), (user.Provider, user.HasPassword));
        foreach (var secret in provider.Secrets.Append(FakeProvider.ClientSecret).Append("access-token-of-the-provider").Append(alice.SessionToken))
        {
            Assert.All(log.Lines, line => Assert.DoesNotContain(secret, line, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_provider_decides_the_roles_anew_at_every_sign_in()
    {
        await using var provider = await FakeProvider.StartAsync();
        Vouch(provider, "1", "alice@example.com", "audit-team");
        await using var server = await StartAsync(provider);
        using var before = new Visit(server);
        using var first = await before.SignInAsync();

        Vouch(provider, "1", "renamed@example.com", "readers", "unknown");
        using var after = new Visit(server);
        using var second = await after.SignInAsync();
        using var old = await before.GetAsync("/v1/me");
        using var me = await after.GetAsync("/v1/me");

        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        Assert.Equal([Scopes.RecordsRead], (await me.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.Single(server.Services.GetRequiredService<UserStore>().Of(server.Tenant().Description.Id));
    }

    [Fact]
    public async Task Without_a_role_or_once_disabled_here_nobody_is_let_in()
    {
        await using var provider = await FakeProvider.StartAsync();
        Vouch(provider, "1", "alice@example.com", "some-team");
        await using var server = await StartAsync(provider);
        var users = server.Services.GetRequiredService<UserStore>();

        using var nobody = new Visit(server);
        using var withoutRole = await nobody.SignInAsync();
        Vouch(provider, "2", "bob@example.com", "readers");
        using var bob = new Visit(server);
        using var good = await bob.SignInAsync();
        var stored = Assert.Single(users.Of(server.Tenant().Description.Id));
        users.Change(stored.Tenant, stored.Id, null, disabled: true, TestServer.Tester);
        using var disabled = await bob.SignInAsync();

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.Forbidden], [withoutRole.StatusCode, good.StatusCode, disabled.StatusCode]);
        Assert.Equal("application/problem+json", withoutRole.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_name_that_a_local_user_has_is_not_taken_over()
    {
        await using var provider = await FakeProvider.StartAsync();
        Vouch(provider, "1", "ALICE", "audit-team");
        await using var server = await StartAsync(provider);
        server.AddUser("alice", Scopes.Administrator);

        using var visit = new Visit(server);
        using var answer = await visit.SignInAsync();

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_leads_nowhere()
    {
        await using var provider = await FakeProvider.StartAsync();
        Vouch(provider, "1", "alice@example.com", "audit-team");
        await using var server = await StartAsync(provider);
        using var visit = new Visit(server);

        using var invented = await visit.GetAsync("/signin-oidc?code=123&state=456");
        var callback = await visit.CallbackAsync();
        using var other = new Visit(server);
        using var stolen = await other.GetAsync(callback);

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], [invented.StatusCode, stolen.StatusCode]);
    }

    [Fact]
    public async Task Without_a_provider_there_is_nothing_to_sign_in_at()
    {
        await using var server = await TestServer.StartAsync();
        using var visit = new Visit(server);

        using var start = await visit.GetAsync("/v1/session/provider");
        using var callback = await visit.GetAsync("/signin-oidc?code=123&state=456");

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [start.StatusCode, callback.StatusCode]);
    }

    [Fact]
    public async Task Settings_that_would_let_nobody_in_or_send_secrets_in_the_open_stop_the_start()
    {
        var error = await Assert.ThrowsAsync<ServerSettingsException>(() => TestServer.StartAsync(settings: new Dictionary<string, string?>
        {
            ["OpenId:Authority"] = "http://login.example.com",
            ["OpenId:ClientId"] = "annals",
            ["OpenId:Roles:team"] = "emperor",
        }));

        Assert.Contains("Authority", error.Message, StringComparison.Ordinal);
        Assert.Contains("ClientSecret", error.Message, StringComparison.Ordinal);
        Assert.Contains("emperor", error.Message, StringComparison.Ordinal);
    }

    private static void Vouch(FakeProvider provider, string subject, string name, params string[] roles)
    {
        provider.Claims["sub"] = subject;
        provider.Claims["preferred_username"] = name;
        provider.Claims["roles"] = roles;
    }

    private static Task<TestServer> StartAsync(FakeProvider provider, CollectingLogger? log = null) => TestServer.StartAsync(logger: log, settings: new Dictionary<string, string?>
    {
        ["OpenId:Authority"] = provider.Issuer,
        ["OpenId:ClientId"] = FakeProvider.ClientId,
        ["OpenId:ClientSecret"] = FakeProvider.ClientSecret,
        ["OpenId:Roles:audit-team"] = Scopes.Auditor,
        ["OpenId:Roles:readers"] = Scopes.Reader,
    });

    /// <summary>A browser that follows to the provider and back.</summary>
    private sealed class Visit : IDisposable
    {
        private readonly CookieContainer cookies = new();
        private readonly HttpClient http;
        private readonly Uri address;

        public Visit(TestServer server)
        {
            address = server.Url;
            http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = server.Url };
        }

        public string SessionToken => cookies.GetCookies(address)["annals"]!.Value;

        public async Task<HttpResponseMessage> SignInAsync() => await GetAsync(await CallbackAsync());

        /// <summary>Goes to the provider, and gives the address to which it sends back.</summary>
        public async Task<string> CallbackAsync()
        {
            using var started = await GetAsync("/v1/session/provider");
            Assert.Equal(HttpStatusCode.Redirect, started.StatusCode);
            using var sentBack = await http.GetAsync(started.Headers.Location);
            Assert.Equal(HttpStatusCode.Redirect, sentBack.StatusCode);
            return sentBack.Headers.Location!.ToString();
        }

        public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));

        public void Dispose() => http.Dispose();
    }
}
