using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Annals.Server.Hosting;

/// <summary>
/// Keeps the server's background work going: a locked database or a full disk must not end it, nor the server. A failure is logged once for each episode, the work is tried
/// again, and when it last went well can be seen.
/// </summary>
internal sealed partial class Loops(TimeProvider time, ILogger<Loops> logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, DateTimeOffset> successes = new(StringComparer.Ordinal);

    /// <summary>When each loop last went well, UTC; those that never did are missing.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> LastSuccesses => successes;

    /// <summary>Repeats a step, which may wait by itself, until the server stops.</summary>
    /// <param name="name">Of the loop, for log lines and metrics.</param>
    /// <param name="pause">Time between two steps.</param>
    /// <param name="step">The step; what it throws begins an episode of failure.</param>
    /// <param name="stopping">Ends the loop, without an exception.</param>
    public async Task RepeatAsync(string name, TimeSpan pause, Func<CancellationToken, Task> step, CancellationToken stopping)
    {
        var isFailing = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await step(stopping);
                Succeeded(name, isFailing);
                isFailing = false;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // a loop of the server ends with the server, not before
            catch (Exception e)
#pragma warning restore CA1031
            {
                Failed(name, isFailing, e);
                isFailing = true;
            }

            var wait = isFailing ? RetryAfter : pause;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Tries a step until it has gone well once or the server stops.</summary>
    /// <inheritdoc cref="RepeatAsync"/>
    public async Task OnceAsync(string name, Action step, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await RepeatAsync(
            name,
            TimeSpan.Zero,
            async _ =>
            {
                step();
                await ended.CancelAsync();
            },
            ended.Token);
    }

    private void Succeeded(string name, bool wasFailing)
    {
        successes[name] = time.GetUtcNow();
        if (wasFailing)
        {
            Log.GoesOn(logger, name);
        }
    }

    private void Failed(string name, bool isKnown, Exception e)
    {
        if (!isKnown)
        {
            Log.Failed(logger, name, e.GetType().Name, e.StackTrace);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1011, LogLevel.Error, "Background work \"{Loop}\" ended with {Error}; it is tried again until it goes well\n{Stack}")]
        public static partial void Failed(ILogger logger, string loop, string error, string? stack);

        [LoggerMessage(1012, LogLevel.Information, "Background work \"{Loop}\" goes on")]
        public static partial void GoesOn(ILogger logger, string loop);
    }
}
