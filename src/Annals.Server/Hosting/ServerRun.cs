using Annals.Server.Alarms;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Hosting;

/// <summary>Keeps a started server going until it is told to stop.</summary>
public static class ServerRun
{
    /// <summary>How long the alarm of a failed log may take before the server stops without it.</summary>
    private static readonly TimeSpan AlarmTimeMax = TimeSpan.FromSeconds(5);

    /// <summary>Waits for the token or for a failure that ends the process, then stops: no new requests, those in flight get their time, logs are closed with a checkpoint.</summary>
    /// <returns>False when a tenant's log failed; the process must end then, and the next start recovers from what is durable.</returns>
    public static async Task<bool> UntilStoppedAsync(WebApplication app, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(app);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var onToken = cancellationToken.Register(() => stopped.TrySetResult());
        using var onLifetime = app.Lifetime.ApplicationStopping.Register(() => stopped.TrySetResult());
        var failed = app.Services.GetRequiredService<TenantRegistry>().Failed;
        var isFailed = await Task.WhenAny(stopped.Task, failed) == failed;
        if (isFailed)
        {
            // After the next start nothing shows the failure any more.
            using var late = new CancellationTokenSource(AlarmTimeMax);
            await app.Services.GetRequiredService<AlarmWatch>().LookAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await app.StopAsync(CancellationToken.None);
        return !isFailed;
    }
}
