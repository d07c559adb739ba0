using Annals.Archive;
using Annals.Server.Hosting;
using Annals.Server.Tenants;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Annals.Server.Microsoft365.Webhooks;

/// <summary>Runs the <see cref="Notifier"/> for every tenant, again and again, where the settings allow webhooks.</summary>
internal sealed partial class NotifierService(Notifier notifier, TenantRegistry tenants, Loops loops, IOptions<Microsoft365Options> options, ILogger<NotifierService> logger) : BackgroundService
{
    /// <summary>Webhooks are no quicker at the vendor.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Messages to each webhook of a tenant before the other tenants are looked at again.</summary>
    private const int RoundsMax = 10;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (options.Value.Webhooks)
        {
            await loops.RepeatAsync("webhooks", Pause, RunAllAsync, stoppingToken);
        }
    }

    /// <summary>All tenants at once; none waits for more than <see cref="RoundsMax"/> messages to each endpoint of another.</summary>
    private Task RunAllAsync(CancellationToken cancellationToken) => Task.WhenAll(tenants.All.Select(served => Task.Run(() => RunAsync(served.Tenant, cancellationToken), cancellationToken)));

    private async Task RunAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        try
        {
            // What is left is for the next time: an endpoint that is slow must not keep those of other tenants waiting.
            for (var rounds = 0; rounds < RoundsMax && await notifier.RunAsync(tenant, cancellationToken); rounds++)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (ContentBehindException)
        {
            // The items are still being made; the next round looks again.
        }
        catch (Exception e) when (e is ArchiveException or IOException or SqliteException or InvalidDataException)
        {
            Log.Failed(logger, tenant.Description.Name, e.GetType().Name, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1302, LogLevel.Error, "Tenant {Tenant}: notifications could not be sent, {Error}: {Reason}")]
        public static partial void Failed(ILogger logger, string tenant, string error, string reason);
    }
}
