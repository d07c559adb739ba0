using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Annals.Server.Access;
using Annals.Server.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Server.Tests.Accounts;

public sealed class OneTimeLinkTests
{
    private const string Password = "chosen by the person";

    [Fact]
    public async Task The_first_link_makes_one_administrator_and_is_void_then()
    {
        await using var server = await TestServer.StartAsync();
        var token = TokenOf(FirstLink.Of(server.App)!.Value.Link);
        using var alice = new Person(server);
        using var second = new Person(server);

        using var made = await alice.SendAsync(HttpMethod.Post, "/v1/session/link", new { token, name = "alice", password = Password });
        using var again = await second.SendAsync(HttpMethod.Post, "/v1/session/link", new { token, name = "mallory", password = Password });
        using var users = await alice.GetAsync("/v1/users");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK], [made.StatusCode, again.StatusCode, users.StatusCode]);
        var user = Assert.Single((await users.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("users").EnumerateArray());
        Assert.Equal(["alice", "administrator"], [user.GetProperty("name").GetString(), user.GetProperty("roles")[0].GetString()]);
        Assert.Null(FirstLink.Of(server.App));
    }

    [Fact]
    public async Task The_first_link_is_good_for_an_hour_until_another_is_made_and_only_while_nobody_is_there()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var server = await TestServer.StartAsync(time: time);
        using var person = new Person(server);
        var replaced = TokenOf(FirstLink.Of(server.App)!.Value.Link);
        var tooOld = TokenOf(FirstLink.Of(server.App)!.Value.Link);

        using var first = await person.SendAsync(HttpMethod.Post, "/v1/session/link", new { token = replaced, name = "mallory", password = Password });
        time.Advance(TimeSpan.FromHours(1));
        using var second = await person.SendAsync(HttpMethod.Post, "/v1/session/link", new { token = tooOld, name = "mallory", password = Password });
        var late = TokenOf(FirstLink.Of(server.App)!.Value.Link);
        server.AddUser("alice", Scopes.Reader);
        using var third = await person.SendAsync(HttpMethod.Post, "/v1/session/link", new { token = late, name = "mallory", password = Password });

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], [first.StatusCode, second.StatusCode, third.StatusCode]);
    }

    [Fact]
    public async Task A_link_is_not_used_up_by_a_password_that_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var token = TokenOf(FirstLink.Of(server.App)!.Value.Link);
        using var alice = new Person(server);

        using var tooShort = await alice.SendAsync(HttpMethod.Post, "/v1/session/link", new { token, name = "alice", password = "short" });
        using var noName = await alice.SendAsync(HttpMethod.Post, "/v1/session/link", new { token, password = Password });
        using var good = await alice.SendAsync(HttpMethod.Post, "/v1/session/link", new { token, name = "alice", password = Password });

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.OK], [tooShort.StatusCode, noName.StatusCode, good.StatusCode]);
    }

    [Fact]
    public async Task A_new_user_sets_the_password_by_the_link_and_another_link_replaces_it()
    {
        await using var server = await TestServer.StartAsync();
        server.AddUser("root", Scopes.Administrator);
        using var root = await Person.SignInAsync(server, "root");
        using var added = await root.SendAsync(HttpMethod.Post, "/v1/users", new { name = "bob", roles = new[] { Scopes.Reader } });
        var bobs = await added.Content.ReadFromJsonAsync<JsonElement>();
        var first = TokenOf(new Uri(bobs.GetProperty("link").GetString()!));
        using var renewed = await root.SendAsync(HttpMethod.Post, $"/v1/users/{bobs.GetProperty("user").GetProperty("id").GetString()}/link");
        var second = TokenOf(new Uri((await renewed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").GetString()!));
        using var bob = new Person(server);

        using var byFirst = await bob.SendAsync(HttpMethod.Post, "/v1/session/link", new { token = first, password = Password });
        using var bySecond = await bob.SendAsync(HttpMethod.Post, "/v1/session/link", new { token = second, password = Password });
        using var me = await bob.GetAsync("/v1/me");
        using var signedIn = await bob.TrySignInAsync("bob", Password);

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], [byFirst.StatusCode, bySecond.StatusCode, me.StatusCode, signedIn.StatusCode]);
    }

    [Fact]
    public async Task The_token_of_a_link_never_reaches_a_server_by_itself()
    {
        await using var server = await TestServer.StartAsync(settings: new Dictionary<string, string?> { ["Server:PublicUrl"] = "https://annals.example.com/" });

        var link = FirstLink.Of(server.App)!.Value.Link;

        Assert.Equal("https://annals.example.com/welcome", link.GetLeftPart(UriPartial.Query));
        Assert.Equal(SecretToken.TextLength, TokenOf(link).Length);
    }

    private static string TokenOf(Uri link) => link.Fragment[1..];
}
