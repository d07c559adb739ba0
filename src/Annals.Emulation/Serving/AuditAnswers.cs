using System.Globalization;
using System.Text.Json;
using Annals.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Annals.Emulation;

/// <summary>Answers of Genesys Cloud that a fault gives in the server's place.</summary>
internal static class AuditAnswers
{
    public static Task ErrorAsync(HttpContext context, int status, string code, string message, TimeSpan? retryAfter = null)
    {
        if (retryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = ((long)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        context.Response.Headers.Remove("Location");
        return WriteAsync(context, status, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("message", message);
            writer.WriteString("code", code);
            writer.WriteNumber("status", status);
            writer.WriteString("messageWithParams", message);
            writer.WriteStartObject("messageParams");
            writer.WriteEndObject();
            writer.WriteString("contextId", Correlation.Of(context));
            writer.WriteStartArray("details");
            writer.WriteEndArray();
            writer.WriteStartArray("errors");
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    public static Task WriteAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return Captured.SendAsync(context, JsonBytes.Of(write));
    }
}
