using System.Globalization;

namespace Annals.Archive.Ids;

/// <summary>Numbers of the days that have a table: 0 = 2000-01-01 to 36,524 = 2099-12-31 (UTC), and one for everything else.</summary>
internal static class IdDay
{
    public const int Unknown = 36525;
    public const int Count = Unknown + 1;

    private const long MicrosPerDay = 86_400_000_000;
    private const long FirstMicros = 946_684_800_000_000;
    private const string UnknownName = "unknown";
    private static readonly DateOnly First = new(2000, 1, 1);

    public static int Of(long? eventTimeMicros)
    {
        if (eventTimeMicros is not { } micros || micros < FirstMicros)
        {
            return Unknown;
        }

        var day = (micros - FirstMicros) / MicrosPerDay;
        return day < Unknown ? (int)day : Unknown;
    }

    public static string Name(int day) =>
        day == Unknown ? UnknownName : First.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static bool TryParse(string name, out int day)
    {
        day = Unknown;
        if (name == UnknownName)
        {
            return true;
        }

        if (!DateOnly.TryParseExact(name, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return false;
        }

        day = date.DayNumber - First.DayNumber;
        return day is >= 0 and < Unknown;
    }
}
