using Annals.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Tokens;

/// <summary>Errors below <c>/oauth</c> that are not the token endpoint's own, in the shape of those (RFC 6749, section 5.2).</summary>
internal sealed class OAuthErrorShape : IErrorShape
{
    public bool Covers(PathString path) => path.StartsWithSegments("/oauth", StringComparison.OrdinalIgnoreCase);

    public Task WriteAsync(HttpContext context, ServerError error)
    {
        var description = error.Detail ?? error.Title;
        var word = error.Status switch { 429 or 503 => "temporarily_unavailable", >= 500 => "server_error", _ => "invalid_request" };
        return context.Response.WriteAsJsonAsync(new TokenResponse(null, null, null, word, description, description), TokenJson.Default.TokenResponse, "application/json", context.RequestAborted);
    }
}
