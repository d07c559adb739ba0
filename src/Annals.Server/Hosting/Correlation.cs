using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Hosting;

/// <summary>Gives every request an id that its answer carries and log lines name. It is ours: what a client sends is never repeated.</summary>
internal static class Correlation
{
    /// <summary>Header of every answer.</summary>
    public const string Header = "X-Correlation-Id";

    /// <summary>The request's id, a GUID.</summary>
    public static string Of(HttpContext context) => context.TraceIdentifier;

    /// <summary>Sets the id before anything else looks at the request.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.TraceIdentifier = Guid.NewGuid().ToString();
        Activity.Current?.SetTag("annals.correlation_id", context.TraceIdentifier);
        context.Response.Headers[Header] = context.TraceIdentifier;
        context.Response.OnStarting(
            static state =>
            {
                var http = (HttpContext)state;
                http.Response.Headers[Header] = http.TraceIdentifier;
                return Task.CompletedTask;
            },
            context);
        return next(context);
    }
}
