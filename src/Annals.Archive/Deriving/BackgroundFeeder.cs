using Annals.Index;
using Annals.Log;

namespace Annals.Archive;

/// <summary>Feeds index and word filters of a served tenant behind its log, a little at a time, on a thread of its own.</summary>
/// <param name="log">The log.</param>
/// <param name="index">The columns.</param>
/// <param name="feed">Feeds columns up to a size, and the filters if told so.</param>
/// <param name="isPressed">Whether many appends wait.</param>
/// <param name="options">When to feed.</param>
/// <param name="time">The clock.</param>
internal sealed class BackgroundFeeder(RecordLog log, ReopenableIndex index, Action<long, bool, CancellationToken> feed, Func<bool> isPressed, FeederOptions options, TimeProvider time)
{
    /// <summary>Entries after which the pressure is looked at again.</summary>
    private const long StepMax = 4096;

    /// <summary>Entries after which the word filters are brought up to date; a search without them reads so many records more.</summary>
    private const long FiltersEvery = 16 * BundleSet.BundleSize;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Lock gate = new();
    private DateTimeOffset? lastSuccess;
    private DateTimeOffset? lastFailure;
    private string? lastError;
    private bool needsRebuild;
    private bool mustReopen;
    private long filtersFed;

    /// <summary>How far it has come.</summary>
    public FeederStatus Status
    {
        get
        {
            var covered = Covered();
            lock (gate)
            {
                return new FeederStatus(covered, log.DurableSize - covered, lastSuccess, lastFailure, lastError, needsRebuild);
            }
        }
    }

    /// <summary>Feeds until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && !needsRebuild)
        {
            var wait = TimeSpan.Zero;
            try
            {
                await WaitForWorkAsync(cancellationToken).ConfigureAwait(false);
                wait = await OwnThread.RunAsync(() => Feed(cancellationToken)).ConfigureAwait(false) ? TimeSpan.Zero : Pause;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is LogFailedException or ObjectDisposedException)
            {
                // The log grows no more; what is durable can still be fed, at the next opening.
                return;
            }
            catch (Exception e) when (e is IndexDamagedException or IOException or UnauthorizedAccessException)
            {
                Failed(e);
                wait = options.RetryAfter;
            }

            if (wait > TimeSpan.Zero && !needsRebuild)
            {
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Feeds what is durable, when <see cref="RunAsync"/> has ended, as far as the time allows; the next opening feeds the rest.</summary>
    /// <param name="patience">How long it may take, about.</param>
    public void Finish(TimeSpan patience)
    {
        if (needsRebuild)
        {
            return;
        }

        try
        {
            ReopenIfNeeded();
            using var late = new CancellationTokenSource(patience, time);
            Step(log.DurableSize, withFilters: true, late.Token);
        }
        catch (OperationCanceledException)
        {
            // The next opening feeds the rest.
        }
        catch (Exception e) when (e is IndexDamagedException or IOException or UnauthorizedAccessException)
        {
            // Nothing is lost: the next opening feeds it.
            Failed(e);
        }
    }

    /// <summary>Waits until enough has come, or some and the interval is over.</summary>
    private async Task WaitForWorkAsync(CancellationToken cancellationToken)
    {
        var covered = Covered();
        await log.WaitForGrowthAsync(covered, cancellationToken).ConfigureAwait(false);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var interval = Task.Delay(options.Interval, time, enough.Token);
        var growth = log.WaitForGrowthAsync(covered + options.LagMax - 1, enough.Token);
        var first = await Task.WhenAny(interval, growth).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(interval, growth).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.ConfigureAwait(false);
    }

    /// <summary>Feeds what there is.</summary>
    /// <returns>False when it gave way to many appends that wait.</returns>
    private bool Feed(CancellationToken cancellationToken)
    {
        ReopenIfNeeded();
        while (log.DurableSize - Covered() is > 0 and var lag)
        {
            if (lag <= options.PausedLagMax && isPressed())
            {
                return false;
            }

            var size = Math.Min(log.DurableSize, Covered() + StepMax);
            Step(size, size - filtersFed >= FiltersEvery, cancellationToken);
            if (log.DurableSize - size < options.LagMax)
            {
                return true;
            }
        }

        return true;
    }

    private void Step(long size, bool withFilters, CancellationToken cancellationToken)
    {
        feed(size, withFilters, cancellationToken);
        if (withFilters)
        {
            filtersFed = size;
        }

        lock (gate)
        {
            lastSuccess = time.GetUtcNow();
        }
    }

    private void ReopenIfNeeded()
    {
        if (mustReopen)
        {
            index.Reopen();
            mustReopen = false;
        }
    }

    private void Failed(Exception e)
    {
        lock (gate)
        {
            lastFailure = time.GetUtcNow();
            lastError = e.Message;
            if (e is IndexDamagedException damage)
            {
                // A full disk leaves an index that has to be opened again; one that could not be opened is tried again.
                needsRebuild = !damage.IsDiskFull && !mustReopen;
                mustReopen |= damage.IsDiskFull;
            }
        }
    }

    private long Covered()
    {
        try
        {
            return index.CoveredSize;
        }
        catch (IndexDamagedException) when (mustReopen)
        {
            return 0;
        }
    }
}
