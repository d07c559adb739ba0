using System.Collections.Frozen;

namespace Annals.Server.Access;

/// <summary>Who a request comes from, after it was authenticated: belongs to exactly one tenant.</summary>
/// <param name="Id">Id of the client or user; the name of the account.</param>
/// <param name="Name">Its name, as receipts show it.</param>
/// <param name="Kind">Client, user, or the account that runs commands beside the server.</param>
/// <param name="Tenant">The one tenant it can reach.</param>
/// <param name="Scopes">What it may do: what it was given, narrowed by what its token asked for.</param>
/// <param name="Sources">Sources it may append to; vendor sources only when named. Empty allows every own application's. See <see cref="SourceRule"/>.</param>
public sealed record Caller(string Id, string Name, CallerKind Kind, Guid Tenant, FrozenSet<string> Scopes, FrozenSet<string> Sources)
{
    /// <summary>Whether the caller may do what a scope stands for.</summary>
    public bool Has(string scope) => Scopes.Contains(scope);
}

/// <summary>Kinds of callers.</summary>
public enum CallerKind
{
    /// <summary>A program with a client id and secret.</summary>
    Client,

    /// <summary>A person who signed in.</summary>
    User,

    /// <summary>The command line on the server's machine, which proved that it can read the server's key.</summary>
    Account,
}
