namespace Annals.Sources.Http;

/// <summary>
/// Keeps the requests of a connection within what the service allows: never more than so many in any minute, and none while the service has asked for a pause. Thread-safe.
/// </summary>
/// <param name="perMinute">Requests a minute, 1 or more.</param>
/// <param name="time">The clock.</param>
public sealed class RequestRate(int perMinute, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();

    /// <summary>When the newest requests were let through, the oldest first; as many as a minute may have.</summary>
    private readonly Queue<long> passed = new();
    private int allowed = Checked(perMinute);
    private long pausedFrom;
    private TimeSpan pause;

    /// <summary>Requests a minute that are allowed.</summary>
    public int PerMinute
    {
        get
        {
            lock (gate)
            {
                return allowed;
            }
        }
    }

    /// <summary>Requests in the last minute.</summary>
    public int InLastMinute
    {
        get
        {
            lock (gate)
            {
                Forget();
                return passed.Count;
            }
        }
    }

    /// <summary>Waits until a request may be sent, and counts it.</summary>
    /// <param name="cancellationToken">Ends the wait; the request is not counted then.</param>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        while (TimeToWait() is { } wait)
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lets nothing through for a while, because the service said so. A pause that lasts longer already stays.</summary>
    public void Pause(TimeSpan length)
    {
        lock (gate)
        {
            if (length > PauseLeft())
            {
                (pausedFrom, pause) = (time.GetTimestamp(), length);
            }
        }
    }

    /// <summary>Takes over what the service says it allows.</summary>
    /// <param name="requests">Requests a minute, 1 or more.</param>
    public void Allow(int requests)
    {
        lock (gate)
        {
            allowed = Checked(requests);
        }
    }

    private static int Checked(int requests)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(requests, 1);
        return requests;
    }

    /// <summary>How long to wait; null when the request was let through.</summary>
    private TimeSpan? TimeToWait()
    {
        lock (gate)
        {
            if (PauseLeft() is var left && left > TimeSpan.Zero)
            {
                return AtLeastAMillisecond(left);
            }

            Forget();
            if (passed.Count >= allowed)
            {
                // The one that has to leave the minute before there is room.
                var leaving = passed.ElementAt(passed.Count - allowed);
                return AtLeastAMillisecond(Minute - time.GetElapsedTime(leaving));
            }

            passed.Enqueue(time.GetTimestamp());
            return null;
        }
    }

    private TimeSpan PauseLeft() => pause - time.GetElapsedTime(pausedFrom);

    private void Forget()
    {
        while (passed.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Minute)
        {
            passed.Dequeue();
        }
    }

    /// <summary>A timer knows milliseconds only: shorter waits would be none, and the loop would spin.</summary>
    private static TimeSpan AtLeastAMillisecond(TimeSpan wait) => wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait;
}
