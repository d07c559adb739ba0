using System.Globalization;
using System.Text.RegularExpressions;

namespace Annals.Server.Microsoft365.Feed;

/// <summary>
/// Times in requests: the vendor documents <c>YYYY-MM-DD</c>, <c>YYYY-MM-DDTHH:MM</c> and <c>YYYY-MM-DDTHH:MM:SS</c>, all UTC; its clients also send fractions, <c>Z</c>, and
/// offsets, whose plus often arrives as a space.
/// </summary>
internal static partial class FeedTime
{
    /// <summary>As answers have them: milliseconds and <c>Z</c>.</summary>
    public const string Milliseconds = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>As addresses of further pages have them: nothing is cut off.</summary>
    public const string Exact = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";

    /// <summary>Reads a time; without an offset it is UTC. Digits behind 100 ns are dropped.</summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        if (Pattern().Match(text) is not { Success: true } match)
        {
            return false;
        }

        if (!DateTime.TryParseExact(match.Groups["date"].ValueSpan, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            || !TryAdd(match, "hour", 24, TimeSpan.TicksPerHour, ref moment)
            || !TryAdd(match, "minute", 60, TimeSpan.TicksPerMinute, ref moment)
            || !TryAdd(match, "second", 60, TimeSpan.TicksPerSecond, ref moment))
        {
            return false;
        }

        if (match.Groups["fraction"] is { Success: true } fraction)
        {
            moment = moment.AddTicks(long.Parse(fraction.Value.PadRight(7, '0').AsSpan(0, 7), NumberStyles.None, CultureInfo.InvariantCulture));
        }

        return TryShift(match, moment, out time);
    }

    /// <summary>Writes a time for an answer.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Milliseconds, CultureInfo.InvariantCulture);

    private static bool TryAdd(Match match, string group, int limit, long ticks, ref DateTime moment)
    {
        if (!match.Groups[group].Success)
        {
            return true;
        }

        var number = int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        if (number >= limit)
        {
            return false;
        }

        moment = moment.AddTicks(number * ticks);
        return true;
    }

    private static bool TryShift(Match match, DateTime moment, out DateTimeOffset time)
    {
        var ticks = moment.Ticks;
        if (match.Groups["sign"] is { Success: true } sign)
        {
            var hours = int.Parse(match.Groups["offsetHour"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            var minutes = int.Parse(match.Groups["offsetMinute"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            var offset = (hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute);
            ticks = sign.ValueSpan is "-" ? ticks + offset : ticks - offset;
            if (hours > 14 || minutes > 59)
            {
                time = default;
                return false;
            }
        }

        var isInRange = ticks >= DateTime.UnixEpoch.Ticks && ticks <= DateTime.MaxValue.Ticks;
        time = isInRange ? new DateTimeOffset(ticks, TimeSpan.Zero) : default;
        return isInRange;
    }

    [GeneratedRegex(
        @"\A(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ](?<hour>[0-9]{2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:\.(?<fraction>[0-9]{1,30}))?)?(?:[Zz]|(?<sign>[+ -])(?<offsetHour>[0-9]{2}):?(?<offsetMinute>[0-9]{2}))?)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
