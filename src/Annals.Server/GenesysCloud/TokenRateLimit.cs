using System.Collections.Concurrent;
using System.Globalization;
using Annals.Server.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Annals.Server.GenesysCloud;

/// <summary>Counts requests of each token by windows of a minute, and tells clients of it in headers.</summary>
internal sealed class TokenRateLimit(IOptions<GenesysCloudOptions> options, TimeProvider time) : IEndpointFilter
{
    /// <summary>Windows that are kept before those that are over are removed.</summary>
    private const int WindowsMax = 10_000;

    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Window> windows = new(StringComparer.Ordinal);

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var allowed = options.Value.RequestsPerMinute;
        var (count, left) = Count(KeyOf(context.HttpContext));
        context.HttpContext.Items[typeof(RateLimitHeaders)] = new RateLimitHeaders(Math.Min(count, allowed), allowed, Seconds(left));
        return count <= allowed ? next(context) : throw GenesysErrors.RateLimited(allowed, left);
    }

    private (int Count, TimeSpan Left) Count(string key)
    {
        var now = time.GetUtcNow();
        if (windows.Count > WindowsMax)
        {
            foreach (var (old, _) in windows.Where(pair => pair.Value.End <= now))
            {
                windows.TryRemove(old, out _);
            }
        }

        var window = windows.AddOrUpdate(key, _ => new Window(now + Length, 1), (_, before) => before.End <= now ? new Window(now + Length, 1) : before with { Count = Math.Min(before.Count, int.MaxValue - 1) + 1 });
        return (window.Count, window.End - now);
    }

    private static string KeyOf(HttpContext context) => context.User.FindFirst("jti")?.Value ?? context.Caller().Id;

    private static long Seconds(TimeSpan time) => (long)Math.Ceiling(Math.Max(1, time.TotalSeconds));

    private readonly record struct Window(DateTimeOffset End, int Count);
}

/// <summary>What the headers say of a token's window.</summary>
/// <param name="Count">Requests in the window, this one included.</param>
/// <param name="Allowed">Requests that it allows.</param>
/// <param name="Reset">Seconds until it ends.</param>
internal sealed record RateLimitHeaders(int Count, int Allowed, long Reset)
{
    public void WriteTo(IHeaderDictionary headers)
    {
        headers["inin-ratelimit-count"] = Count.ToString(CultureInfo.InvariantCulture);
        headers["inin-ratelimit-allowed"] = Allowed.ToString(CultureInfo.InvariantCulture);
        headers["inin-ratelimit-reset"] = Reset.ToString(CultureInfo.InvariantCulture);
    }
}
