namespace Annals.Cli.Commands.Emulate;

/// <summary>A clock that begins at a time, goes faster or slower than the real one, and stands still at its end. Its timers are those of real time.</summary>
internal sealed class SpeedClock(TimeProvider real, DateTimeOffset start, DateTimeOffset end, double speed) : TimeProvider
{
    private readonly long begun = real.GetTimestamp();

    public override DateTimeOffset GetUtcNow()
    {
        var elapsed = real.GetElapsedTime(begun).TotalSeconds * speed;
        return elapsed < (end - start).TotalSeconds ? start.AddSeconds(elapsed) : end;
    }
}
