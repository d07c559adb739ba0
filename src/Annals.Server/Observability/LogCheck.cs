using Annals.Server.Tenants;
using Microsoft.Extensions.Options;

namespace Annals.Server.Observability;

/// <summary>Whether every log takes records and is signed.</summary>
internal sealed class LogCheck(TenantRegistry tenants, IOptions<TelemetryOptions> options, TimeProvider time) : ICheck
{
    /// <summary>A failure after which nothing was tried for so long is over: nobody would ever tell otherwise.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    public string Kind => "log";

    public IEnumerable<Finding> Findings()
    {
        foreach (var served in tenants.All)
        {
            var tenant = served.Tenant;
            var name = tenant.Description.Name;
            if (!tenant.IsHealthy)
            {
                yield return new Finding(Kind, name, $"The log of tenant {name} takes nothing more after a failed write. Nothing that was acknowledged is lost; look at the disk and start the server again.");
            }
            else if (served.Intake.Status is { LastFailure: { } failed } intake && !(intake.LastSuccess > failed) && time.GetUtcNow() - failed < Remembered)
            {
                yield return new Finding(Kind, name, $"Records for tenant {name} could not be stored: {intake.LastError}");
            }
            else if (tenant.CheckpointTime is { } published && tenant.DurableSize > Annals.Log.Checkpoint.Parse(tenant.Checkpoint.Text.Span).Size && time.GetUtcNow() - published > options.Value.CheckpointAgeMax)
            {
                yield return new Finding(Kind, name, $"The newest entries of tenant {name} are without a checkpoint for {(time.GetUtcNow() - published).TotalSeconds:0} s. Look at the disk.");
            }
        }
    }
}
