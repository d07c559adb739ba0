using System.Collections.Frozen;
using System.Security.Claims;
using Annals.Server.Tenants;

namespace Annals.Server.Access;

/// <summary>Turns what a valid token says into the caller, by what the stores say now: a removed client, a rotated secret or a removed tenant voids it at once.</summary>
internal sealed class CallerResolver(ClientStore clients, TenantRegistry tenants)
{
    /// <summary>The caller of a client's token, or null when it is void.</summary>
    public Caller? OfClient(ClaimsPrincipal token)
    {
        if (!Guid.TryParse(token.FindFirst("appid")?.Value, out var id)
            || clients.Find(id) is not { } client
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
}
