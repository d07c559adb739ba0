using Microsoft.AspNetCore.Http;

namespace Annals.Server.GenesysCloud;

/// <summary>Sends answers that hold audits: never kept by anybody on the way, never shown by a browser as a page.</summary>
internal static class AuditAnswer
{
    /// <summary>Sets the headers.</summary>
    public static void Prepare(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = "attachment";
    }

    /// <summary>Sends an answer that is ready.</summary>
    public static Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        Prepare(context);
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
