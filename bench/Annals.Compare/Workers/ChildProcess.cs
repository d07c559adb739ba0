using System.Diagnostics;

namespace Annals.Compare.Workers;

/// <summary>What a process did.</summary>
/// <param name="ExitCode">Its exit code; -1 when it was ended for taking too long.</param>
/// <param name="Elapsed">From the start of the process to its end.</param>
/// <param name="PeakBytes">Most memory it held at a time (VmHWM), read every few milliseconds.</param>
/// <param name="Processor">Processor time it used, read every few milliseconds.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it printed as errors.</param>
internal sealed record ChildResult(int ExitCode, TimeSpan Elapsed, long PeakBytes, TimeSpan Processor, string Output, string Error)
{
    public void ThrowIfFailed(string what)
    {
        if (ExitCode == -1)
        {
            throw new EngineFailedException($"{what} took longer than {Elapsed.TotalSeconds:0} s and was ended");
        }

        if (ExitCode != 0)
        {
            throw new EngineFailedException($"{what} ended with exit code {ExitCode}: {Error.Trim()}");
        }
    }
}

/// <summary>Runs a process to its end, or to a limit of time.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan PeakInterval = TimeSpan.FromMilliseconds(20);

    public static async Task<ChildResult> RunAsync(string program, IEnumerable<string> arguments, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true } };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        process.Start();
        patience.CancelAfter(limit);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var watching = new CancellationTokenSource();
        var use = WatchAsync(process, watching.Token);
        var inTime = true;
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            inTime = false;
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        await watching.CancelAsync();
        return new ChildResult(inTime ? process.ExitCode : -1, elapsed, (await use).Peak, (await use).Processor, await output, await error);
    }

    private static async Task<(long Peak, TimeSpan Processor)> WatchAsync(Process process, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(PeakInterval);
        var (peak, processor) = (0L, TimeSpan.Zero);
        try
        {
            do
            {
                peak = Math.Max(peak, ProcStatus.PeakBytes(process.Id));
                processor = process.TotalProcessorTime;
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException)
        {
            // The process ended.
        }

        return (peak, processor);
    }
}
