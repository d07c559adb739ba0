using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Server.Access;
using Annals.Server.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Annals.Server.Tokens;

/// <summary><c>/oauth/token</c>: client credentials, as Genesys Cloud's login host takes them; good for all of the server.</summary>
internal static class TokenEndpoints
{
    public static void AddTokens(this IServiceCollection services) => services.AddSingleton<IErrorShape, OAuthErrorShape>();

    public static void MapTokens(this IEndpointRouteBuilder app) =>
        app.MapPost("/oauth/token", IssueAsync).AllowAnonymous().GivesTokens().WithName("GetToken").WithTags("Access");

    private static async Task<JsonHttpResult<TokenResponse>> IssueAsync(HttpContext context, ClientStore clients, TokenIssuer issuer, IOptions<AccessOptions> options, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var request = await TokenRequest.ReadAsync(context, cancellationToken);
        if (request.GrantType != "client_credentials")
        {
            return Refuse(400, "unsupported_grant_type", "only client_credentials is supported");
        }

        if (!Guid.TryParse(request.ClientId, out var id) || clients.Find(id) is not { } client)
        {
            return Refuse(400, "invalid_client", "client not found: invalid_client");
        }

        if (request.ClientSecret is null || !clients.Verify(id, request.ClientSecret))
        {
            return Refuse(401, "invalid_client", "authentication failed: invalid_client");
        }

        var claims = request.Fields.TryGetValue("scope", out var scope) && scope.Length > 0 ? new Dictionary<string, object> { [TokenIssuer.ScopeClaim] = OwnScopes(scope) } : null;
        var token = issuer.Issue(client, options.Value.LongTokenLifetime, "annals", "annals", claims);
        return TypedResults.Json(new TokenResponse(token, "bearer", (long)options.Value.LongTokenLifetime.TotalSeconds), TokenJson.Default.TokenResponse);

        JsonHttpResult<TokenResponse> Refuse(int status, string error, string description) =>
            TypedResults.Json(new TokenResponse(null, null, null, error, description, description), TokenJson.Default.TokenResponse, statusCode: status);
    }

    /// <summary>Clients of Genesys Cloud name its scopes; those of its audits mean that records may be read.</summary>
    private static string OwnScopes(string scope) =>
        scope.Split(' ').Any(word => word is "audits" or "audits:readonly") ? $"{scope} {Scopes.RecordsRead}" : scope;
}

/// <summary>A token, or why there is none.</summary>
internal sealed record TokenResponse(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("token_type")] string? TokenType,
    [property: JsonPropertyName("expires_in")] long? ExpiresIn,
    [property: JsonPropertyName("error")] string? Error = null,
    [property: JsonPropertyName("description")] string? Description = null,
    [property: JsonPropertyName("error_description")] string? ErrorDescription = null);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TokenResponse))]
internal sealed partial class TokenJson : JsonSerializerContext;
