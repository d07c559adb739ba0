using System.Globalization;
using System.Text;

namespace Annals.Index.Query;

/// <summary>Reads the times of queries: dates (<see cref="TimeText"/>) and date maths such as <c>now-7d/d</c>.</summary>
internal static class TimeReader
{
    /// <summary>What a time may be, for error messages.</summary>
    public const string Expected = "a time such as 2026-01-31, 2026-01-31T10:30Z, now-24h or now-7d/d";

    private const string Now = "now";
    private const int DigitsMax = 9;

    /// <summary>Whether a text can only be meant as a time, so that a path may be compared with it: at least a year and a month, or <c>now</c>.</summary>
    public static bool LooksLikeTime(string text) =>
        text.StartsWith(Now, StringComparison.Ordinal) || (text.Length >= 7 && text[4] == '-' && text.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0);

    public static bool TryRead(string text, QueryClock clock, out TimeExpression time)
    {
        if (text.StartsWith(Now, StringComparison.Ordinal))
        {
            return TryReadMaths(text, clock, out time);
        }

        var isGood = TimeText.TryRead(Encoding.UTF8.GetBytes(text), out var read);
        time = isGood ? new TimeExpression(Format(read), read.StartMicros, read.EndMicros) : new TimeExpression("", 0, 0);
        return isGood;
    }

    /// <summary>Steps of the form <c>+3d</c>, <c>-1M</c> and <c>/d</c> behind <c>now</c>, done from left to right.</summary>
    private static bool TryReadMaths(string text, QueryClock clock, out TimeExpression time)
    {
        time = new TimeExpression("", 0, 0);
        var at = Now.Length;
        try
        {
            var moment = DateTime.UnixEpoch.AddMicroseconds(clock.NowMicros);
            var precision = TimePrecision.Fraction;
            while (at < text.Length)
            {
                if (!TryStep(text, ref at, ref moment, out precision))
                {
                    return false;
                }
            }

            var start = TimeText.MicrosOf(moment);
            time = new TimeExpression(text, start, precision == TimePrecision.Fraction ? start + 1 : TimeText.EndOf(moment, precision));
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false; // the maths leads out of the years 1 to 9999
        }
    }

    private static bool TryStep(string text, ref int at, ref DateTime moment, out TimePrecision precision)
    {
        precision = TimePrecision.Fraction;
        var sign = text[at++];
        var count = 1;
        if (sign is '+' or '-')
        {
            var from = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            if (at == from || at - from > DigitsMax)
            {
                return false;
            }

            count = int.Parse(text.AsSpan(from, at - from), NumberStyles.None, CultureInfo.InvariantCulture) * (sign == '-' ? -1 : 1);
        }
        else if (sign != '/')
        {
            return false;
        }

        if (at >= text.Length || !TryUnit(text[at++], out var unit))
        {
            return false;
        }

        moment = sign == '/' ? RoundDown(moment, unit) : Add(moment, count, unit);
        precision = sign == '/' ? unit : TimePrecision.Fraction;
        return true;
    }

    private static bool TryUnit(char letter, out TimePrecision unit)
    {
        (unit, var isKnown) = letter switch
        {
            'y' => (TimePrecision.Year, true),
            'M' => (TimePrecision.Month, true),
            'w' => (TimePrecision.Week, true),
            'd' => (TimePrecision.Day, true),
            'h' => (TimePrecision.Hour, true),
            'm' => (TimePrecision.Minute, true),
            's' => (TimePrecision.Second, true),
            _ => (TimePrecision.Fraction, false),
        };
        return isKnown;
    }

    private static DateTime Add(DateTime moment, int count, TimePrecision unit) => unit switch
    {
        TimePrecision.Year => moment.AddYears(count),
        TimePrecision.Month => moment.AddMonths(count),
        TimePrecision.Week => moment.AddDays(7.0 * count),
        TimePrecision.Day => moment.AddDays(count),
        TimePrecision.Hour => moment.AddHours(count),
        TimePrecision.Minute => moment.AddMinutes(count),
        _ => moment.AddSeconds(count),
    };

    /// <summary>Weeks begin on Monday.</summary>
    private static DateTime RoundDown(DateTime moment, TimePrecision unit) => unit switch
    {
        TimePrecision.Year => new DateTime(moment.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        TimePrecision.Month => new DateTime(moment.Year, moment.Month, 1, 0, 0, 0, DateTimeKind.Utc),
        TimePrecision.Week => moment.Date.AddDays(-(((int)moment.DayOfWeek + 6) % 7)),
        TimePrecision.Day => moment.Date,
        TimePrecision.Hour => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerHour)),
        TimePrecision.Minute => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMinute)),
        _ => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond)),
    };

    /// <summary>The canonical text: in UTC, with a Z from minutes on, and with as many parts as were given.</summary>
    private static string Format(TimeText time)
    {
        var start = DateTime.UnixEpoch.AddMicroseconds(time.StartMicros);
        return start.ToString(time.Precision switch
        {
            TimePrecision.Year => "yyyy",
            TimePrecision.Month => "yyyy-MM",
            TimePrecision.Day => "yyyy-MM-dd",
            TimePrecision.Hour => "yyyy-MM-dd'T'HH",
            TimePrecision.Minute => "yyyy-MM-dd'T'HH:mm'Z'",
            TimePrecision.Second => "yyyy-MM-dd'T'HH:mm:ss'Z'",
            _ => "yyyy-MM-dd'T'HH:mm:ss." + new string('f', FractionDigits(time)) + "'Z'",
        }, CultureInfo.InvariantCulture);
    }

    private static int FractionDigits(TimeText time)
    {
        var digits = 6;
        for (var span = time.EndMicros - time.StartMicros; span > 1; span /= 10)
        {
            digits--;
        }

        return digits;
    }
}
