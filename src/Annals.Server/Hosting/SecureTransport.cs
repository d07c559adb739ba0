using Microsoft.AspNetCore.Http;

namespace Annals.Server.Hosting;

/// <summary>Tells browsers that came by https to come by nothing else for a year (RFC 6797), in every answer, errors among them. Not on this machine's own names, which others use too.</summary>
internal static class SecureTransport
{
    private const string Header = "max-age=31536000";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(
            static state =>
            {
                var http = (HttpContext)state;
                if (http.Request.IsHttps && http.Request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]"))
                {
                    http.Response.Headers.StrictTransportSecurity = Header;
                }

                return Task.CompletedTask;
            },
            context);
        return next(context);
    }
}
