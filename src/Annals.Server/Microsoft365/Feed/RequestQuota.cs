using Microsoft.Extensions.Options;

namespace Annals.Server.Microsoft365.Feed;

/// <summary>Counts requests by minute for each tenant and PublisherIdentifier.</summary>
internal sealed class RequestQuota(IOptions<Microsoft365Options> options, TimeProvider time)
{
    /// <summary>Publishers of a tenant counted apart within a minute; further ones share the count of those that name none, so that making them up gains little.</summary>
    private const int PublishersMax = 16;

    private readonly Lock gate = new();
    private readonly Dictionary<(Guid Tenant, Guid Publisher), int> counts = [];
    private readonly Dictionary<Guid, int> publishers = [];
    private long minute = long.MinValue;

    /// <summary>Counts a request.</summary>
    /// <returns>False when there were too many in this minute.</returns>
    public bool TryTake(Guid tenant, Guid publisher)
    {
        lock (gate)
        {
            var now = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;
            if (now != minute)
            {
                minute = now;
                counts.Clear();
                publishers.Clear();
            }

            var key = (tenant, publisher);
            if (publisher != Guid.Empty && !counts.ContainsKey(key))
            {
                var known = publishers.GetValueOrDefault(tenant);
                key = known < PublishersMax ? key : (tenant, Guid.Empty);
                publishers[tenant] = Math.Min(known + 1, PublishersMax);
            }

            var count = counts.GetValueOrDefault(key) + 1;
            counts[key] = count;
            return count <= options.Value.RequestsPerMinute;
        }
    }
}
