using System.Text.RegularExpressions;
using Annals.Archive;
using Microsoft.Extensions.Options;

namespace Annals.Server.Microsoft365;

/// <summary>Tells whether a segment of a path stands for a tenant: its own id, an organisation's id or a domain by the settings, or the id of the client that asks.</summary>
internal sealed partial class TenantNames(IOptions<Microsoft365Options> options)
{
    private const int DomainLengthMax = 253;

    /// <summary>Whether a text has the form of a domain, such as <c>contoso.example.com</c>.</summary>
    public static bool IsDomain(string text) => text.Length <= DomainLengthMax && Domain().IsMatch(text);

    /// <summary>Whether the tenant is served over this interface.</summary>
    public bool IsEnabled(Tenant tenant) => Of(tenant)?.Enabled ?? true;

    /// <summary>Whether a segment of a token endpoint's path stands for the tenant of a client.</summary>
    public bool IsMeant(string segment, Tenant tenant, Guid client) =>
        Guid.TryParse(segment, out var id)
            ? id == client || IsIdOf(id, tenant)
            : Of(tenant)?.Domains.Contains(segment, StringComparer.OrdinalIgnoreCase) ?? false;

    /// <summary>Whether a GUID in a path of the feed stands for the tenant.</summary>
    /// <param name="id">The GUID.</param>
    /// <param name="tenant">The tenant that the token names.</param>
    /// <param name="client">The client that the token names; null when it is none.</param>
    public bool IsMeant(Guid id, Tenant tenant, Guid? client) => (id == client && !options.Value.StrictTenant) || IsIdOf(id, tenant);

    private bool IsIdOf(Guid id, Tenant tenant) =>
        id == tenant.Description.Id || (Of(tenant)?.OrganizationIds.Any(known => Guid.TryParse(known, out var organisation) && organisation == id) ?? false);

    private Microsoft365TenantOptions? Of(Tenant tenant) => options.Value.Tenants.TryGetValue(tenant.Description.Name, out var known) ? known : null;

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Domain();
}
