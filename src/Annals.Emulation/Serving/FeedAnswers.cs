using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Annals.Emulation;

/// <summary>Answers of the Office 365 Management Activity API that a fault gives in the server's place.</summary>
internal static class FeedAnswers
{
    private const string Json = "application/json; charset=utf-8";

    public static Task ErrorAsync(HttpContext context, int status, string code, string message, TimeSpan? retryAfter = null)
    {
        if (retryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = ((long)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return WriteAsync(context, status, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("error");
            writer.WriteString("code", code);
            writer.WriteString("message", message);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    public static Task TooManyAsync(HttpContext context, int status, string method, string publisher, TimeSpan? retryAfter = null) =>
        ErrorAsync(context, status, "AF429", $"Too many requests. Method={method}, PublisherId={publisher}", retryAfter);

    /// <summary>An answer without a body.</summary>
    public static Task EmptyAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    public static Task WriteAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = Json;
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Pragma = "no-cache";
        context.Response.Headers.Expires = "-1";
        return Captured.SendAsync(context, JsonBytes.Of(write));
    }
}
