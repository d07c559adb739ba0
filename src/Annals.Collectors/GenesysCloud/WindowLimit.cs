namespace Annals.Collectors.GenesysCloud;

/// <summary>The longest interval that the service takes, as far as it is known: 30 days by its guide, learnt anew when it refuses. Shared by the streams of a connection. Thread-safe.</summary>
internal sealed class WindowLimit
{
    private long longest = TimeSpan.FromDays(30).Ticks;

    /// <summary>The longest interval.</summary>
    public TimeSpan Longest => TimeSpan.FromTicks(Interlocked.Read(ref longest));

    /// <summary>An interval was refused: half of it is tried.</summary>
    public void Learn(TimeSpan refused)
    {
        var half = refused.Ticks / 2;
        for (var known = Interlocked.Read(ref longest); half < known; known = Interlocked.Read(ref longest))
        {
            if (Interlocked.CompareExchange(ref longest, half, known) == known)
            {
                return;
            }
        }
    }
}
