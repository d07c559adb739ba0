using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Microsoft365.Feed;

/// <summary>Writes an answer of the feed.</summary>
internal static class FeedAnswer
{
    public const string ContentType = "application/json; charset=utf-8";

    public static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        context.Response.ContentType = ContentType;
        await using (var writer = new Utf8JsonWriter(context.Response.BodyWriter, FeedJson.Options))
        {
            write(writer);
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
