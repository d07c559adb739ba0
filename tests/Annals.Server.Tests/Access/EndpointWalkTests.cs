using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Hosting;
using Annals.Server.Storage;
using Annals.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Annals.Server.Tests.Access;

/// <summary>Walks all endpoints, whoever adds them: none is open by mistake, and no tenant is reached from another.</summary>
public sealed partial class EndpointWalkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Dictionary<string, string?> Unlimited = new() { ["Limits:RequestsPerMinute"] = "1000000", ["Limits:SignInsPerMinute"] = "1000000" };

    [Fact]
    public async Task The_endpoints_that_anybody_may_call_are_those_that_were_reviewed()
    {
        await using var server = await TestServer.StartAsync();

        var open = Endpoints(server).Where(IsAnonymous).SelectMany(endpoint => MethodsOf(endpoint).Select(method => $"{method} {endpoint.RoutePattern.RawText}\n")).Order(StringComparer.Ordinal);

        Golden.Check("tests/Annals.Server.Tests/Golden/anonymous-endpoints.txt", string.Concat(open));
    }

    [Fact]
    public async Task Every_other_endpoint_says_who_may_call_it()
    {
        await using var server = await TestServer.StartAsync();

        var silent = Endpoints(server).Where(endpoint => !IsAnonymous(endpoint) && RequirementOf(endpoint) is null).Select(endpoint => endpoint.DisplayName);

        Assert.Empty(silent);
    }

    [Fact]
    public async Task An_endpoint_that_gives_tokens_or_sessions_to_anybody_counts_attempts()
    {
        await using var server = await TestServer.StartAsync();

        // Receivers of vendors' messages give nothing, and a key of theirs cannot be guessed; their vendors send many messages from one address.
        var uncounted = Endpoints(server)
            .Where(endpoint => endpoint.RoutePattern.RawText is not ("/v1/collectors/{name}/notifications" or "/v1/collectors/{name}/events"))
            .Where(endpoint => IsAnonymous(endpoint) && MethodsOf(endpoint).Contains("POST") && endpoint.Metadata.GetMetadata<SignInAttempt>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText);

        Assert.Empty(uncounted);
    }

    [Fact]
    public async Task An_endpoint_that_says_nothing_is_closed_to_everybody()
    {
        using var folder = new TestFolder();
        var data = new DataFolder(folder.Path);
        TenantCreator.Create(data, TenantName.Default, null, TimeProvider.System);
        await using var app = AnnalsServer.Build(new ServerStart { Data = data, Settings = new Dictionary<string, string?> { ["Server:Urls"] = "http://127.0.0.1:0" } }, TimeProvider.System);
        app.MapGet("/bare", () => "open");
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        using var anonymous = await http.GetAsync(new Uri("/bare", UriKind.Relative));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", LocalToken.Create(data, TenantName.Default, "operator", TimeProvider.System));
        using var account = await http.GetAsync(new Uri("/bare", UriKind.Relative));
        using var nothing = await http.GetAsync(new Uri("/nothing", UriKind.Relative));
        await app.StopAsync();

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound], [anonymous.StatusCode, account.StatusCode, nothing.StatusCode]);
    }

    [Fact]
    public async Task Without_a_token_with_a_forged_or_an_expired_one_every_endpoint_is_closed()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await TestServer.StartAsync(settings: Unlimited, time: time);
        using var http = server.Anonymous();
        var tokens = await BadTokensAsync(server, http, time);

        foreach (var (kind, token) in tokens)
        {
            http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            foreach (var (method, path) in ClosedRequests(server))
            {
                using var answer = await SendAsync(http, method, path);
                Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path} with {kind}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task A_token_that_was_narrowed_to_something_else_is_not_enough()
    {
        await using var server = await TestServer.StartAsync(settings: Unlimited);
        using var http = server.Anonymous();
        var (client, secret) = server.AddClient([.. Scopes.All]);
        var walked = 0;
        foreach (var endpoint in Endpoints(server).Where(endpoint => !IsAnonymous(endpoint) && RequirementOf(endpoint)!.AnyOf.Count > 0))
        {
            var other = string.Join(' ', Scopes.All.Except(RequirementOf(endpoint)!.AnyOf));
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await NarrowedAsync(http, client.Id, secret, other));
            foreach (var method in MethodsOf(endpoint))
            {
                using var answer = await SendAsync(http, method, PathOf(endpoint, _ => null));
                Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, $"{method} {endpoint.RoutePattern.RawText} with {other}: {answer.StatusCode}");
                walked++;
            }
        }

        Assert.True(walked > 10);
    }

    [Fact]
    public async Task What_another_tenant_has_answers_as_what_nobody_has()
    {
        // Some answers tell the time.
        await using var server = await TestServer.StartAsync(["default", "other"], Unlimited, new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        var (theirClient, _) = server.AddClient([Scopes.RecordsRead], tenant: "other");
        var theirUser = server.AddUser("bob", Scopes.Reader, tenant: "other");
        Guid[] theirs = [theirClient.Id, theirUser.Id, theirClient.Tenant];
        using var http = await server.SignedInAsync([.. Scopes.All], sources: null);
        var walked = 0;
        foreach (var endpoint in Endpoints(server).Where(endpoint => endpoint.RoutePattern.Parameters.Any(IsIdentity)))
        {
            foreach (var method in MethodsOf(endpoint))
            {
                var nobodys = await AnswerAsync(http, method, endpoint, Guid.NewGuid());
                foreach (var id in theirs)
                {
                    Assert.Equal(nobodys, await AnswerAsync(http, method, endpoint, id));
                    walked++;
                }
            }
        }

        Assert.True(walked > 10);
        Assert.NotNull(server.Services.GetRequiredService<ClientStore>().Find(theirClient.Id));
    }

    private static async Task<List<(string Kind, string? Token)>> BadTokensAsync(TestServer server, HttpClient http, FakeTimeProvider time)
    {
        var (client, secret) = server.AddClient([.. Scopes.All]);
        var expired = await TestServer.TokenAsync(http, client.Id, secret);
        using (var me = new HttpRequestMessage(HttpMethod.Get, "/v1/me"))
        {
            // The server knows the token as a good one from now on.
            me.Headers.Authorization = new AuthenticationHeaderValue("Bearer", expired);
            using var answer = await http.SendAsync(me);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        time.Advance(TimeSpan.FromHours(24));
        var good = await TestServer.TokenAsync(http, client.Id, secret);
        var parts = good.Split('.');
        var claims = new JsonWebTokenHandler().ReadJsonWebToken(good).Claims.Where(claim => claim.Type is "appid" or "tid" or "gen").ToDictionary(claim => claim.Type, claim => (object)claim.Value);
        var payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]));
        using var rsa = RSA.Create(2048);
        return
        [
            ("no token", null),
            ("an expired token", expired),
            ("another key", Sign(claims, new SigningCredentials(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)) { KeyId = "1" }, SecurityAlgorithms.HmacSha256), time)),
            ("a public text as key", Sign(claims, new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(server.Tenant().Description.VerifierKey.PadRight(64, '='))) { KeyId = "1" }, SecurityAlgorithms.HmacSha256), time)),
            ("an asymmetric key", Sign(claims, new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = "1" }, SecurityAlgorithms.RsaSha256), time)),
            ("another algorithm of our key", Sign(claims, new SigningCredentials(new SymmetricSecurityKey([.. server.Services.GetRequiredService<ServerKey>().For("tokens"), .. new byte[32]]) { KeyId = "1" }, SecurityAlgorithms.HmacSha512), time)),
            ("no algorithm", $"{Base64Url.EncodeToString("""{"alg":"none","kid":"1","typ":"JWT"}"""u8)}.{parts[1]}."),
            ("no signature", $"{parts[0]}.{parts[1]}."),
            ("an altered payload", $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload.Replace("\"gen\":1", "\"gen\":2", StringComparison.Ordinal)))}.{parts[2]}"),
            ("a client that is not there", Sign(new Dictionary<string, object>(claims) { ["appid"] = Guid.NewGuid().ToString() }, ServersOwn(server), time)),
            ("another tenant than the client's", Sign(new Dictionary<string, object>(claims) { ["tid"] = Guid.NewGuid().ToString() }, ServersOwn(server), time)),
            ("nonsense", "nonsense"),
        ];
    }

    private static SigningCredentials ServersOwn(TestServer server) =>
        new(new SymmetricSecurityKey(server.Services.GetRequiredService<ServerKey>().For("tokens")) { KeyId = "1" }, SecurityAlgorithms.HmacSha256);

    private static string Sign(IDictionary<string, object> claims, SigningCredentials credentials, FakeTimeProvider time) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "annals",
        Audience = "annals",
        NotBefore = time.GetUtcNow().UtcDateTime,
        Expires = time.GetUtcNow().AddHours(1).UtcDateTime,
        Claims = claims,
        SigningCredentials = credentials,
    });

    private static async Task<string> NarrowedAsync(HttpClient http, Guid id, string secret, string scope)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id.ToString()), new("client_secret", secret), new("scope", scope)]);
        using var answer = await http.PostAsync(new Uri("/oauth/token", UriKind.Relative), form);
        using var document = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>Status, headers and body, without what differs in any two answers.</summary>
    private static async Task<string> AnswerAsync(HttpClient http, string method, RouteEndpoint endpoint, Guid id)
    {
        using var answer = await SendAsync(http, method, PathOf(endpoint, parameter => IsIdentity(parameter) ? id.ToString() : null));
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Date" or Correlation.Header) && !header.Key.Contains("correlation", StringComparison.OrdinalIgnoreCase) && !header.Key.Contains("ratelimit", StringComparison.OrdinalIgnoreCase));
        var text = $"{(int)answer.StatusCode}\n{string.Concat(headers.Select(header => $"{header.Key}: {string.Join(',', header.Value)}\n"))}\n{await answer.Content.ReadAsStringAsync()}";
        return AnyGuid().Replace(text.Replace(id.ToString(), "(asked)", StringComparison.OrdinalIgnoreCase), "(guid)");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, string method, string path)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (method is "POST" or "PUT" or "PATCH")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
    }

    private static IEnumerable<(string Method, string Path)> ClosedRequests(TestServer server) =>
        Endpoints(server).Where(endpoint => !IsAnonymous(endpoint)).SelectMany(endpoint => MethodsOf(endpoint).Select(method => (method, PathOf(endpoint, _ => null))));

    private static List<RouteEndpoint> Endpoints(TestServer server)
    {
        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.True(endpoints.Count > 10);
        return endpoints;
    }

    private static bool IsAnonymous(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static ScopeRequirement? RequirementOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>().SelectMany(policy => policy.Requirements).OfType<ScopeRequirement>().FirstOrDefault();

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    private static bool IsIdentity(RoutePatternParameterPart parameter) =>
        parameter.Name.EndsWith("id", StringComparison.OrdinalIgnoreCase) || parameter.Name.Contains("tenant", StringComparison.OrdinalIgnoreCase) || parameter.ParameterPolicies.Any(policy => policy.Content == "guid");

    /// <summary>A path that leads to the endpoint: its parameters are as given, else some value that fits.</summary>
    private static string PathOf(RouteEndpoint endpoint, Func<RoutePatternParameterPart, string?> valueOf) =>
        "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter => valueOf(parameter) ?? (IsIdentity(parameter) ? Guid.NewGuid().ToString() : parameter.ParameterPolicies.Any(policy => policy.Content is "long" or "int") ? "0" : "x"),
            _ => throw new InvalidOperationException($"\"{endpoint.RoutePattern.RawText}\" has a part that this walk does not know."),
        }))));

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}", RegexOptions.CultureInvariant)]
    private static partial Regex AnyGuid();
}
