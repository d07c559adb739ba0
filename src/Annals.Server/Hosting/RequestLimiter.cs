using System.Threading.RateLimiting;
using Annals.Server.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Annals.Server.Hosting;

/// <summary>
/// Counts requests a minute and requests at once: by caller where there is one, else by address; attempts to get a token or to sign in by address, on their own. Remembers a
/// fixed number of senders. The vendors' interfaces count for themselves, as their vendors do.
/// </summary>
internal sealed class RequestLimiter(IOptions<LimitOptions> options, TimeProvider time) : PartitionedRateLimiter<HttpContext>
{
    /// <summary>Senders that are remembered; the one unheard of for longest makes room.</summary>
    public const int SendersMax = 20_000;

    private static readonly PathString Vendors = "/api";
    private static readonly TimeSpan BusyRetry = TimeSpan.FromSeconds(1);
    private static readonly Lease Free = new(null, null, null);
    private readonly Lock gate = new();
    private readonly RecentlyUsed<Sender, Allowance> senders = new(SendersMax);
    private readonly RecentlyUsed<string, Allowance> signIns = new(SendersMax);

    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => null;

    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount)
    {
        if (resource.GetEndpoint()?.Metadata.GetMetadata<SignInAttempt>() is not null)
        {
            return TakeSignIn(ClientAddress.NetworkOf(resource));
        }

        return resource.Request.Path.StartsWithSegments(Vendors, StringComparison.OrdinalIgnoreCase)
            ? Free
            : Take(resource.CallerOrNull() is { } caller ? new Sender(caller.Kind, caller.Tenant, caller.Id) : new Sender(null, Guid.Empty, ClientAddress.NetworkOf(resource)));
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(HttpContext resource, int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(resource, permitCount));

    private Lease TakeSignIn(string address)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            if (!signIns.TryGet(address, out var allowance))
            {
                signIns.Set(address, allowance = new Allowance(options.Value.SignInsPerMinute, now));
            }

            return allowance.Take(now, time) is { } wait ? new Lease(null, null, wait) : Free;
        }
    }

    private Lease Take(Sender sender)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            if (!senders.TryGet(sender, out var allowance))
            {
                senders.Set(sender, allowance = new Allowance(options.Value.RequestsPerMinute, now));
            }

            if (allowance.UnderWay >= options.Value.RequestsAtOnce)
            {
                return new Lease(null, null, BusyRetry);
            }

            if (allowance.Take(now, time) is { } wait)
            {
                return new Lease(null, null, wait);
            }

            allowance.UnderWay++;
            return new Lease(allowance, gate, null);
        }
    }

    private readonly record struct Sender(CallerKind? Kind, Guid Tenant, string Id);

    /// <summary>The permission of one request, given back at its end.</summary>
    private sealed class Lease(Allowance? allowance, Lock? gate, TimeSpan? wait) : RateLimitLease
    {
        private Allowance? held = allowance;

        public override bool IsAcquired => wait is null;

        public override IEnumerable<string> MetadataNames => wait is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? wait : null;
            return metadata is not null;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && Interlocked.Exchange(ref held, null) is { } given)
            {
                lock (gate!)
                {
                    given.UnderWay--;
                }
            }

            base.Dispose(disposing);
        }
    }
}
