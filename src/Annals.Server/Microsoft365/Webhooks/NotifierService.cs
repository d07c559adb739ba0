using Annals.Archive;
using Annals.Server.Tenants;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Annals.Server.Microsoft365.Webhooks;

/// <summary>Runs the <see cref="Notifier"/> for every tenant, again and again, where the settings allow webhooks.</summary>
internal sealed partial class NotifierService(Notifier notifier, TenantRegistry tenants, IOptions<Microsoft365Options> options, TimeProvider time, ILogger<NotifierService> logger) : BackgroundService
{
    /// <summary>Webhooks are no quicker at the vendor.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Value.Webhooks)
        {
            await Task.Delay(Pause, time, stoppingToken);
            foreach (var tenant in tenants.All.Select(served => served.Tenant))
            {
                await RunAsync(tenant, stoppingToken);
            }
        }
    }

    private async Task RunAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        try
        {
            while (await notifier.RunAsync(tenant, cancellationToken))
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
