using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Annals.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Api;

/// <summary>Reads the small JSON bodies of our own interface, strictly.</summary>
internal static class JsonBody
{
    /// <summary>Reads the body.</summary>
    /// <exception cref="RequestException">It is no JSON (415), or not what is expected (400); the message repeats nothing of it.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new RequestException(ServerError.OfStatus(415) with { Detail = "Send JSON with the content type application/json." });
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) ?? throw RequestException.BadRequest("The body is null; an object is expected.");
        }
        catch (JsonException e)
        {
            throw RequestException.BadRequest($"The body is not what is expected here, at {e.LineNumber.GetValueOrDefault() + 1}:{e.BytePositionInLine.GetValueOrDefault() + 1}. Its members are {string.Join(", ", type.Properties.Select(property => property.Name))}.");
        }
    }
}
