using Annals.Server.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Access;

/// <summary>
/// Keeps other sites from using a person's session. A browser sends the cookie by itself, so a request that changes something must carry the session's word, and one that
/// another site caused is refused whatever it asks for. Callers with a token need neither: no site can make a browser send one.
/// </summary>
internal static class SessionGuard
{
    private static readonly PathString[] Guarded = ["/v1", "/api", "/log"];

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var session = context.SessionOrNull();
        var isForeign = site is "cross-site" or "same-site" && Array.Exists(Guarded, path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

        // Signing in by another site's doing would put somebody into a stranger's account.
        var signsIn = context.GetEndpoint()?.Metadata.GetMetadata<SignInAttempt>() is { IsForPeople: true };
        if (isForeign && (session is not null || signsIn))
        {
            throw new RequestException(new ServerError(403, "cross-site", "Another site caused this request", "Open the page of this server and try again there."));
        }

        // Who signs in anew may still have a session, and its page not its word.
        var isSafe = signsIn || HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        return isSafe || session is null || context.RequestServices.GetRequiredService<Antiforgery>().IsCarried(request, session)
            ? next(context)
            : throw new RequestException(new ServerError(403, "antiforgery", "The request does not carry its session's word", $"Send the header {Antiforgery.Header} with the value that GET /v1/session gives."));
    }
}
