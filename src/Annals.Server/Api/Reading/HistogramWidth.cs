using System.Globalization;
using Annals.Index;
using Annals.Server.Errors;

namespace Annals.Server.Api.Reading;

/// <summary>How wide the bars of a histogram are: as asked, or the narrowest round width that gives few enough.</summary>
internal static class HistogramWidth
{
    public const int BucketsDefault = 120;
    public const int BucketsMax = 2_000;

    private static readonly TimeSpan[] Round =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
        TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30), TimeSpan.FromDays(90), TimeSpan.FromDays(365),
        TimeSpan.FromDays(3650), TimeSpan.FromDays(36500),
    ];

    /// <summary>Reads a width such as <c>30s</c>, <c>15m</c>, <c>1h</c> or <c>7d</c>; null stays null.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var unit = text[^1] switch { 's' => TimeSpan.FromSeconds(1), 'm' => TimeSpan.FromMinutes(1), 'h' => TimeSpan.FromHours(1), 'd' => TimeSpan.FromDays(1), _ => TimeSpan.Zero };
        return unit > TimeSpan.Zero && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 100_000
            ? unit * number
            : throw RequestException.BadRequest("width is a number with s, m, h or d behind it, such as 15m or 1d; without it the server chooses.");
    }

    /// <summary>Asks with the width given, or finds one by which the answer has few enough buckets.</summary>
    public static (SearchOutcomeHistogram Histogram, TimeSpan Width) Fit(TimeSpan? width, int bucketsMax, Func<TimeSpan, SearchOutcomeHistogram> ask)
    {
        if (width is { } given)
        {
            return (ask(given), given);
        }

        // Days first: from them follows how long the answer is, and with it the width.
        var days = ask(TimeSpan.FromDays(1));
        if (days.Buckets.Count == 0)
        {
            return (days, TimeSpan.FromDays(1));
        }

        var span = TimeSpan.FromTicks((days.Buckets[^1].FromMicros - days.Buckets[0].FromMicros) * TimeSpan.TicksPerMicrosecond) + TimeSpan.FromDays(1);
        var chosen = Array.Find(Round, round => span / round <= bucketsMax) is { Ticks: > 0 } fitting ? fitting : Round[^1];
        if (span <= TimeSpan.FromDays(1))
        {
            var minutes = ask(TimeSpan.FromMinutes(1));
            var exact = TimeSpan.FromTicks((minutes.Buckets[^1].FromMicros - minutes.Buckets[0].FromMicros) * TimeSpan.TicksPerMicrosecond) + TimeSpan.FromMinutes(1);
            chosen = Array.Find(Round, round => exact / round <= bucketsMax);
        }

        return (ask(chosen), chosen);
    }
}
