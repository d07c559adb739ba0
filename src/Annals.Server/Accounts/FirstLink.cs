using Annals.Archive;
using Annals.Server.Hosting;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Annals.Server.Accounts;

/// <summary>How the first person gets in: there is no default password.</summary>
public static class FirstLink
{
    /// <summary>
    /// A link that makes the first administrator, good once and for an hour, of a server that has started and has no users; an earlier one is void. To be shown to whoever
    /// started the server, and to nobody else: no log line may hold it.
    /// </summary>
    /// <param name="app">A server that has started.</param>
    /// <returns>Null when there are users, or no tenants.</returns>
    public static (Uri Link, DateTimeOffset Expires)? Of(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var tenants = app.Services.GetRequiredService<TenantRegistry>().All;
        var tenant = (tenants.FirstOrDefault(served => served.Tenant.Description.Name == TenantName.Default.ToString()) ?? (tenants.Count > 0 ? tenants[0] : null))?.Tenant;
        if (tenant is null || app.Services.GetRequiredService<OneTimeLinks>().First(tenant.Description.Id) is not { } link)
        {
            return null;
        }

        var address = app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.PublicUrl?.GetLeftPart(UriPartial.Path) ?? app.Urls.First();
        return (link.At(address.TrimEnd('/')), link.Expires);
    }
}
