using Annals.Server.Observability;
using Annals.Server.Tenants;

namespace Annals.Server.Api.Verification;

/// <summary>The last verification of each tenant, until a later one is good.</summary>
internal sealed class VerificationCheck(VerificationResults results, TenantRegistry tenants) : ICheck
{
    public string Kind => "verification";

    public IEnumerable<Finding> Findings() =>
        from served in tenants.All
        let last = results.Of(served.Tenant.Description.Id)
        where last is { IsAlarming: true }
        select new Finding(
            Kind,
            served.Tenant.Description.Name,
            last.IsGood == false
                ? $"The log does not fit: {last.Verdict}. See /v1/verifications/{last.Id} or run annals verify; keep the files as they are, and compare with a backup."
                : $"The log could not be verified: {last.Reason}");
}
