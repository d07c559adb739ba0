using System.Collections.Frozen;
using System.Globalization;
using Annals.Server.Accounts;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Access;

/// <summary>Looks again, while something long goes on, whether a caller still has the rights it began with.</summary>
internal sealed class CallerRights(ClientStore clients, UserStore users, SessionStore sessions)
{
    /// <summary>
    /// Whether the caller of a request that still goes on has its rights and what it signed in with: signing out ends what a page had open, and a new secret what was begun with the old one.
    /// </summary>
    public bool Still(HttpContext context) => (context.SessionOrNull() is not { } session || sessions.IsOpen(session)) && HasItsSecret(context) && Still(context.Caller());

    /// <summary>Whether the caller is still there and still has every scope that it began with.</summary>
    public bool Still(Caller caller) => caller.Kind switch
    {
        CallerKind.Client => Guid.TryParse(caller.Id, out var id) && clients.Find(id) is { } client && client.Tenant == caller.Tenant && caller.Scopes.IsSubsetOf(client.Scopes.ToFrozenSet(StringComparer.Ordinal)),
        CallerKind.User => Guid.TryParse(caller.Id, out var id) && users.Find(id) is { User: { IsDisabled: false } user } && user.Tenant == caller.Tenant && caller.Scopes.IsSubsetOf(user.Roles.SelectMany(role => Scopes.Roles[role]).ToFrozenSet(StringComparer.Ordinal)),
        _ => true,
    };

    /// <summary>Whether the owner of something that was left here is still there, and not shut out.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="id">Its id.</param>
    /// <param name="tenant">The tenant it belonged to.</param>
    public bool Exists(CallerKind kind, string id, Guid tenant) => kind switch
    {
        CallerKind.Client => Guid.TryParse(id, out var client) && clients.Find(client)?.Tenant == tenant,
        CallerKind.User => Guid.TryParse(id, out var user) && users.Find(user) is { User: { IsDisabled: false } found } && found.Tenant == tenant,
        _ => true,
    };

    private bool HasItsSecret(HttpContext context) =>
        context.User.FindFirst(TokenIssuer.GenerationClaim)?.Value is not { } generation
        || (Guid.TryParse(context.Caller().Id, out var id) && clients.Find(id)?.Generation.ToString(CultureInfo.InvariantCulture) == generation);
}
