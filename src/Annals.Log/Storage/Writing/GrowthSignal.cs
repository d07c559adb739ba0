namespace Annals.Log.Storage;

/// <summary>Wakes those who wait until something has grown. Thread-safe; costs next to nothing while nobody waits.</summary>
internal sealed class GrowthSignal
{
    private TaskCompletionSource? waiting;

    /// <summary>Tells that it may have grown, or never will again.</summary>
    public void Wake() => Interlocked.Exchange(ref waiting, null)?.TrySetResult();

    /// <summary>Waits until a condition holds; it is looked at once more after each <see cref="Wake"/>.</summary>
    /// <param name="isMet">The condition; may throw to end the waiting.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task WaitAsync(Func<bool> isMet, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The signal first: growth between the two looks is not missed.
            var next = Next();
            if (isMet())
            {
                return;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private Task Next()
    {
        while (true)
        {
            if (Volatile.Read(ref waiting) is { } present)
            {
                return present.Task;
            }

            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Interlocked.CompareExchange(ref waiting, fresh, null) is null)
            {
                return fresh.Task;
            }
        }
    }
}
