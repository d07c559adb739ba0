using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Annals.Server.Access;
using Annals.Server.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Microsoft365.Tokens;

/// <summary>
/// <c>/{tenant}/oauth2/token</c> and <c>/{tenant}/oauth2/v2.0/token</c>: client credentials, as the vendor's login host takes them.
/// </summary>
internal static class Microsoft365TokenEndpoints
{
    public static void MapMicrosoft365Tokens(this IEndpointRouteBuilder app)
    {
        Map("/{tenant}/oauth2/token", context => IssueV1Async(TenantOf(context), context, context.RequestServices.GetRequiredService<TokenDesk>()), "GetMicrosoft365Token");
        Map("/{tenant}/oauth2/v2.0/token", context => IssueV2Async(TenantOf(context), context, context.RequestServices.GetRequiredService<TokenDesk>()), "GetMicrosoft365TokenV2");

        void Map(string path, Func<HttpContext, Task> handler, string name)
        {
            app.MapPost(path, (HttpContext context) => handler(context)).AllowAnonymous().GivesTokens().WithName(name).WithTags("Microsoft 365");
            app.Map(path, IResult () => Results.StatusCode(StatusCodes.Status405MethodNotAllowed)).AllowAnonymous().ExcludeFromDescription();
        }
    }

    private static string TenantOf(HttpContext context) => (string)context.GetRouteValue("tenant")!;

    private static async Task IssueV1Async(string tenant, HttpContext context, TokenDesk desk)
    {
        var request = await TokenDesk.ReadAsync(tenant, context);
        var resource = Field(request, "resource");
        var issued = await desk.IssueAsync(tenant, resource, request, context);
        await WriteAsync(context, new TokenV1Body(
            "Bearer",
            Text(issued.Seconds),
            Text(issued.Seconds),
            Text(issued.Expires),
            Text(issued.NotBefore),
            resource,
            issued.Token), Microsoft365TokenJson.Default.TokenV1Body);
    }

    private static async Task IssueV2Async(string tenant, HttpContext context, TokenDesk desk)
    {
        var request = await TokenDesk.ReadAsync(tenant, context);
        var issued = await desk.IssueAsync(tenant, TokenResources.OfScope(Field(request, "scope")), request, context);
        await WriteAsync(context, new TokenV2Body("Bearer", issued.Seconds, issued.Seconds, issued.Token), Microsoft365TokenJson.Default.TokenV2Body);
    }

    private static Task WriteAsync<T>(HttpContext context, T body, JsonTypeInfo<T> type)
    {
        context.Response.Headers.CacheControl = "no-store, no-cache";
        context.Response.Headers.Pragma = "no-cache";
        context.Response.Headers.Expires = "-1";
        return context.Response.WriteAsJsonAsync(body, type, cancellationToken: context.RequestAborted);
    }

    private static string Field(TokenRequest request, string name) =>
        request.Fields.TryGetValue(name, out var value) && value.Length > 0 ? value : throw TokenError.FieldMissing(name);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A v1 answer: numbers are texts.</summary>
internal sealed record TokenV1Body(
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] string ExpiresIn,
    [property: JsonPropertyName("ext_expires_in")] string ExtExpiresIn,
    [property: JsonPropertyName("expires_on")] string ExpiresOn,
    [property: JsonPropertyName("not_before")] string NotBefore,
    [property: JsonPropertyName("resource")] string Resource,
    [property: JsonPropertyName("access_token")] string AccessToken);

/// <summary>A v2 answer: numbers are numbers.</summary>
internal sealed record TokenV2Body(
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] long ExpiresIn,
    [property: JsonPropertyName("ext_expires_in")] long ExtExpiresIn,
    [property: JsonPropertyName("access_token")] string AccessToken);

[JsonSerializable(typeof(TokenV1Body))]
[JsonSerializable(typeof(TokenV2Body))]
internal sealed partial class Microsoft365TokenJson : JsonSerializerContext;
