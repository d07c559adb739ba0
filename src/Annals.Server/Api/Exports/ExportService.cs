using Annals.Server.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Annals.Server.Api.Exports;

/// <summary>Runs exports while the server does: so many at the same time, and looks every minute for files whose time is over.</summary>
internal sealed class ExportService(ExportJobs jobs, Loops loops, IOptions<ExportJobOptions> options) : BackgroundService
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await loops.OnceAsync("exports", jobs.Recover, stoppingToken);
        await Task.WhenAll(Enumerable.Range(0, options.Value.RunningMax).Select(_ => RunAsync(stoppingToken)).Append(SweepAsync(stoppingToken)));
    }

    private Task RunAsync(CancellationToken stopping) => loops.RepeatAsync(
        "exports",
        TimeSpan.Zero,
        async ending =>
        {
            if (!await jobs.RunNextAsync(ending))
            {
                await jobs.WaitAsync(ending);
            }
        },
        stopping);

    private Task SweepAsync(CancellationToken stopping) => loops.RepeatAsync(
        "exports-expiry",
        SweepEvery,
        _ =>
        {
            jobs.Sweep();
            return Task.CompletedTask;
        },
        stopping);
}
