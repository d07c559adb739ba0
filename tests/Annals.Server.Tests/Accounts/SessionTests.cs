using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Annals.Server.Access;
using Annals.Server.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Server.Tests.Accounts;

public sealed class SessionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_person_signs_in_is_known_by_the_cookie_and_signs_out()
    {
        await using var server = await TestServer.StartAsync();
        server.AddUser("alice", Scopes.Auditor);
        using var alice = await Person.SignInAsync(server, "ALICE");
        var cookie = alice.Cookie;

        var me = await (await alice.GetAsync("/v1/me")).Content.ReadFromJsonAsync<JsonElement>();
        using var signedOut = await alice.SendAsync(HttpMethod.Delete, "/v1/session");
        alice.Cookie = cookie;
        using var after = await alice.GetAsync("/v1/me");

        Assert.Equal("alice", me.GetProperty("name").GetString());
        Assert.Equal([Scopes.RecordsRead, Scopes.RecordsExport, Scopes.ReceiptsRead, Scopes.LogRead], me.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.Unauthorized], [signedOut.StatusCode, after.StatusCode]);
    }

    [Fact]
    public async Task The_cookie_is_kept_from_scripts_and_from_other_sites()
    {
        await using var server = await TestServer.StartAsync();
        server.AddUser("alice", Scopes.Reader);
        using var alice = await Person.SignInAsync(server, "alice");

        Assert.Matches("^annals=[A-Za-z0-9_-]{43}; path=/; samesite=strict; httponly$", alice.SetCookie);
    }

    [Fact]
    public async Task Over_https_the_cookie_is_bound_to_the_host_and_plain_http_is_to_be_forgotten()
    {
        await using var server = await TestServer.StartAsync(settings: new Dictionary<string, string?> { ["Server:KnownProxies:0"] = "127.0.0.0/8", ["Server:AllowedHosts:0"] = "annals.example.com" });
        server.AddUser("alice", Scopes.Reader);
        using var alice = new Person(server);
        alice.Headers.Add("X-Forwarded-Proto", "https");
        alice.Headers.Add("X-Forwarded-Host", "annals.example.com");

        using var answer = await alice.TrySignInAsync("alice", Person.Password);
        using var me = await alice.GetAsync("/v1/me");

        Assert.Matches("^__Host-annals=[A-Za-z0-9_-]{43}; path=/; secure; samesite=strict; httponly$", alice.SetCookie);
        Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
    }

    [Fact]
    public async Task Forwarded_headers_of_anybody_else_count_for_nothing()
    {
        await using var server = await TestServer.StartAsync(settings: new Dictionary<string, string?> { ["Server:KnownProxies:0"] = "192.0.2.1" });
        server.AddUser("alice", Scopes.Reader);
        using var alice = new Person(server);
        alice.Headers.Add("X-Forwarded-Proto", "https");
        alice.Headers.Add("X-Forwarded-Host", "evil.example.org");

        using var answer = await alice.TrySignInAsync("alice", Person.Password);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("annals=", alice.SetCookie, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("alice", "a rather long wrong one", "default")]
    [InlineData("nobody", Person.Password, "default")]
    [InlineData("alice", Person.Password, "elsewhere")]
    [InlineData("disabled", Person.Password, "default")]
    [InlineData("linked", Person.Password, "default")]
    public async Task Every_wrong_pair_gets_the_same_answer(string name, string password, string tenant)
    {
        await using var server = await TestServer.StartAsync();
        server.AddUser("alice", Scopes.Reader);
        var disabled = server.AddUser("disabled", Scopes.Reader);
        var users = server.Services.GetRequiredService<UserStore>();
        users.Change(disabled.Tenant, disabled.Id, null, disabled: true, TestServer.Tester);
        users.Add(disabled.Tenant, "linked", [Scopes.Reader], null, TestServer.Tester);
        using var person = new Person(server);

        using var answer = await person.TrySignInAsync(name, password, tenant);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("urn:annals:problem:sign-in-refused", problem.GetProperty("type").GetString());
        Assert.DoesNotContain(name, problem.GetRawText(), StringComparison.Ordinal);
        Assert.Null(person.Cookie);
    }

    [Fact]
    public async Task A_request_that_changes_something_needs_the_word_of_its_own_session()
    {
        await using var server = await TestServer.StartAsync();
        server.AddUser("alice", Scopes.Administrator);
        server.AddUser("bob", Scopes.Administrator);
        using var alice = await Person.SignInAsync(server, "alice");
        using var bob = await Person.SignInAsync(server, "bob");
        var word = alice.Word;
        var client = new { name = "shop", scopes = new[] { Scopes.RecordsAppend } };

        alice.Word = null;
        using var without = await alice.SendAsync(HttpMethod.Post, "/v1/clients", client);
        alice.Word = bob.Word;
        using var foreign = await alice.SendAsync(HttpMethod.Post, "/v1/clients", client);
        alice.Word = word;
        using var own = await alice.SendAsync(HttpMethod.Post, "/v1/clients", client);

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Created], [without.StatusCode, foreign.StatusCode, own.StatusCode]);
        Assert.Contains("antiforgery", await without.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("same-site", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", HttpStatusCode.OK)]
    [InlineData("none", HttpStatusCode.OK)]
    public async Task A_request_that_another_site_caused_is_refused_even_if_it_only_reads(string site, HttpStatusCode expected)
    {
        await using var server = await TestServer.StartAsync();
        server.AddUser("alice", Scopes.Reader);
        using var alice = await Person.SignInAsync(server, "alice");
        alice.Headers.Add("Sec-Fetch-Site", site);

        using var read = await alice.GetAsync("/v1/me");
        alice.Cookie = null;
        using var signedIn = await alice.TrySignInAsync("alice", Person.Password);

        Assert.Equal([expected, expected], [read.StatusCode, signedIn.StatusCode]);
    }

    [Fact]
    public async Task A_caller_with_a_token_needs_no_word_and_a_cookie_beside_the_token_does_not_count()
    {
        await using var server = await TestServer.StartAsync();
        server.AddUser("alice", Scopes.Reader);
        using var alice = await Person.SignInAsync(server, "alice");
        using var http = await server.SignedInAsync(Scopes.Admin);
        alice.Headers.Authorization = http.DefaultRequestHeaders.Authorization;
        alice.Headers.Add("Sec-Fetch-Site", "cross-site");
        alice.Word = null;

        using var added = await alice.SendAsync(HttpMethod.Post, "/v1/clients", new { name = "shop", scopes = new[] { Scopes.RecordsAppend } });
        alice.Headers.Authorization = new("Bearer", "nonsense");
        using var wrong = await alice.GetAsync("/v1/me");

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Unauthorized], [added.StatusCode, wrong.StatusCode]);
    }

    [Fact]
    public async Task A_session_ends_when_it_is_not_used_for_half_an_hour_and_after_twelve_hours_whatever_happens()
    {
        var time = new FakeTimeProvider(Noon);
        await using var server = await TestServer.StartAsync(time: time);
        server.AddUser("alice", Scopes.Reader);
        using var idle = await Person.SignInAsync(server, "alice");
        using var busy = await Person.SignInAsync(server, "alice");

        var statuses = new List<HttpStatusCode>();
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromHours(12) - TimeSpan.FromMinutes(29); passed += TimeSpan.FromMinutes(29))
        {
            time.Advance(TimeSpan.FromMinutes(29));
            using var used = await busy.GetAsync("/v1/me");
            statuses.Add(used.StatusCode);
        }

        using var unused = await idle.GetAsync("/v1/me");
        time.Advance(TimeSpan.FromMinutes(29));
        using var tooOld = await busy.GetAsync("/v1/me");

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], [unused.StatusCode, tooOld.StatusCode]);
    }

    [Theory]
    [InlineData("roles")]
    [InlineData("disabled")]
    [InlineData("removed")]
    [InlineData("password")]
    public async Task What_an_administrator_changes_of_a_user_ends_its_sessions_at_once(string change)
    {
        await using var server = await TestServer.StartAsync();
        var user = server.AddUser("alice", Scopes.Reader);
        using var alice = await Person.SignInAsync(server, "alice");
        var users = server.Services.GetRequiredService<UserStore>();
        using var before = await alice.GetAsync("/v1/me");

        _ = change switch
        {
            "roles" => users.Change(user.Tenant, user.Id, [Scopes.Auditor], null, TestServer.Tester) is not null,
            "disabled" => users.Change(user.Tenant, user.Id, null, true, TestServer.Tester) is not null,
            "removed" => users.Remove(user.Tenant, user.Id, TestServer.Tester),
            _ => users.SetPassword(user.Tenant, user.Id, "hash", TestServer.Tester) is not null,
        };
        using var after = await alice.GetAsync("/v1/me");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized], [before.StatusCode, after.StatusCode]);
    }

    [Fact]
    public async Task Signing_in_anew_needs_no_word_and_ends_the_session_that_was_there()
    {
        await using var server = await TestServer.StartAsync();
        server.AddUser("alice", Scopes.Reader);
        using var alice = await Person.SignInAsync(server, "alice");
        var before = alice.Cookie;

        alice.Word = null;
        using var again = await alice.TrySignInAsync("alice", Person.Password);
        using var now = await alice.GetAsync("/v1/me");
        alice.Cookie = before;
        using var then = await alice.GetAsync("/v1/me");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized], [again.StatusCode, now.StatusCode, then.StatusCode]);
    }

    [Fact]
    public async Task A_person_sees_and_ends_own_sessions_only()
    {
        await using var server = await TestServer.StartAsync();
        server.AddUser("alice", Scopes.Reader);
        server.AddUser("bob", Scopes.Reader);
        using var first = await Person.SignInAsync(server, "alice");
        using var second = await Person.SignInAsync(server, "alice");
        using var bob = await Person.SignInAsync(server, "bob");

        var list = (await (await first.GetAsync("/v1/sessions")).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("sessions").EnumerateArray().ToList();
        var other = list.Single(session => !session.GetProperty("isThis").GetBoolean()).GetProperty("id").GetString();
        using var byBob = await bob.SendAsync(HttpMethod.Delete, $"/v1/sessions/{other}");
        using var still = await second.GetAsync("/v1/me");
        using var byOwner = await first.SendAsync(HttpMethod.Delete, $"/v1/sessions/{other}");
        using var ended = await second.GetAsync("/v1/me");

        Assert.Equal(2, list.Count);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Unauthorized], [byBob.StatusCode, still.StatusCode, byOwner.StatusCode, ended.StatusCode]);
    }

    [Fact]
    public async Task A_person_changes_the_password_by_giving_the_old_one_and_all_other_sessions_end()
    {
        await using var server = await TestServer.StartAsync();
        server.AddUser("alice", Scopes.Reader);
        using var alice = await Person.SignInAsync(server, "alice");
        using var elsewhere = await Person.SignInAsync(server, "alice");

        using var wrong = await alice.SendAsync(HttpMethod.Put, "/v1/session/password", new { current = "not the one it was", password = "another rather long one" });
        using var tooShort = await alice.SendAsync(HttpMethod.Put, "/v1/session/password", new { current = Person.Password, password = "short" });
        using var changed = await alice.SendAsync(HttpMethod.Put, "/v1/session/password", new { current = Person.Password, password = "another rather long one" });
        using var own = await alice.GetAsync("/v1/me");
        using var other = await elsewhere.GetAsync("/v1/me");
        using var old = await elsewhere.TrySignInAsync("alice", Person.Password);

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized],
            [wrong.StatusCode, tooShort.StatusCode, changed.StatusCode, own.StatusCode, other.StatusCode, old.StatusCode]);
    }

    [Fact]
    public async Task Guessing_at_one_name_has_to_wait_longer_every_time_whether_the_name_is_known_or_not()
    {
        var time = new FakeTimeProvider(Noon);
        await using var server = await TestServer.StartAsync(time: time, settings: new Dictionary<string, string?> { ["Limits:SignInsPerMinute"] = "1000" });
        server.AddUser("alice", Scopes.Reader);
        using var person = new Person(server);

        foreach (var name in (string[])["alice", "nobody"])
        {
            for (var i = 0; i < SignInThrottle.FreeFailures; i++)
            {
                using var wrong = await person.TrySignInAsync(name, "a rather long wrong one");
                Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
            }

            using var slowed = await person.TrySignInAsync(name, Person.Password);
            Assert.Equal(HttpStatusCode.TooManyRequests, slowed.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), slowed.Headers.RetryAfter?.Delta);
        }

        time.Advance(TimeSpan.FromSeconds(1));
        using var right = await person.TrySignInAsync("alice", Person.Password);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task One_address_can_try_only_so_often_a_minute()
    {
        var time = new FakeTimeProvider(Noon);
        await using var server = await TestServer.StartAsync(time: time, settings: new Dictionary<string, string?> { ["Limits:SignInsPerMinute"] = "2" });
        using var person = new Person(server);

        using var first = await person.TrySignInAsync("a", "b");
        using var second = await person.TrySignInAsync("c", "d");
        using var third = await person.TrySignInAsync("e", "f");
        time.Advance(TimeSpan.FromSeconds(30));
        using var later = await person.TrySignInAsync("g", "h");

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests, HttpStatusCode.Unauthorized], [first.StatusCode, second.StatusCode, third.StatusCode, later.StatusCode]);
        Assert.Equal(TimeSpan.FromSeconds(30), third.Headers.RetryAfter?.Delta);
    }
}
