using System.Collections.Concurrent;
using Annals.Archive;
using Annals.Collectors.Connections;
using Annals.Server.Tenants;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Annals.Server.Collectors;

/// <summary>Runs the collectors of all connections, from the server's start to its stop. One that ends with a failure begins anew after a while.</summary>
internal sealed partial class CollectorRuns(TenantRegistry tenants, IOptions<CollectorOptions> settings, ConnectionStore store, TimeProvider time, ILogger<CollectorRuns> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan RestartAfter = TimeSpan.FromSeconds(30);

    private readonly TimeProvider time = time;
    private readonly ILogger logger = logger;

    private readonly ConcurrentDictionary<string, Run> runs = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim changing = new(1);

    /// <summary>The connections that there are, by name, and whether each stands in the settings rather than in the store.</summary>
    public IReadOnlyDictionary<string, (ConnectionOptions Options, bool IsOfSettings)> All()
    {
        var all = store.All().ToDictionary(pair => pair.Key, pair => (pair.Value, false), StringComparer.Ordinal);
        foreach (var (name, options) in settings.Value.Connections)
        {
            all[name] = (options, true);
        }

        return all;
    }

    /// <summary>The collectors that run now.</summary>
    public IEnumerable<Collector> Running => runs.Values.Select(run => run.Collector).OfType<Collector>();

    /// <summary>The collector of a connection, if it runs.</summary>
    public Collector? Find(string name) => runs.GetValueOrDefault(name)?.Collector;

    /// <summary>Why a connection that is enabled does not run; null when it does.</summary>
    public string? FailureOf(string name) => runs.GetValueOrDefault(name)?.Failure;

    /// <summary>The tenant of a connection; null when it is not served.</summary>
    public ServedTenant? TenantOf(ConnectionOptions options) => tenants.All.FirstOrDefault(served => served.Tenant.Description.Name == options.Tenant);

    /// <summary>Starts, restarts or stops the collector of a connection after it was changed.</summary>
    public async Task ApplyAsync(string name, CancellationToken cancellationToken)
    {
        await changing.WaitAsync(cancellationToken);
        try
        {
            if (runs.TryRemove(name, out var run))
            {
                await run.StopAsync();
            }

            if (All().TryGetValue(name, out var connection) && connection.Options.Enabled)
            {
                runs[name] = new Run(this, name, connection.Options);
            }
        }
        finally
        {
            changing.Release();
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var name in All().Keys)
        {
            await ApplyAsync(name, cancellationToken);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(runs.Values.Select(run => run.StopAsync()));
        runs.Clear();
    }

    public void Dispose() => changing.Dispose();

    /// <summary>The collector of one connection, made anew after each failure.</summary>
    private sealed class Run : IDisposable
    {
        private readonly CollectorRuns owner;
        private readonly string name;
        private readonly ConnectionOptions options;
        private readonly CancellationTokenSource stopping = new();
        private readonly Task task;

        public Run(CollectorRuns owner, string name, ConnectionOptions options)
        {
            this.owner = owner;
            this.name = name;
            this.options = options;
            task = Task.Run(RunAsync);
        }

        public Collector? Collector { get; private set; }

        public string? Failure { get; private set; }

        public async Task StopAsync()
        {
            await stopping.CancelAsync();
            await task;
            Dispose();
        }

        public void Dispose() => stopping.Dispose();

        private async Task RunAsync()
        {
            while (!stopping.IsCancellationRequested)
            {
                try
                {
                    var served = owner.TenantOf(options) ?? throw new ConnectionException($"There is no tenant \"{options.Tenant}\". Create it with 'annals tenant create {options.Tenant}' and start the server again.");
                    using var collector = Collector.Create(name, options, served, owner.logger, owner.time);
                    Collector = collector;
                    Failure = null;
                    try
                    {
                        await collector.RunAsync(stopping.Token);
                    }
                    finally
                    {
                        Collector = null;
                        if (stopping.IsCancellationRequested && served.Tenant.IsHealthy)
                        {
                            collector.Flush();
                        }
                    }
                }
                catch (OperationCanceledException) when (stopping.IsCancellationRequested)
                {
                    return;
                }
#pragma warning disable CA1031 // whatever it is, the other connections go on
                catch (Exception e)
#pragma warning restore CA1031
                {
                    if (Failure != e.Message)
                    {
                        Failure = e.Message;
                        Log.Failed(owner.logger, name, e.Message);
                    }
                }

                await Task.Delay(RestartAfter, owner.time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1411, LogLevel.Error, "The collector of {Connection} ended, and begins anew after a while: {Reason}")]
        public static partial void Failed(ILogger logger, string connection, string reason);
    }
}
