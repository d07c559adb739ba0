using System.Collections.Concurrent;
using Annals.Archive;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Annals.Server.Tenants;

/// <summary>The tenants that this process serves. Each is open, and locked, from start to stop.</summary>
internal sealed partial class TenantRegistry(DataFolder data, TimeProvider time, ILogger<TenantRegistry> logger) : IHostedLifecycleService, IDisposable
{
    private readonly ConcurrentDictionary<Guid, Tenant> byId = new();

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<Tenant> All => [.. byId.Values.OrderBy(tenant => tenant.Description.Name, StringComparer.Ordinal)];

    /// <summary>The tenant with an id, or null.</summary>
    public Tenant? Find(Guid id) => byId.GetValueOrDefault(id);

    /// <summary>The tenant of a caller.</summary>
    public Tenant Of(Access.Caller caller) => Find(caller.Tenant) ?? throw new InvalidOperationException("A caller belongs to a tenant that is served.");

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in data.Tenants())
        {
            var tenant = await Tenant.OpenAsync(folder, new TenantOptions { Notice = notice => Log.Notice(logger, folder.Name.ToString(), notice) }, time, cancellationToken);
            byId[tenant.Description.Id] = tenant;
            Log.Opened(logger, folder.Name.ToString(), tenant.Size);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After the last request: closes every log cleanly.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var id in byId.Keys)
        {
            if (byId.TryRemove(id, out var tenant))
            {
                tenant.Dispose();
                Log.Closed(logger, tenant.Description.Name);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "Tenant {Tenant}: {Notice}")]
        public static partial void Notice(ILogger logger, string tenant, string notice);

        [LoggerMessage(1002, LogLevel.Information, "Tenant {Tenant} is open with {Size} entries")]
        public static partial void Opened(ILogger logger, string tenant, long size);

        [LoggerMessage(1003, LogLevel.Information, "Tenant {Tenant} is closed")]
        public static partial void Closed(ILogger logger, string tenant);
    }
}
