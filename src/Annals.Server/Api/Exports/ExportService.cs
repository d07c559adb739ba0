using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Annals.Server.Api.Exports;

/// <summary>Runs exports while the server does: so many at the same time, and looks every minute for files whose time is over.</summary>
internal sealed partial class ExportService(ExportJobs jobs, IOptions<ExportJobOptions> options, TimeProvider time, ILogger<ExportService> logger) : BackgroundService
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        jobs.Recover();
        await Task.WhenAll(Enumerable.Range(0, options.Value.RunningMax).Select(_ => RunAsync(stoppingToken)).Append(SweepAsync(stoppingToken)));
    }

    private Task RunAsync(CancellationToken stopping) => RepeatAsync(
        async () =>
        {
            if (!await jobs.RunNextAsync(stopping))
            {
                await jobs.WaitAsync(stopping);
            }
        },
        stopping);

    private async Task SweepAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(SweepEvery, time);
        await RepeatAsync(
            async () =>
            {
                jobs.Sweep();
                await timer.WaitForNextTickAsync(stopping);
            },
            stopping);
    }

    /// <summary>Goes on after a failure of the database or the disk; exports wait meanwhile.</summary>
    private async Task RepeatAsync(Func<Task> step, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await step();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // a loop of the server ends with the server, not before
            catch (Exception e)
#pragma warning restore CA1031
            {
                Log.Failed(logger, e.GetType().Name, e.StackTrace);
                await Task.Delay(Pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1511, LogLevel.Error, "Exports cannot go on because of {Error}; they are tried again\n{Stack}")]
        public static partial void Failed(ILogger logger, string error, string? stack);
    }
}
