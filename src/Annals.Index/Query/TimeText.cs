using System.Buffers.Text;

namespace Annals.Index.Query;

/// <summary>
/// Reads a date, or a date and time, in the forms of ISO 8601 that queries and records use: <c>2026</c>, <c>2026-01</c>, <c>2026-01-31</c>, then
/// <c>T</c> or a space and <c>10</c>, <c>10:30</c>, <c>10:30:05</c> or <c>10:30:05.123456</c>, then from minutes on <c>Z</c> or an offset. No offset means UTC.
/// </summary>
/// <param name="StartMicros">First microsecond, since 1970 UTC.</param>
/// <param name="EndMicros">First microsecond after the span that the text leaves open.</param>
/// <param name="Precision">The smallest part that was given.</param>
internal readonly record struct TimeText(long StartMicros, long EndMicros, TimePrecision Precision)
{
    private const int MicrosDigits = 6;

    public static bool TryRead(ReadOnlySpan<byte> text, out TimeText time)
    {
        time = default;
        var reader = new Reader(text);
        if (!reader.ReadDate(out var date) || (!reader.AtEnd && !reader.ReadClock(ref date)) || !reader.AtEnd)
        {
            return false;
        }

        return date.TryResolve(out time);
    }

    /// <summary>Microseconds since 1970 UTC of a moment given as UTC.</summary>
    public static long MicrosOf(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The moment after a whole year, month and so on; the end of time where a date cannot say it.</summary>
    public static long EndOf(DateTime start, TimePrecision precision) => precision switch
    {
        TimePrecision.Year => start.Year == 9999 ? EndOfTime : MicrosOf(start.AddYears(1)),
        TimePrecision.Month => start is { Year: 9999, Month: 12 } ? EndOfTime : MicrosOf(start.AddMonths(1)),
        TimePrecision.Week => MicrosOf(start) + (7 * TimeSpan.MicrosecondsPerDay),
        TimePrecision.Day => MicrosOf(start) + TimeSpan.MicrosecondsPerDay,
        TimePrecision.Hour => MicrosOf(start) + TimeSpan.MicrosecondsPerHour,
        TimePrecision.Minute => MicrosOf(start) + TimeSpan.MicrosecondsPerMinute,
        TimePrecision.Second => MicrosOf(start) + TimeSpan.MicrosecondsPerSecond,
        _ => MicrosOf(start) + 1,
    };

    private static long EndOfTime { get; } = MicrosOf(DateTime.MaxValue) + 1;

    private struct Parts
    {
        public int Year;
        public int Month;
        public int Day;
        public int Hour;
        public int Minute;
        public int Second;
        public int Micros;
        public int FractionDigits;
        public int OffsetMinutes;
        public TimePrecision Precision;

        public readonly bool TryResolve(out TimeText time)
        {
            time = default;
            if (Year < 1 || Month is < 1 or > 12 || Day < 1 || Day > DateTime.DaysInMonth(Year, Month) || Hour > 23 || Minute > 59 || Second > 59)
            {
                return false;
            }

            var local = new DateTime(Year, Month, Day, Hour, Minute, Second, DateTimeKind.Utc);
            var offset = OffsetMinutes * TimeSpan.MicrosecondsPerMinute;
            var start = MicrosOf(local) - offset + Micros;
            var end = FractionDigits == 0 ? EndOf(local, Precision) - offset : start + (long)Math.Pow(10, MicrosDigits - FractionDigits);
            time = new TimeText(start, end, Precision);
            return start >= MicrosOf(DateTime.MinValue) && start < EndOfTime;
        }
    }

    private ref struct Reader(ReadOnlySpan<byte> text)
    {
        private ReadOnlySpan<byte> rest = text;

        public readonly bool AtEnd => rest.IsEmpty;

        public bool ReadDate(out Parts parts)
        {
            parts = new Parts { Month = 1, Day = 1, Precision = TimePrecision.Year };
            if (!ReadDigits(4, out parts.Year))
            {
                return false;
            }

            if (Take('-'))
            {
                parts.Precision = TimePrecision.Month;
                if (!ReadDigits(2, out parts.Month))
                {
                    return false;
                }
            }

            if (parts.Precision == TimePrecision.Month && Take('-'))
            {
                parts.Precision = TimePrecision.Day;
                return ReadDigits(2, out parts.Day);
            }

            return true;
        }

        public bool ReadClock(ref Parts parts)
        {
            if (parts.Precision != TimePrecision.Day || !(Take('T') || Take('t') || Take(' ')) || !ReadDigits(2, out parts.Hour))
            {
                return false;
            }

            parts.Precision = TimePrecision.Hour;
            if (!Take(':'))
            {
                return true;
            }

            parts.Precision = TimePrecision.Minute;
            if (!ReadDigits(2, out parts.Minute))
            {
                return false;
            }

            if (Take(':'))
            {
                parts.Precision = TimePrecision.Second;
                if (!ReadDigits(2, out parts.Second) || (Take('.') && !ReadFraction(ref parts)))
                {
                    return false;
                }
            }

            return ReadOffset(ref parts);
        }

        /// <summary>At least one digit; those behind the sixth are dropped.</summary>
        private bool ReadFraction(ref Parts parts)
        {
            parts.Precision = TimePrecision.Fraction;
            var digits = 0;
            while (!rest.IsEmpty && rest[0] is >= (byte)'0' and <= (byte)'9')
            {
                if (digits < MicrosDigits)
                {
                    parts.Micros = (parts.Micros * 10) + rest[0] - '0';
                    digits++;
                }

                rest = rest[1..];
            }

            parts.FractionDigits = digits;
            for (var i = digits; i < MicrosDigits; i++)
            {
                parts.Micros *= 10;
            }

            return digits > 0;
        }

        private bool ReadOffset(ref Parts parts)
        {
            if (Take('Z') || Take('z') || rest.IsEmpty)
            {
                return true;
            }

            var sign = Take('+') ? 1 : Take('-') ? -1 : 0;
            if (sign == 0 || !ReadDigits(2, out var hours) || !Take(':') || !ReadDigits(2, out var minutes) || hours > 14 || minutes > 59)
            {
                return false;
            }

            parts.OffsetMinutes = sign * ((hours * 60) + minutes);
            return true;
        }

        private bool ReadDigits(int count, out int value)
        {
            value = 0;
            if (rest.Length < count || !Utf8Parser.TryParse(rest[..count], out uint parsed, out var read) || read != count || rest[0] is (byte)'+')
            {
                return false;
            }

            value = (int)parsed;
            rest = rest[count..];
            return true;
        }

        private bool Take(char c)
        {
            if (rest.IsEmpty || rest[0] != c)
            {
                return false;
            }

            rest = rest[1..];
            return true;
        }
    }
}
