namespace Annals.Collectors.Tests.Emulated;

/// <summary>The collectors' clock: it stands still until it is moved, and knows when somebody next waits for it.</summary>
internal sealed class SteppedClock(DateTimeOffset start) : TimeProvider
{
    private readonly ManualTimers timers = new();
    private long ticks = start.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>When the next timer is due; null when nobody waits.</summary>
    public DateTimeOffset? NextDue => timers.NextDue is { } due ? new DateTimeOffset(due, TimeSpan.Zero) : null;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => timers.Create(GetTimestamp, callback, state, dueTime, period);

    public void Set(DateTimeOffset to)
    {
        if (to.UtcTicks > Volatile.Read(ref ticks))
        {
            Volatile.Write(ref ticks, to.UtcTicks);
            timers.Fire(to.UtcTicks);
        }
    }
}
