using Annals.Archive;
using Annals.Collectors.Connections;
using Annals.Collectors.Streams;
using Annals.Sources.Http;
using Annals.Sources.Microsoft365;
using Azure.Core;
using Microsoft.Extensions.Logging;

namespace Annals.Collectors.Microsoft365;

/// <summary>Collects the content types of one organisation of Microsoft 365.</summary>
internal sealed class ActivityCollector : Collector
{
    /// <summary>Content can be listed for seven days. The service is lenient about the edge; five minutes less than that never meets it.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromDays(7) - TimeSpan.FromMinutes(5);

    /// <summary>Longest window of a listing (reference, "List available content").</summary>
    private static readonly TimeSpan WindowMax = TimeSpan.FromHours(24);

    /// <summary>What is read again last is about to leave the reach: a day that began this long ago.</summary>
    private static readonly TimeSpan LastSweep = Reach - TimeSpan.FromHours(25);

    private static readonly TimeSpan[] DefaultSweeps = [TimeSpan.FromHours(1), TimeSpan.FromHours(24), LastSweep];

    private readonly ManagementActivityClient client;
    private readonly TokenCredential credential;
    private readonly SubscriptionKeeper subscriptions;
    private readonly List<ContentStream> streams;

    public ActivityCollector(string name, ConnectionOptions options, ServedTenant served, ILogger logger, TimeProvider time)
        : base(name, options, served, logger, time)
    {
        var cloud = ConnectionRules.CloudOf(options)!;
        var http = SourceSecrets.Http(options);
        credential = SourceSecrets.Microsoft365(options, cloud, http, time);
        client = new ManagementActivityClient(
            new ManagementActivityOptions
            {
                TenantId = options.TenantId!.Value,
                Cloud = cloud,
                Http = http,
                PublisherIdentifier = options.PublisherIdentifier,
                RequestsPerMinute = options.RequestsPerMinute ?? ManagementActivityOptions.DefaultRequestsPerMinute,
            },
            credential,
            time);
        var webhook = options.WebhookUrl is { } address ? new ActivityWebhook(address.AbsoluteUri, options.ReceiverKey) : null;
        subscriptions = new SubscriptionKeeper(client, webhook, served.Tenant, time);
        var sweeps = options.Sweeps.Count == 0 ? DefaultSweeps : options.Sweeps.Select(sweep => sweep > LastSweep ? LastSweep : sweep);
        var schedule = new SweepSchedule(SweepSchedule.Sweeps(options.Overlap, sweeps, TimeSpan.Zero), Reach, WindowMax);
        var history = options.History is { } wanted && wanted < Reach ? wanted : Reach;
        streams = (options.ContentTypes.Count == 0 ? ActivityContentType.All : [.. options.ContentTypes])
            .Select(type => new ContentStream(new CollectionStream(name, type), client, subscriptions, schedule, history, Taker, Slots, served.Tenant, time))
            .ToList();
    }

    private protected override ServerClock Clock => client.Clock;

    private protected override RequestRate Rate => client.Rate;

    private protected override IReadOnlyCollection<CollectedStream> Streams => streams;

    public override void Dispose()
    {
        client.Dispose();
        (credential as IDisposable)?.Dispose();
        subscriptions.Dispose();
        base.Dispose();
    }

    private protected override Task PrepareAsync(CancellationToken cancellationToken) => subscriptions.LookAsync(cancellationToken);
}
