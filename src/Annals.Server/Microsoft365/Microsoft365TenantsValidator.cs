using Annals.Archive;
using Annals.Server.Hosting;
using Microsoft.Extensions.Options;

namespace Annals.Server.Microsoft365;

/// <summary>Checks the names by which tenants are known: each leads to one tenant only. Also what webhooks need.</summary>
internal sealed class Microsoft365TenantsValidator(IOptions<ServerOptions> server) : IValidateOptions<Microsoft365Options>
{
    public ValidateOptionsResult Validate(string? name, Microsoft365Options options)
    {
        var faults = new List<string>();
        if (options.Webhooks && server.Value.PublicUrl is null)
        {
            faults.Add("Webhooks: notifications hold addresses of this server, so Server:PublicUrl must be set.");
        }

        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (tenant, known) in options.Tenants)
        {
            if (!TenantName.TryParse(tenant, out _))
            {
                faults.Add($"Tenants: \"{tenant}\" is no tenant name.");
            }

            foreach (var id in known.OrganizationIds)
            {
                if (!Guid.TryParseExact(id, "D", out var guid) || guid == Guid.Empty)
                {
                    faults.Add($"Tenants:{tenant}:OrganizationIds: \"{id}\" is no GUID.");
                }

                CheckOnce(tenant, id);
            }

            foreach (var domain in known.Domains)
            {
                if (!TenantNames.IsDomain(domain))
                {
                    faults.Add($"Tenants:{tenant}:Domains: \"{domain}\" is no domain.");
                }

                CheckOnce(tenant, domain);
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void CheckOnce(string tenant, string word)
        {
            if (!seen.TryAdd(word, tenant) && seen[word] != tenant)
            {
                faults.Add($"Tenants: \"{word}\" is named by both {seen[word]} and {tenant}.");
            }
        }
    }
}
