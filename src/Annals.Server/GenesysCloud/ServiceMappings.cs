using Annals.Server.Access;
using Annals.Server.Api.Reading;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.GenesysCloud;

/// <summary>Tells which services, entity types and actions can be asked for: what is stored, together with a table of what is known of the platform.</summary>
internal sealed class ServiceMappings(AuditQueryReader reader, AuditReads reads, TenantRegistry tenants)
{
    private const string Operation = "genesys audits service mapping";

    /// <summary><c>GET /audits/query/servicemapping</c>.</summary>
    public async Task GetAsync(HttpContext context)
    {
        var stored = await NamesAsync(context, null);
        await WriteAsync(context, ServiceTable.Known.Concat(stored));
    }

    /// <summary><c>GET /audits/query/realtime/servicemapping</c>: the services that wrote audits within the reach of the realtime operations.</summary>
    public async Task GetRealtimeAsync(HttpContext context)
    {
        var stored = await NamesAsync(context, reader.RealtimeStart());
        var services = stored.Select(name => name.Service).ToHashSet(StringComparer.Ordinal);
        await WriteAsync(context, ServiceTable.Known.Where(known => services.Contains(known.Service)).Concat(stored));
    }

    private async Task<IReadOnlyList<ServiceName>> NamesAsync(HttpContext context, DateTimeOffset? since)
    {
        var caller = context.Caller();
        var tenant = tenants.Of(caller);
        var query = AuditQueryText.Since(since);
        var names = await reads.RunAsync(context, cancellationToken =>
        {
            var ticket = tenant.BeginVendorRead(caller.Actor(), Operation, query, details: null);
            return AuditQuerySearch.Names(tenant, query, ticket, cancellationToken);
        });
        return [.. names.Where(name => name.Values[0] is not null).Select(name => new ServiceName(name.Values[0]!, name.Values[1], name.Values[2]))];
    }

    private static Task WriteAsync(HttpContext context, IEnumerable<ServiceName> names)
    {
        var services = names
            .GroupBy(name => name.Service, StringComparer.Ordinal)
            .OrderBy(service => service.Key, StringComparer.Ordinal)
            .Select(service => new AuditServiceEntry(service.Key, [.. EntitiesOf(service)]));
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(new AuditServiceMapping([.. services]), GenesysCloudJson.Default.AuditServiceMapping, "application/json", context.RequestAborted);
    }

    private static IEnumerable<AuditEntityEntry> EntitiesOf(IEnumerable<ServiceName> service) => service
        .Where(name => name.EntityType is not null)
        .GroupBy(name => name.EntityType!, StringComparer.Ordinal)
        .OrderBy(entity => entity.Key, StringComparer.Ordinal)
        .Select(entity => new AuditEntityEntry(entity.Key, [.. entity.Select(name => name.Action).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
}

/// <summary>A service, an entity type of it and an action on that; null where there is none.</summary>
internal readonly record struct ServiceName(string Service, string? EntityType, string? Action);
