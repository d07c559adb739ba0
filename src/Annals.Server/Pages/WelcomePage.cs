using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Annals.Server.Pages;

/// <summary><c>/welcome</c>: where a one-time link leads; its form sets a password at <c>/v1/session/link</c>. The link's secret stands behind the number sign and so reaches no log.</summary>
internal static partial class WelcomePage
{
    private static readonly byte[] Html = Read();

    /// <summary>Nothing runs or is fetched but what the page itself holds.</summary>
    private static readonly string Policy =
        $"default-src 'none'; script-src '{HashOf(Script())}'; style-src '{HashOf(Style())}'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    public static void MapPages(this IEndpointRouteBuilder app) => app.MapGet("/welcome", Get).AllowAnonymous().WithName("Welcome").ExcludeFromDescription();

    private static FileContentHttpResult Get(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Bytes(Html, "text/html; charset=utf-8");
    }

    private static byte[] Read()
    {
        using var stream = typeof(WelcomePage).Assembly.GetManifestResourceStream("welcome.html")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string HashOf(Regex part) =>
        $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(part.Match(Encoding.UTF8.GetString(Html)).Groups[1].Value)))}";

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
