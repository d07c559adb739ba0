using Annals.Archive;
using Annals.Collectors.Connections;
using Annals.Collectors.Streams;
using Annals.Sources.GenesysCloud;
using Annals.Sources.Http;
using Microsoft.Extensions.Logging;

namespace Annals.Collectors.GenesysCloud;

/// <summary>Collects the services of one organisation of Genesys Cloud.</summary>
internal sealed class AuditCollector : Collector
{
    /// <summary>Audits are kept for 365 days; a day less never meets the edge.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromDays(364);

    private static readonly TimeSpan WindowMax = TimeSpan.FromDays(30);

    /// <summary>The newest moments are left to the next reading: audits become available out of order.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan[] DefaultSweeps = [TimeSpan.FromHours(1), TimeSpan.FromHours(24), TimeSpan.FromDays(7)];

    private readonly AuditQueryClient client;
    private readonly GenesysClientCredential credential;
    private readonly ServiceList services;
    private readonly WindowLimit limit = new();
    private readonly SweepSchedule schedule;
    private readonly TimeSpan history;
    private readonly Dictionary<string, AuditStream> streams = new(StringComparer.Ordinal);

    public AuditCollector(string name, ConnectionOptions options, ServedTenant served, ILogger logger, TimeProvider time)
        : base(name, options, served, logger, time)
    {
        var region = ConnectionRules.RegionOf(options)!;
        var http = SourceSecrets.Http(options);
        credential = SourceSecrets.GenesysCloud(options, region, http, time);
        client = new AuditQueryClient(
            new AuditQueryOptions { Region = region, Http = http, RequestsPerMinute = options.RequestsPerMinute ?? AuditQueryOptions.DefaultRequestsPerMinute }, credential, time);
        schedule = new SweepSchedule(SweepSchedule.Sweeps(options.Overlap, options.Sweeps.Count == 0 ? DefaultSweeps : options.Sweeps, Behind), Reach, WindowMax);
        history = options.History is { } wanted && wanted < Reach ? wanted : Reach;
        services = new ServiceList(client, served.Tenant.Ledger.Cursors(name).Select(cursor => cursor.Stream.Name), time);
    }

    private protected override ServerClock Clock => client.Clock;

    private protected override RequestRate Rate => client.Rate;

    private protected override IReadOnlyCollection<CollectedStream> Streams
    {
        get
        {
            lock (streams)
            {
                return [.. streams.Values];
            }
        }
    }

    public override void Dispose()
    {
        client.Dispose();
        credential.Dispose();
        base.Dispose();
    }

    private protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await services.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (streams)
            {
                foreach (var service in services.Names.Where(service => Options.Services.Count == 0 || Options.Services.Contains(service)))
                {
                    if (!streams.ContainsKey(service))
                    {
                        streams[service] = new AuditStream(
                            new CollectionStream(Name, service),
                            client,
                            schedule,
                            history,
                            limit,
                            Options.QueryPatience,
                            () => Options.Realtime && services.IsRealtime(service),
                            Taker,
                            Slots,
                            Served.Tenant,
                            Time);
                    }
                }
            }
        }
    }
}
