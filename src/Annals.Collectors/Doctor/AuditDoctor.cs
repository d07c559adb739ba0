using System.Globalization;
using Annals.Collectors.Connections;
using Annals.Sources.GenesysCloud;
using Azure.Core;

namespace Annals.Collectors.Doctor;

/// <summary>Examines a connection to Genesys Cloud.</summary>
internal static class AuditDoctor
{
    public static async Task ExamineAsync(ConnectionOptions options, List<DoctorLine> lines, TimeProvider time, CancellationToken cancellationToken)
    {
        var region = ConnectionRules.RegionOf(options)!;
        var http = ConnectionDoctor.Impatient(SourceSecrets.Http(options));
        using var credential = SourceSecrets.GenesysCloud(options, region, http, time);
        using var client = new AuditQueryClient(new AuditQueryOptions { Region = region, Http = http }, credential, time);
        var hasToken = await ConnectionDoctor.TryAsync(
            "token",
            lines,
            async () =>
            {
                await credential.GetTokenAsync(new TokenRequestContext([]), cancellationToken).ConfigureAwait(false);
                return new DoctorLine("token", DoctorVerdict.Good, $"{region.Login.Host} gives tokens.");
            },
            cancellationToken).ConfigureAwait(false);
        if (!hasToken)
        {
            return;
        }

        IReadOnlyList<AuditService> services = [];
        var isReached = await ConnectionDoctor.TryAsync(
            "permissions",
            lines,
            async () =>
            {
                services = await client.GetServiceMappingAsync(cancellationToken).ConfigureAwait(false);
                return new DoctorLine("permissions", DoctorVerdict.Good, string.Create(CultureInfo.InvariantCulture, $"{region.Api.Host} takes the token; its mapping has {services.Count} services."));
            },
            cancellationToken).ConfigureAwait(false);
        if (!isReached)
        {
            return;
        }

        lines.Add(ConnectionDoctor.ClockLine(client.Clock));
        foreach (var service in options.Services.Where(service => services.All(known => known.Name != service)))
        {
            lines.Add(new DoctorLine($"service {service}", DoctorVerdict.Warning, $"The mapping has no service {service}.", "unknown-service", "Correct Services: names are case-sensitive. New services come into the mapping by themselves."));
        }

        await ConnectionDoctor.TryAsync(
            "query",
            lines,
            async () =>
            {
                var now = client.Clock.Now;
                await client.CreateQueryAsync(new AuditQuery(new AuditInterval(now.AddMinutes(-10), now.AddMinutes(-5))) { Order = AuditSortOrder.Ascending, ServiceName = services.Count > 0 ? services[0].Name : null }, cancellationToken).ConfigureAwait(false);
                return new DoctorLine("query", DoctorVerdict.Good, "Audit queries are taken.");
            },
            cancellationToken).ConfigureAwait(false);
        lines.Add(ConnectionDoctor.QuotaLine(client.Rate));
    }
}
