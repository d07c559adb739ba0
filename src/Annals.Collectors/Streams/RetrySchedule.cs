namespace Annals.Collectors.Streams;

/// <summary>When what failed is tried again: soon at first, then less and less often, and once more shortly before it expires.</summary>
internal static class RetrySchedule
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(6),
    ];

    private static readonly TimeSpan LastTry = TimeSpan.FromMinutes(30);

    /// <summary>The next try.</summary>
    /// <param name="now">The source's time.</param>
    /// <param name="attempts">Failures so far, 1 or more.</param>
    /// <param name="expires">Until when it can be tried.</param>
    public static DateTimeOffset Next(DateTimeOffset now, int attempts, DateTimeOffset expires)
    {
        var next = now + Waits[Math.Min(attempts, Waits.Length) - 1];
        var last = expires - LastTry;
        return next > last && now < last ? last : next;
    }
}
