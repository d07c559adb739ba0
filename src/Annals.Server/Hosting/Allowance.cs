namespace Annals.Server.Hosting;

/// <summary>What one sender may still do: an amount that fills up evenly over a minute (a token bucket). Not thread-safe.</summary>
/// <param name="perMinute">Uses a minute; as many may come at once after a pause.</param>
/// <param name="now">The time, as <see cref="TimeProvider.GetTimestamp"/> counts it.</param>
internal sealed class Allowance(int perMinute, long now)
{
    private double left = perMinute;
    private long counted = now;

    /// <summary>Uses that are under way.</summary>
    public int UnderWay { get; set; }

    /// <summary>Takes one use.</summary>
    /// <returns>Null when it was there, else how long until it is.</returns>
    public TimeSpan? Take(long now, TimeProvider time)
    {
        left = Math.Min(perMinute, left + (time.GetElapsedTime(counted, now).TotalMinutes * perMinute));
        counted = now;
        if (left < 1)
        {
            return TimeSpan.FromMinutes((1 - left) / perMinute);
        }

        left -= 1;
        return null;
    }
}
