using System.Globalization;

namespace Annals.Log;

/// <summary>Whole numbers as the log formats write them: ASCII digits, no sign, no space, no leading zero, below 2^63.</summary>
internal static class DecimalText
{
    private const int DigitsMax = 19;

    public static bool TryParse(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        if (text.Length is 0 or > DigitsMax || (text[0] == '0' && text.Length > 1) || text.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    public static string Write(long value) => value.ToString(CultureInfo.InvariantCulture);
}
