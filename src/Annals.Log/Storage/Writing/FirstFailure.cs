namespace Annals.Log.Storage;

/// <summary>The first failed write of a log, after which it takes nothing more. Thread-safe.</summary>
internal sealed class FirstFailure
{
    private Exception? failure;

    public bool IsSet => Volatile.Read(ref failure) is not null;

    /// <summary>Keeps a failure unless there is an earlier one.</summary>
    public void Keep(Exception e) => Interlocked.CompareExchange(ref failure, e, null);

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
