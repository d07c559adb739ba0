using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Api.Reading;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Annals.Server.Api.Tenants;

/// <summary><c>/v1/tenant</c>: the caller's tenant and how it is doing. Other tenants do not exist for a caller.</summary>
internal static class TenantEndpoints
{
    public static void MapTenant(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/tenant", ShowAsync).RequireCaller().WithName("GetTenant").WithTags("Tenant");
        app.MapGet("/v1/tenant/health", HealthAsync).RequireScope(Scopes.LogRead, Scopes.CollectManage, Scopes.Admin).WithName("GetTenantHealth").WithTags("Tenant");
    }

    private static async Task ShowAsync(HttpContext context, TenantRegistry tenants)
    {
        var tenant = tenants.Of(context.Caller());
        await JsonAnswer.WriteAsync(context, writer =>
        {
            writer.WriteString("name"u8, tenant.Description.Name);
            writer.WriteString("id"u8, tenant.Description.Id);
            writer.WriteString("origin"u8, tenant.Description.Origin);
            writer.WriteString("created"u8, RecordJson.TimeOf(tenant.Description.Created));
            writer.WriteString("verifierKey"u8, tenant.Description.VerifierKey);
            writer.WriteNumber("size"u8, tenant.Size);
        });
    }

    private static async Task HealthAsync(HttpContext context, TenantRegistry tenants)
    {
        var served = tenants.ServedOf(context.Caller());
        var intake = served.Intake.Status;
        var feeder = served.Feeder;
        await JsonAnswer.WriteAsync(context, writer =>
        {
            writer.WriteBoolean("healthy"u8, served.Tenant.IsHealthy);
            writer.WriteNumber("size"u8, served.Tenant.Size);
            writer.WriteNumber("durableSize"u8, served.Tenant.DurableSize);
            writer.WriteNumber("indexed"u8, feeder.CoveredSize);
            writer.WriteNumber("indexLag"u8, feeder.Lag);
            writer.WriteString("indexError"u8, feeder.LastError);
            writer.WriteBoolean("indexNeedsRebuild"u8, feeder.NeedsRebuild);
            writer.WriteNumber("waitingRecords"u8, intake.WaitingRecords);
            writer.WriteNumber("waitingBytes"u8, intake.WaitingBytes);
            writer.WriteString("intakeError"u8, intake.LastError);
            if (served.Tenant.CheckpointTime is { } published)
            {
                writer.WriteString("checkpoint"u8, RecordJson.TimeOf(published));
            }
        });
    }
}
