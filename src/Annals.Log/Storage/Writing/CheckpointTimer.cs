namespace Annals.Log.Storage;

/// <summary>Has a checkpoint published when the log has grown, at most once in an interval. Thread-safe.</summary>
internal sealed class CheckpointTimer : IDisposable
{
    private readonly TimeProvider time;
    private readonly TimeSpan interval;
    private readonly Action publish;
    private readonly ITimer timer;
    private long lastPublished;
    private int isSet;

    /// <summary>Makes a timer that is not armed and behind which a whole interval lies.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="interval">Least time between two checkpoints.</param>
    /// <param name="publish">Called on a thread of the pool; must not throw.</param>
    public CheckpointTimer(TimeProvider time, TimeSpan interval, Action publish)
    {
        this.time = time;
        this.interval = interval;
        this.publish = publish;
        timer = time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lastPublished = time.GetTimestamp() - (long)(interval.TotalSeconds * time.TimestampFrequency);
    }

    /// <summary>Has a checkpoint published as soon as the interval allows, unless that is on its way already.</summary>
    public void Arm()
    {
        if (Interlocked.Exchange(ref isSet, 1) == 0)
        {
            var wait = interval - time.GetElapsedTime(Volatile.Read(ref lastPublished));
            timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Tells that a checkpoint was published, by the timer or without it.</summary>
    public void Published() => Volatile.Write(ref lastPublished, time.GetTimestamp());

    public void Dispose() => timer.Dispose();

    private void Ring()
    {
        // First, so that growth during the publishing arms the timer again.
        Interlocked.Exchange(ref isSet, 0);
        publish();
    }
}
