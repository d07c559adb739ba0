namespace Annals.Log.Storage;

/// <summary>The first failed write of a log, after which it takes nothing more. Thread-safe.</summary>
/// <param name="growth">Woken, since nothing grows any more.</param>
internal sealed class FirstFailure(GrowthSignal growth)
{
    private readonly TaskCompletionSource<Exception> failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? failure;

    /// <summary>Completes with the failure.</summary>
    public Task<Exception> Failed => failed.Task;

    public bool IsSet => Volatile.Read(ref failure) is not null;

    /// <summary>Keeps a failure unless there is an earlier one.</summary>
    public void Keep(Exception e)
    {
        if (Interlocked.CompareExchange(ref failure, e, null) is null)
        {
            failed.TrySetResult(e);
            growth.Wake();
        }
    }

    /// <summary>Does what may leave the log half written if it fails.</summary>
    public void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            Keep(e);
            throw;
        }
    }

    /// <exception cref="LogFailedException">A write failed before.</exception>
    public void ThrowIfSet()
    {
        if (Volatile.Read(ref failure) is { } cause)
        {
            var reason = (cause as LogFailedException)?.InnerException?.Message ?? cause.Message;
            throw new LogFailedException($"The log takes no more after a failed write ({reason}); nothing that was acknowledged is lost. Open it again.", cause);
        }
    }
}
