using Annals.Archive;
using Annals.Server.Api.Reading;

namespace Annals.Server.Access;

/// <summary>
/// Which sources a caller may append to (design section 8): the archive's own never; a vendor's only when named; with none named every other, the default
/// <c>import</c> among them; with some named only those. The account on the server's machine may append to all but the archive's own, as an import there may.
/// </summary>
internal static class SourceRule
{
    /// <summary>The caller as the intake knows it, with the sources it may append to. Says nothing of its scopes.</summary>
    public static AppendOrigin Origin(this Caller caller) => new(caller.Actor())
    {
        Sources = caller.Sources.Count > 0 ? caller.Sources : null,
        IncludesVendors = caller.Kind == CallerKind.Account,
    };
}
