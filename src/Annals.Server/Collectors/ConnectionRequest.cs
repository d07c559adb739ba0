using Annals.Collectors.Connections;
using Annals.Server.Errors;

namespace Annals.Server.Collectors;

/// <summary>What a connection may say that is set up over the interface. Whoever manages collectors is no administrator of the machine: addresses, proxies and files are for the settings file.</summary>
internal static class ConnectionRequest
{
    /// <summary>The settings of a connection, checked.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="asked">What was sent.</param>
    /// <param name="tenant">Name of the caller's tenant, which takes the records.</param>
    /// <param name="known">The connection as it is; null for a new one.</param>
    /// <exception cref="RequestException">Something is wrong; the message names all of it.</exception>
    public static ConnectionOptions Check(string name, ConnectionOptions asked, string tenant, ConnectionOptions? known)
    {
        var faults = new List<string>();
        foreach (var (setting, isSet) in new[]
        {
            ("apiUrl", asked.ApiUrl is not null),
            ("loginUrl", asked.LoginUrl is not null),
            ("proxy", asked.Proxy is not null),
            ("clientSecretFile", asked.ClientSecretFile is not null),
            ("certificateFile", asked.CertificateFile is not null),
            ("certificatePassword", asked.CertificatePassword is not null),
            ("authoritiesFile", asked.AuthoritiesFile is not null),
        })
        {
            if (isSet)
            {
                faults.Add($"{setting} can be set in the server's settings file only.");
            }
        }

        // A secret is kept as long as it is for the same application of the same vendor.
        if (known is not null && known.Source == asked.Source && known.TenantId == asked.TenantId && known.ClientId == asked.ClientId && known.Cloud == asked.Cloud && known.Region == asked.Region)
        {
            asked.ClientSecret ??= known.ClientSecret;
            asked.ReceiverKey ??= known.ReceiverKey;
        }

        asked.Tenant = tenant;
        faults.AddRange(ConnectionRules.Faults(name, asked));
        return faults.Count == 0 ? asked : throw RequestException.BadRequest(string.Join(' ', faults));
    }
}
