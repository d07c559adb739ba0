namespace Annals.Cli.Commands.Emulate;

/// <summary>A clock that begins at a time and goes faster or slower than the real one. Its timers are those of real time.</summary>
internal sealed class SpeedClock(TimeProvider real, DateTimeOffset start, double speed) : TimeProvider
{
    private readonly long begun = real.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + (real.GetElapsedTime(begun) * speed);
}
