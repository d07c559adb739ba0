namespace Annals.Records.Events;

/// <summary>
/// Time rule 1: how the time at which a record says it occurred is read. Frozen, since stored archives were laid out by it: it must give the same
/// answer for the same text for ever (docs/formats/time-rule-1.md). Another reading would get another number.
/// </summary>
public static class TimeRule1
{
    /// <summary>The first moment that can be read, in microseconds since 1970: the beginning of year 1, UTC.</summary>
    public const long Earliest = -62_135_596_800_000_000;

    /// <summary>The last moment that can be read, in microseconds since 1970: the end of year 9999, UTC.</summary>
    public const long Latest = 253_402_300_799_999_999;

    private const int LengthWithoutFraction = 19;

    /// <summary>
    /// Reads <c>yyyy-MM-ddTHH:mm:ss</c> with an optional fraction of any length and an optional zone (<c>Z</c>, <c>±HH:mm</c>, <c>±HHmm</c> or <c>±HH</c>);
    /// no zone means UTC.
    /// </summary>
    /// <param name="text">Decoded text, UTF-8.</param>
    /// <param name="micros">Microseconds since 1970-01-01 UTC, rounded down; 0 when false is returned.</param>
    /// <returns>False when the text has another form, names no real date or time, or lies outside the years 1 to 9999.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text.Length < LengthWithoutFraction
            || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':'
            || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ')
            || !TryReadPair(text, 0, out var century) || !TryReadPair(text, 2, out var yearOfCentury)
            || !TryReadPair(text, 5, out var month) || !TryReadPair(text, 8, out var day)
            || !TryReadPair(text, 11, out var hour) || !TryReadPair(text, 14, out var minute) || !TryReadPair(text, 17, out var second))
        {
            return false;
        }

        var year = (century * 100) + yearOfCentury;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        var rest = text[LengthWithoutFraction..];
        if (!TryReadFraction(ref rest, out var fraction) || !TryReadZone(rest, out var offsetMinutes))
        {
            return false;
        }

        var seconds = (DaysSince1970(year, month, day) * 86_400) + (hour * 3600) + ((minute - offsetMinutes) * 60) + second;
        var read = (seconds * 1_000_000) + fraction;
        if (read is < Earliest or > Latest)
        {
            return false;
        }

        micros = read;
        return true;
    }

    private static bool TryReadPair(ReadOnlySpan<byte> text, int at, out int value)
    {
        var tens = unchecked((uint)(text[at] - '0'));
        var ones = unchecked((uint)(text[at + 1] - '0'));
        if (tens > 9 || ones > 9)
        {
            value = 0;
            return false;
        }

        value = (int)((tens * 10) + ones);
        return true;
    }

    /// <summary>Reads the six first digits of a fraction and passes over the rest of them: rounding down.</summary>
    private static bool TryReadFraction(ref ReadOnlySpan<byte> rest, out int micros)
    {
        micros = 0;
        if (rest.IsEmpty || rest[0] is not ((byte)'.' or (byte)','))
        {
            return true;
        }

        var digits = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = digits < 0 ? rest.Length - 1 : digits;
        for (var place = 1; place <= 6; place++)
        {
            micros = (micros * 10) + (place <= digits ? rest[place] - '0' : 0);
        }

        rest = rest[(digits + 1)..];
        return digits > 0;
    }

    private static bool TryReadZone(ReadOnlySpan<byte> zone, out int offsetMinutes)
    {
        offsetMinutes = 0;
        if (zone.IsEmpty || (zone.Length == 1 && zone[0] is (byte)'Z' or (byte)'z'))
        {
            return true;
        }

        if (zone[0] is not ((byte)'+' or (byte)'-') || zone.Length is not (3 or 5 or 6) || !TryReadPair(zone, 1, out var hours))
        {
            return false;
        }

        var minutes = 0;
        if (zone.Length > 3 && ((zone.Length == 6 && zone[3] != ':') || !TryReadPair(zone, zone.Length - 2, out minutes)))
        {
            return false;
        }

        if (hours > 23 || minutes > 59)
        {
            return false;
        }

        offsetMinutes = (hours * 60) + minutes;
        offsetMinutes = zone[0] == '-' ? -offsetMinutes : offsetMinutes;
        return true;
    }

    /// <summary>Days of the proleptic Gregorian calendar.</summary>
    private static long DaysSince1970(int year, int month, int day)
    {
        // Years counted from March put the leap day last.
        var shifted = month <= 2 ? year - 1 : year;
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        return (shifted * 365L) + (shifted / 4) - (shifted / 100) + (shifted / 400) + dayOfYear - 719_468;
    }
}
