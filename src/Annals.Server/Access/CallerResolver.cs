using System.Collections.Frozen;
using System.Security.Claims;
using Annals.Server.Accounts;
using Annals.Server.Tenants;

namespace Annals.Server.Access;

/// <summary>
/// Turns what a valid token or session says into the caller, by what the stores say now: a removed client or user, a rotated secret, another role or a removed tenant voids it
/// at once.
/// </summary>
internal sealed class CallerResolver(ClientStore clients, UserStore users, TenantRegistry tenants)
{
    private static readonly FrozenSet<string> Everything = Scopes.All.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The caller of a client's token, or null when it is void.</summary>
    public Caller? OfClient(ClaimsPrincipal token)
    {
        if (!Guid.TryParse(token.FindFirst("appid")?.Value, out var id)
            || clients.FindRemembered(id) is not { } client
            || token.FindFirst("tid")?.Value != client.Tenant.ToString()
            || token.FindFirst(TokenIssuer.GenerationClaim)?.Value != client.Generation.ToString(System.Globalization.CultureInfo.InvariantCulture)
            || tenants.Find(client.Tenant) is null)
        {
            return null;
        }

        var asked = token.FindFirst(TokenIssuer.ScopeClaim)?.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var scopes = client.Scopes.Where(scope => asked is null || asked.Contains(scope));
        return new Caller(client.Id.ToString(), client.Name, CallerKind.Client, client.Tenant, scopes.ToFrozenSet(StringComparer.Ordinal), client.Sources.ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>The caller of a token of the account on the server's machine, or null when it is void.</summary>
    public Caller? OfAccount(ClaimsPrincipal token) =>
        Guid.TryParse(token.FindFirst("tid")?.Value, out var tenant) && tenants.Find(tenant) is not null && token.FindFirst("sub")?.Value is { Length: > 0 } account
            ? new Caller(account, account, CallerKind.Account, tenant, Everything, FrozenSet<string>.Empty)
            : null;

    /// <summary>The caller of a session, or null when it is void.</summary>
    public Caller? OfSession(Session session) =>
        users.Find(session.User) is { User: { IsDisabled: false } user } stored && stored.Stamp == session.Stamp && tenants.Find(user.Tenant) is not null
            ? OfUser(user)
            : null;

    private static Caller OfUser(User user) =>
        new(user.Id.ToString(), user.Name, CallerKind.User, user.Tenant, user.Roles.SelectMany(role => Scopes.Roles[role]).ToFrozenSet(StringComparer.Ordinal), FrozenSet<string>.Empty);
}
