namespace Annals.Server.Tests;

/// <summary>The system's clock, shown by so much later as a test says. Timers run as they do.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long ticks;

    /// <summary>Shows a time that is so much later.</summary>
    public void Shift(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref ticks));
}
