namespace Annals.Sources.Samples;

/// <summary>
/// Spreads records over a span of time the way an organisation works: much by day and on weekdays, little at night. Ascending, but for one
/// in ten that arrives up to two minutes late, as feeds are.
/// </summary>
internal sealed class SampleClock
{
    private const long HourMilliseconds = 3_600_000;
    private const int LateMilliseconds = 120_000;

    // Share of an hour of a weekday, from 0 o'clock UTC.
    private static readonly double[] Hours = [2, 1, 1, 1, 2, 5, 14, 38, 72, 88, 92, 85, 60, 74, 90, 86, 70, 44, 22, 12, 9, 7, 5, 3];
    private readonly long from;
    private readonly long to;
    private readonly double total;
    private readonly long count;
    private long hour;
    private double before;
    private double weight;

    public SampleClock(DateTimeOffset from, DateTimeOffset to, long count)
    {
        this.from = from.ToUnixTimeMilliseconds();
        this.to = to.ToUnixTimeMilliseconds();
        this.count = count;
        for (var at = this.from; at < this.to; at += HourMilliseconds)
        {
            total += WeightOf(at);
        }

        weight = WeightOf(this.from);
    }

    /// <summary>Time of a record.</summary>
    /// <param name="index">Number of the record; must not go down between calls.</param>
    /// <param name="random">For the place within its share of the time, and for lateness.</param>
    public long Next(long index, SampleRandom random)
    {
        var target = (index + random.Fraction()) / count * total;
        while (before + weight <= target && from + ((hour + 1) * HourMilliseconds) < to)
        {
            before += weight;
            hour++;
            weight = WeightOf(from + (hour * HourMilliseconds));
        }

        var within = Math.Clamp((target - before) / weight, 0, 1);
        var time = from + (hour * HourMilliseconds) + (long)(within * HourMilliseconds);
        if (random.OneIn(10))
        {
            time -= random.Below(LateMilliseconds);
        }

        return Math.Clamp(time, from, to - 1);
    }

    private static double WeightOf(long milliseconds)
    {
        var moment = DateTime.UnixEpoch.AddMilliseconds(milliseconds);
        var share = Hours[moment.Hour];
        return moment.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? (share / 8) + 0.5 : share;
    }
}
