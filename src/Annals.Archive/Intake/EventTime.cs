using Annals.Log;

namespace Annals.Archive;

/// <summary>The event time of an entry: the occurred time, rounded down to the second (docs/formats/time-rule-1.md).</summary>
internal static class EventTime
{
    private const long MicrosPerSecond = 1_000_000;

    /// <summary>Rounds down; unknown stays unknown.</summary>
    public static long RoundDown(long? occurredMicros)
    {
        if (occurredMicros is not { } micros)
        {
            return Entry.UnknownTime;
        }

        var remainder = micros % MicrosPerSecond;
        return micros - remainder - (remainder < 0 ? MicrosPerSecond : 0);
    }

    /// <summary>Null for <see cref="Entry.UnknownTime"/>.</summary>
    public static long? OrNull(long eventTimeMicros) => eventTimeMicros == Entry.UnknownTime ? null : eventTimeMicros;
}
