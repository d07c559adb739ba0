using System.Text.Json.Serialization;
using Annals.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Microsoft365.Feed;

/// <summary>Errors of the feed in the vendor's shape, <c>{"error":{"code","message"}}</c>, also those that no endpoint of it makes.</summary>
internal sealed class FeedErrorShape : IErrorShape
{
    public bool Covers(PathString path) => path.StartsWithSegments("/api/v1.0", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase);

    public Task WriteAsync(HttpContext context, ServerError error)
    {
        var told = Translate(context, error);
        context.Response.StatusCode = told.Status;
        FeedHeaders.Set(context.Response);
        return context.Response.WriteAsJsonAsync(
            new FeedErrorBody(new FeedErrorPart(told.Type, told.Detail ?? told.Title)), FeedErrorJson.Default.FeedErrorBody, "application/json; charset=utf-8", context.RequestAborted);
    }

    private static ServerError Translate(HttpContext context, ServerError error) => error switch
    {
        { Type: var type } when type.StartsWith(FeedError.Prefix, StringComparison.Ordinal) => error,

        // A caller without the scope; the vendor answers as to one who is not known.
        { Status: 403 } => FeedError.Permission(string.Join(',', context.User.FindAll("roles").Select(role => role.Value))),
        { Status: 401 } => error with { Type = "Unauthorized", Detail = "Authorization has been denied for this request." },
        { Status: 404 } => error with { Type = "NotFound" },
        { Status: 405 } => error with { Type = "MethodNotAllowed" },
        { Status: 413 } => error with { Type = "RequestEntityTooLarge" },
        { Status: 429 } => FeedError.TooMany("Request", Guid.Empty, 429),
        { Status: 503, Type: "storage" } => error with { Type = "AF50005" },
        { Status: 503 } => error with { Type = "AF50006" },
        { Status: >= 500 } => error with { Type = "AF50000", Detail = "An internal error occurred. Retry the request." },
        _ => error with { Type = "BadRequest" },
    };
}

/// <summary>Headers of every answer of the feed (reference/microsoft365.md, section 4, note 9).</summary>
internal static class FeedHeaders
{
    public static void Set(HttpResponse response)
    {
        response.Headers.CacheControl = "no-cache";
        response.Headers.Pragma = "no-cache";
        response.Headers.Expires = "-1";
        response.Headers.XContentTypeOptions = "nosniff";
    }
}

/// <summary>The body of an error.</summary>
internal sealed record FeedErrorBody([property: JsonPropertyName("error")] FeedErrorPart Error);

/// <summary>Code and message.</summary>
internal sealed record FeedErrorPart([property: JsonPropertyName("code")] string Code, [property: JsonPropertyName("message")] string Message);

[JsonSerializable(typeof(FeedErrorBody))]
internal sealed partial class FeedErrorJson : JsonSerializerContext;
