namespace Annals.Emulation;

/// <summary>A planned fault at work. One that is counted is over when so many requests met it. Thread-safe.</summary>
internal sealed class ArmedFault(PlannedFault plan)
{
    private int left = plan.Details.TryGetValue("count", out var count) ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : int.MaxValue;

    public PlannedFault Plan => plan;

    public string Kind => plan.Kind;

    /// <summary>Whether it is on at a time, and requests may still meet it.</summary>
    public bool IsOn(DateTimeOffset now) => now >= plan.From && now < plan.To && Volatile.Read(ref left) > 0;

    /// <summary>Whether it is about a stream, or about all; null asks for none in particular.</summary>
    public bool IsAbout(string? stream) => plan.Stream is null || stream is null || string.Equals(plan.Stream, stream, StringComparison.OrdinalIgnoreCase);

    /// <summary>Uses it up by one.</summary>
    /// <returns>False when nothing was left.</returns>
    public bool TryTake()
    {
        while (true)
        {
            var known = Volatile.Read(ref left);
            if (known <= 0)
            {
                return false;
            }

            if (known == int.MaxValue || Interlocked.CompareExchange(ref left, known - 1, known) == known)
            {
                return true;
            }
        }
    }
}
