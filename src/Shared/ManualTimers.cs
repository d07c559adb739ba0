namespace Annals;

/// <summary>
/// The timers of a clock that somebody moves. Those that are due fire when the clock has been moved, each once however far it went, on threads of the pool; a periodic one is due again behind the new time. Thread-safe.
/// </summary>
internal sealed class ManualTimers
{
    private readonly Lock gate = new();
    private readonly SortedSet<ManualTimer> armed = new(ManualTimer.ByDue);
    private long made;

    /// <summary>Makes a timer.</summary>
    /// <param name="now">The present, ticks.</param>
    /// <param name="callback">What it calls.</param>
    /// <param name="state">With what.</param>
    /// <param name="dueTime">When first; infinite for never.</param>
    /// <param name="period">How often then; zero or infinite for once.</param>
    public ITimer Create(Func<long> now, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, now, callback, state, Interlocked.Increment(ref made));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Fires what is due.</summary>
    /// <param name="now">The present, ticks.</param>
    public void Fire(long now)
    {
        while (TakeDue(now) is { } timer)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static due => due.Call(), timer, preferLocal: false);
        }
    }

    /// <summary>When the next timer is due, ticks; null when none is.</summary>
    public long? NextDue
    {
        get
        {
            lock (gate)
            {
                return armed.Min?.Due;
            }
        }
    }

    private ManualTimer? TakeDue(long now)
    {
        lock (gate)
        {
            if (armed.Min is not { } timer || timer.Due > now)
            {
                return null;
            }

            armed.Remove(timer);
            if (timer.Period > 0)
            {
                timer.Due += (((now - timer.Due) / timer.Period) + 1) * timer.Period;
                armed.Add(timer);
            }

            return timer;
        }
    }

    private void Arm(ManualTimer timer, long? due, long period)
    {
        lock (gate)
        {
            armed.Remove(timer);
            timer.Period = period;
            if (due is { } ticks)
            {
                timer.Due = ticks;
                armed.Add(timer);
            }
        }
    }

    private sealed class ManualTimer(ManualTimers owner, Func<long> now, TimerCallback callback, object? state, long number) : ITimer
    {
        private volatile bool isDisposed;

        public static IComparer<ManualTimer> ByDue { get; } =
            Comparer<ManualTimer>.Create(static (left, right) => left.Due != right.Due ? left.Due.CompareTo(right.Due) : left.Number.CompareTo(right.Number));

        public long Due { get; set; }

        public long Period { get; set; }

        private long Number => number;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (isDisposed)
            {
                return false;
            }

            var present = now();
            if (dueTime == TimeSpan.Zero)
            {
                owner.Arm(this, period > TimeSpan.Zero ? present + period.Ticks : null, Math.Max(0, period.Ticks));
                ThreadPool.UnsafeQueueUserWorkItem(static due => due.Call(), this, preferLocal: false);
                return true;
            }

            owner.Arm(this, dueTime < TimeSpan.Zero ? null : Math.Min(long.MaxValue - present, dueTime.Ticks) + present, Math.Max(0, period.Ticks));
            return true;
        }

        public void Call()
        {
            if (!isDisposed)
            {
                callback(state);
            }
        }

        public void Dispose()
        {
            isDisposed = true;
            owner.Arm(this, due: null, period: 0);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
