namespace Annals.Emulation;

/// <summary>
/// The emulator's only clock. It stands still between two moves. Timers fire when it is moved to their time or beyond; short pauses of the server, up to a second, end after a moment of real time as well, so that its
/// background work goes on while the clock stands. Thread-safe.
/// </summary>
public sealed class EmulatorClock : TimeProvider
{
    private static readonly TimeSpan ShortPauseMax = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(30);

    private readonly ManualTimers timers = new();
    private long ticks;

    /// <summary>A clock that stands at a time.</summary>
    public EmulatorClock(DateTimeOffset start) => ticks = start.UtcTicks;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref ticks), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => Volatile.Read(ref ticks);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        dueTime > TimeSpan.Zero && dueTime <= ShortPauseMax && period <= TimeSpan.Zero
            ? System.CreateTimer(callback, state, dueTime < Moment ? dueTime : Moment, period)
            : timers.Create(GetTimestamp, callback, state, dueTime, period);

    /// <summary>Moves the time on and fires the timers that are due.</summary>
    internal void Set(DateTimeOffset to)
    {
        if (to.UtcTicks > Volatile.Read(ref ticks))
        {
            Volatile.Write(ref ticks, to.UtcTicks);
            timers.Fire(to.UtcTicks);
        }
    }
}
