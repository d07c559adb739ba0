using Annals.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.GenesysCloud;

/// <summary>Puts the platform's headers on every answer of its paths, errors of whatever origin included: so it stands before everything else.</summary>
internal sealed class GenesysHeaders : IStartupFilter
{
    /// <summary>Header with the correlation id, which error bodies repeat as <c>contextId</c>.</summary>
    public const string CorrelationHeader = "ININ-Correlation-Id";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(InvokeAsync);
        next(app);
    };

    private static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments(GenesysCloudEndpoints.Root, StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/oauth", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.OnStarting(WriteAsync, context);
        }

        return next(context);
    }

    private static Task WriteAsync(object state)
    {
        var context = (HttpContext)state;
        context.Response.Headers[CorrelationHeader] = Correlation.Of(context);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        (context.Items[typeof(RateLimitHeaders)] as RateLimitHeaders)?.WriteTo(context.Response.Headers);
        return Task.CompletedTask;
    }
}
