using Annals.Server.Tenants;
using Microsoft.Extensions.Options;

namespace Annals.Server.Observability;

/// <summary>How far the indexes are behind their logs.</summary>
internal sealed class IndexLagCheck(TenantRegistry tenants, IOptions<TelemetryOptions> options) : ICheck
{
    public string Kind => "index-lag";

    public IEnumerable<Finding> Findings()
    {
        foreach (var served in tenants.All)
        {
            var feeder = served.Feeder;
            var name = served.Tenant.Description.Name;
            if (feeder.NeedsRebuild)
            {
                yield return new Finding(Kind, name, $"The index of tenant {name} is damaged and not fed any more. Stop the server and run annals reindex --tenant {name}.");
            }
            else if (feeder.Lag > options.Value.IndexLagMax)
            {
                yield return new Finding(Kind, name, $"The index of tenant {name} is {feeder.Lag} entries behind its log, more than {options.Value.IndexLagMax} (Telemetry:IndexLagMax); searches are partial until it has caught up.{(feeder.LastError is { } error ? " Last error: " + error : "")}");
            }
        }
    }
}
