using Microsoft.Extensions.Options;

namespace Annals.Server.Microsoft365.Feed;

/// <summary>Counts requests by minute for each tenant and PublisherIdentifier.</summary>
internal sealed class RequestQuota(IOptions<Microsoft365Options> options, TimeProvider time)
{
    /// <summary>Publishers counted apart within a minute; further ones share a count, so that making them up gains nothing.</summary>
    private const int PublishersMax = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<(Guid Tenant, Guid Publisher), int> counts = [];
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
            }

            var key = counts.Count < PublishersMax || counts.ContainsKey((tenant, publisher)) ? (tenant, publisher) : (tenant, Guid.Empty);
            var count = counts.GetValueOrDefault(key) + 1;
            counts[key] = count;
            return count <= options.Value.RequestsPerMinute;
        }
    }
}
