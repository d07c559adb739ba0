using Annals.Archive;
using Annals.Log;
using Annals.Server.Errors;
using Annals.Server.Hosting;
using Annals.Server.Tenants;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Annals.Server.Access;

/// <summary>Writes the receipts of changes of clients and users: at once after a change through the server, at the next round after one by a command beside it.</summary>
internal sealed partial class AccessChangeWriter(AccessChangeLog changes, TenantRegistry tenants, Loops loops, ILogger<AccessChangeWriter> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);
    private readonly Lock gate = new();

    /// <summary>Writes every receipt that waits. What cannot be written now is tried again in the next round.</summary>
    public void WriteAll(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            foreach (var id in changes.TenantsWaiting())
            {
                if (tenants.Find(id) is { } tenant)
                {
                    Write(tenant, cancellationToken);
                }
            }
        }
    }

    /// <summary>Refuses a change in a tenant whose log cannot take its receipt.</summary>
    /// <exception cref="RequestException">Nothing can be written there: 503.</exception>
    public void CheckWritable(Guid tenant)
    {
        if (tenants.Find(tenant) is not { IsHealthy: true })
        {
            throw new RequestException(new ServerError(503, "storage", "The archive cannot do this now", "The tenant cannot be written, and nothing about access is changed without a receipt. The server's log says why."));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await loops.RepeatAsync(
            "access-receipts",
            Round,
            stopping =>
            {
                WriteAll(stopping);
                return Task.CompletedTask;
            },
            stoppingToken);
    }

    private void Write(Tenant tenant, CancellationToken cancellationToken)
    {
        try
        {
            if (changes.WriteReceipts(tenant, cancellationToken) is > 0 and var count)
            {
                Log.Written(logger, count, tenant.Description.Name);
            }
        }
        catch (Exception e) when (e is IOException or LogDurabilityException or LogFailedException or ArchiveException or SqliteException)
        {
            Log.Failed(logger, tenant.Description.Name, e.GetType().Name, Round.TotalSeconds);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1201, LogLevel.Information, "Wrote the receipts of {Count} changes of clients and users of tenant {Tenant}")]
        public static partial void Written(ILogger logger, int count, string tenant);

        [LoggerMessage(1202, LogLevel.Warning, "The receipts of changes of clients and users of tenant {Tenant} could not be written: {Error}. Trying again in {Seconds} s")]
        public static partial void Failed(ILogger logger, string tenant, string error, double seconds);
    }
}
