using Annals.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Annals.Server.Microsoft365.Tokens;

/// <summary>The resources for which tokens are given: the API roots of the vendor's clouds, its application's id, this server, and what the settings add.</summary>
internal sealed class TokenResources(IOptions<Microsoft365Options> options, PublicAddress address)
{
    /// <summary>What a v2 scope of client credentials ends with.</summary>
    public const string DefaultScope = "/.default";

    private static readonly string[] Known =
    [
        "https://manage.office.com", "https://manage-gcc.office.com", "https://manage.office365.us", "https://manage.protection.apps.mil",
        "c5393580-f805-4401-95e8-94b7a6ef2fc2",
    ];

    /// <summary>Whether tokens are given for a resource, whatever slash it ends with.</summary>
    public bool IsKnown(string resource, HttpRequest request)
    {
        var bare = resource.TrimEnd('/');
        return Known.Concat(options.Value.Resources.Select(known => known.TrimEnd('/'))).Append(address.Of(request)).Contains(bare, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The resource that a v2 scope names.</summary>
    /// <exception cref="Errors.RequestException">The scope is malformed, or is not the default one.</exception>
    public static string OfScope(string scope)
    {
        if (scope.Any(c => c is < ' ' or '"' or '\\' or > '~') || scope.Trim().Split(' ').Length != 1)
        {
            throw TokenError.ScopeMalformed;
        }

        return scope.Trim().EndsWith(DefaultScope, StringComparison.OrdinalIgnoreCase) && scope.Trim().Length > DefaultScope.Length
            ? scope.Trim()[..^DefaultScope.Length]
            : throw TokenError.ScopeNotDefault;
    }
}
