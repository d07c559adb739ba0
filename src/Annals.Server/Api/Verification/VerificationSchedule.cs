using Annals.Server.Hosting;
using Annals.Server.Tenants;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Annals.Server.Api.Verification;

/// <summary>Verifies every tenant once a day, one after another.</summary>
internal sealed partial class VerificationSchedule(VerificationRuns runs, TenantRegistry tenants, Loops loops, IOptions<VerificationOptions> options, TimeProvider time, ILogger<VerificationSchedule> logger) : BackgroundService
{
    /// <summary>The clock is looked at again after this time at the latest: it may have been set.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    /// <summary>The next moment of a time of day that lies after a moment.</summary>
    public static DateTimeOffset Next(DateTimeOffset after, TimeOnly at)
    {
        var today = new DateTimeOffset(after.UtcDateTime.Date, TimeSpan.Zero) + at.ToTimeSpan();
        return today > after ? today : today.AddDays(1);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await runs.StopAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await loops.OnceAsync("verifications", runs.Recover, stoppingToken);
        var next = Next(time.GetUtcNow(), options.Value.DailyAt);
        while (options.Value.Daily && !stoppingToken.IsCancellationRequested)
        {
            var left = next - time.GetUtcNow();
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left < LookEvery ? left : LookEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            await VerifyAllAsync(stoppingToken);
            next = Next(time.GetUtcNow(), options.Value.DailyAt);
        }
    }

    private async Task VerifyAllAsync(CancellationToken stopping)
    {
        foreach (var served in tenants.All)
        {
            try
            {
                runs.TryStart(served, startedBy: null, [], out _);
                await runs.WaitAsync(served.Tenant.Description.Id).WaitAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // the other tenants are verified all the same, and this one tomorrow
            catch (Exception e)
#pragma warning restore CA1031
            {
                Log.NotStarted(logger, served.Tenant.Description.Name, e.GetType().Name, e.StackTrace);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1611, LogLevel.Error, "The daily verification of tenant {Tenant} could not begin because of {Error}\n{Stack}")]
        public static partial void NotStarted(ILogger logger, string tenant, string error, string? stack);
    }
}
