using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Annals.Server.Tests.Accounts;

/// <summary>An OpenID Connect provider in this process, stricter than real ones: codes are good once, and PKCE, nonce and the client's secret are asked for.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientId = "annals";
    public const string ClientSecret = "the-secret-of-annals-at-the-provider";
    private readonly WebApplication app;
    private readonly RSA rsa = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, string RedirectUri)> codes = new();

    private FakeProvider(WebApplication app) => this.app = app;

    /// <summary>Its issuer.</summary>
    public string Issuer => app.Urls.First();

    /// <summary>Claims of the person who signs in next.</summary>
    public Dictionary<string, object> Claims { get; } = new(StringComparer.Ordinal);

    /// <summary>Secrets that were handed out or received.</summary>
    public ConcurrentBag<string> Secrets { get; } = [];

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new FakeProvider(builder.Build());
        provider.app.MapGet("/.well-known/openid-configuration", () => Json(new JsonObject
        {
            ["issuer"] = provider.Issuer,
            ["authorization_endpoint"] = provider.Issuer + "/authorize",
            ["token_endpoint"] = provider.Issuer + "/token",
            ["jwks_uri"] = provider.Issuer + "/keys",
            ["response_types_supported"] = new JsonArray("code"),
            ["subject_types_supported"] = new JsonArray("public"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        }));
        provider.app.MapGet("/keys", provider.Keys);
        provider.app.MapGet("/authorize", provider.Authorize);
        provider.app.MapPost("/token", provider.TokenAsync);
        await provider.app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        rsa.Dispose();
    }

    private IResult Keys()
    {
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return Json(new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = "fake", ["alg"] = "RS256", ["n"] = Base64UrlEncoder.Encode(key.Modulus), ["e"] = Base64UrlEncoder.Encode(key.Exponent) }),
        });
    }

    private IResult Authorize(HttpRequest request)
    {
        Assert.Equal(("code", ClientId, "S256"), (request.Query["response_type"].ToString(), request.Query["client_id"].ToString(), request.Query["code_challenge_method"].ToString()));
        Assert.False(request.Query.ContainsKey("client_secret"));
        var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        Secrets.Add(code);
        var redirect = request.Query["redirect_uri"].ToString();
        codes[code] = (request.Query["code_challenge"].ToString(), request.Query["nonce"].ToString(), redirect);
        return Results.Redirect($"{redirect}?code={code}&state={Uri.EscapeDataString(request.Query["state"].ToString())}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (!codes.TryRemove(form["code"].ToString(), out var asked)
            || form["client_secret"] != ClientSecret
            || form["redirect_uri"] != asked.RedirectUri
            || Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked.Challenge)
        {
            return Results.BadRequest();
        }

        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = ClientId,
            Claims = new Dictionary<string, object>(Claims) { ["nonce"] = asked.Nonce },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = "fake" }, SecurityAlgorithms.RsaSha256),
        });
        Secrets.Add(token);
        Secrets.Add(form["code_verifier"].ToString());
        return Json(new JsonObject { ["access_token"] = "access-token-of-the-provider", ["token_type"] = "Bearer", ["expires_in"] = 3600, ["id_token"] = token });
    }

    private static IResult Json(JsonObject body) => Results.Text(body.ToJsonString(), "application/json");
}
