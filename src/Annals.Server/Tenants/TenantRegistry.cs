using System.Collections.Concurrent;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Hosting;
using Annals.Server.Microsoft365;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Annals.Server.Tenants;

/// <summary>The tenants that this process serves. Each is open, and locked, from start to stop.</summary>
internal sealed partial class TenantRegistry(DataFolder data, IServer server, IOptions<LimitOptions> limits, IOptions<Microsoft365Options> microsoft365, TimeProvider time, ILogger<TenantRegistry> logger) : IHostedLifecycleService, IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, ServedTenant> byId = new();
    private readonly TaskCompletionSource failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where the server listens, once it does.</summary>
    private volatile Uri? address;

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<ServedTenant> All => [.. byId.Values.OrderBy(served => served.Tenant.Description.Name, StringComparer.Ordinal)];

    /// <summary>Completes when some tenant's log failed, so that the process must end: the next start recovers what is durable.</summary>
    public Task Failed => failed.Task;

    /// <summary>The tenant with an id, or null.</summary>
    public Tenant? Find(Guid id) => byId.GetValueOrDefault(id)?.Tenant;

    /// <summary>The tenant of a caller.</summary>
    public Tenant Of(Caller caller) => ServedOf(caller).Tenant;

    /// <summary>The tenant of a caller, with its intake.</summary>
    public ServedTenant ServedOf(Caller caller) => byId.GetValueOrDefault(caller.Tenant) ?? throw new InvalidOperationException("A caller belongs to a tenant that is served.");

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in data.Tenants())
        {
            await OpenAsync(folder, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The server listens now: says in each tenant's lock where, so that commands beside it find the way.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        address = OwnAddress.Of(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
        foreach (var served in All)
        {
            Describe(served);
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After the last request: stores what waits, signs checkpoints, closes every log cleanly.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(byId.Keys.Select(id => Task.Run(() => CloseAsync(id))));
    }

    private async Task CloseAsync(Guid id)
    {
        if (byId.TryRemove(id, out var served))
        {
            await served.DisposeAsync();
            Log.Closed(logger, served.Tenant.Description.Name);
        }
    }

    /// <summary>Starts serving a tenant.</summary>
    public async Task<ServedTenant> OpenAsync(TenantFolder folder, CancellationToken cancellationToken)
    {
        var name = folder.Name.ToString();
        var served = await ServedTenant.OpenAsync(
            folder,
            new TenantOptions { Notice = notice => Log.Notice(logger, name, notice), ContentWaitMax = microsoft365.Value.ContentWaitMax },
            new ServingOptions { Intake = new LiveIntakeOptions { WaitingBytesMax = limits.Value.WaitingBytesMax } },
            time,
            cancellationToken);
        byId[served.Tenant.Description.Id] = served;
        Describe(served);
        _ = WatchAsync(served);
        Log.Opened(logger, name, served.Tenant.Size);
        return served;
    }

    private void Describe(ServedTenant served)
    {
        if (address is { } url)
        {
            served.Tenant.DescribeHolder(url);
        }
    }

    private async Task WatchAsync(ServedTenant served)
    {
        var failure = await served.Tenant.Failed;
        Log.Failed(logger, served.Tenant.Description.Name, failure.Message);
        failed.TrySetResult();
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "Tenant {Tenant}: {Notice}")]
        public static partial void Notice(ILogger logger, string tenant, string notice);

        [LoggerMessage(1002, LogLevel.Information, "Tenant {Tenant} is open with {Size} entries")]
        public static partial void Opened(ILogger logger, string tenant, long size);

        [LoggerMessage(1003, LogLevel.Information, "Tenant {Tenant} is closed")]
        public static partial void Closed(ILogger logger, string tenant);

        [LoggerMessage(1004, LogLevel.Critical, "The log of tenant {Tenant} failed, so the server ends: {Reason}")]
        public static partial void Failed(ILogger logger, string tenant, string reason);
    }
}
