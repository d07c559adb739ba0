namespace Annals.Sources.Http;

/// <summary>
/// The time as the service has it, learnt from the <c>Date</c> header of its answers: windows are cut by the service's clock, and a machine whose own clock is wrong would ask for the future or
/// miss the present. Thread-safe.
/// </summary>
/// <param name="time">The machine's clock.</param>
public sealed class ServerClock(TimeProvider time)
{
    private long offsetTicks;

    /// <summary>How far the service's clock is ahead of the machine's; below zero when behind. Zero until an answer told the time. The header has whole seconds, so it is right to a second and the time that an answer takes.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));

    /// <summary>The service's time now, UTC.</summary>
    public DateTimeOffset Now => time.GetUtcNow() + Offset;

    /// <summary>Takes over the time of an answer that has just come.</summary>
    /// <param name="date">Its <c>Date</c> header; null changes nothing.</param>
    internal void Learn(DateTimeOffset? date)
    {
        if (date is { } told)
        {
            var offset = told - time.GetUtcNow();

            // The header is cut to seconds: what is less than two of them is no difference.
            Interlocked.Exchange(ref offsetTicks, offset.Duration() < TimeSpan.FromSeconds(2) ? 0 : offset.Ticks);
        }
    }
}
