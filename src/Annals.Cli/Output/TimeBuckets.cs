using System.Globalization;

namespace Annals.Cli.Output;

/// <summary>Width of a bar of a histogram over time.</summary>
internal enum TimeStep
{
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// <summary>Counts over time in calendar steps (UTC, weeks from Monday), with empty ones in between.</summary>
internal sealed class TimeBuckets
{
    private const int RowsMax = 48;

    /// <summary>A longer gap between two rows is not filled; the labels show it.</summary>
    private const int GapMax = 400;

    private TimeBuckets(TimeStep step, IReadOnlyList<(DateTimeOffset From, long Count)> rows)
    {
        Step = step;
        Rows = rows;
    }

    public TimeStep Step { get; }

    public IReadOnlyList<(DateTimeOffset From, long Count)> Rows { get; }

    /// <summary>Sums hours up in the shortest step that needs few rows.</summary>
    public static TimeBuckets ByFitting(IEnumerable<(long FromMicros, long Count)> hours)
    {
        var counts = hours.ToList();
        var step = TimeStep.Hour;
        while (step < TimeStep.Year && Length(step, counts) > RowsMax)
        {
            step++;
        }

        return By(step, counts);
    }

    /// <summary>Sums hours up in a step.</summary>
    public static TimeBuckets By(TimeStep step, IEnumerable<(long FromMicros, long Count)> hours)
    {
        var sums = new SortedDictionary<DateTimeOffset, long>();
        foreach (var (micros, count) in hours)
        {
            var from = Floor(step, Time(micros));
            sums[from] = sums.GetValueOrDefault(from) + count;
        }

        var rows = new List<(DateTimeOffset From, long Count)>();
        foreach (var (from, count) in sums)
        {
            if (rows.Count > 0)
            {
                rows.AddRange(Between(step, rows[^1].From, from));
            }

            rows.Add((from, count));
        }

        return new TimeBuckets(step, rows);
    }

    public static string Name(TimeStep step) => step switch
    {
        TimeStep.Hour => "hour",
        TimeStep.Day => "day",
        TimeStep.Week => "week",
        TimeStep.Month => "month",
        _ => "year",
    };

    public string Label(DateTimeOffset from) => from.ToString(
        Step switch
        {
            TimeStep.Hour => "yyyy-MM-dd HH:00",
            TimeStep.Day or TimeStep.Week => "yyyy-MM-dd",
            TimeStep.Month => "yyyy-MM",
            _ => "yyyy",
        },
        CultureInfo.InvariantCulture);

    private static List<(DateTimeOffset From, long Count)> Between(TimeStep step, DateTimeOffset last, DateTimeOffset next)
    {
        var gap = new List<(DateTimeOffset, long)>();
        for (var from = Next(step, last); from < next; from = Next(step, from))
        {
            gap.Add((from, 0));
            if (gap.Count > GapMax)
            {
                return [];
            }
        }

        return gap;
    }

    private static double Length(TimeStep step, List<(long FromMicros, long Count)> hours)
    {
        if (hours.Count == 0)
        {
            return 0;
        }

        var span = Time(hours.Max(hour => hour.FromMicros)) - Time(hours.Min(hour => hour.FromMicros));
        return step switch
        {
            TimeStep.Hour => span.TotalHours,
            TimeStep.Day => span.TotalDays,
            TimeStep.Week => span.TotalDays / 7,
            _ => span.TotalDays / 30.4,
        };
    }

    private static DateTimeOffset Time(long micros) => DateTimeOffset.UnixEpoch.AddTicks(checked(micros * TimeSpan.TicksPerMicrosecond));

    private static DateTimeOffset Floor(TimeStep step, DateTimeOffset time) => step switch
    {
        TimeStep.Hour => Day(time).AddHours(time.Hour),
        TimeStep.Day => Day(time),
        TimeStep.Week => Day(time).AddDays(-(((int)time.DayOfWeek + 6) % 7)),
        TimeStep.Month => new DateTimeOffset(time.Year, time.Month, 1, 0, 0, 0, TimeSpan.Zero),
        _ => new DateTimeOffset(time.Year, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    private static DateTimeOffset Next(TimeStep step, DateTimeOffset from) => step switch
    {
        TimeStep.Hour => from.AddHours(1),
        TimeStep.Day => from.AddDays(1),
        TimeStep.Week => from.AddDays(7),
        TimeStep.Month => from.AddMonths(1),
        _ => from.AddYears(1),
    };

    private static DateTimeOffset Day(DateTimeOffset time) => new(time.Year, time.Month, time.Day, 0, 0, 0, TimeSpan.Zero);
}
