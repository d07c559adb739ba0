using System.Threading.RateLimiting;
using Annals.Server.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Annals.Server.Hosting;

/// <summary>Puts the limits of requests together. An endpoint with back-pressure of its own, as that of appends, is exempt by <c>DisableRateLimiting</c>.</summary>
internal static class RequestLimits
{
    public static void AddRequestLimits(this IServiceCollection services)
    {
        services.AddSingleton<RequestLimiter>();
        services.AddRateLimiter(_ => { });
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>, ConfigureLimiter>();
    }

    private sealed class ConfigureLimiter(RequestLimiter limiter, ErrorWriter errors) : IConfigureOptions<RateLimiterOptions>
    {
        public void Configure(RateLimiterOptions options)
        {
            options.GlobalLimiter = limiter;
            options.OnRejected = async (rejected, _) => await errors.WriteAsync(
                rejected.HttpContext,
                ServerError.OfStatus(429) with { Detail = "Wait as long as Retry-After says, then go on.", RetryAfter = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1) });
        }
    }
}
