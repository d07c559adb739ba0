using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Annals.Server.GenesysCloud;

/// <summary>A span of time as queries give it: two ISO 8601 times with a slash between. Both ends belong to it, to the microsecond, so that windows that meet leave nothing out.</summary>
/// <param name="Text">As it was sent.</param>
/// <param name="Start">First moment, UTC.</param>
/// <param name="End">Last moment, UTC; not before <paramref name="Start"/>.</param>
internal sealed record AuditInterval(string Text, DateTimeOffset Start, DateTimeOffset End)
{
    private const int TextLengthMax = 100;

    /// <summary>Digits of a second's fraction that a time can keep; further ones are cut off.</summary>
    private const int FractionDigitsMax = 7;

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    /// <summary>How long it is.</summary>
    public TimeSpan Length => End - Start;

    /// <summary>Reads an interval. A time without zone is UTC.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AuditInterval? interval)
    {
        interval = text.Length <= TextLengthMax && text.Split('/') is [var from, var to] && TryTime(from, out var start) && TryTime(to, out var end) ? new AuditInterval(text, start, end) : null;
        return interval is not null;
    }

    private static bool TryTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(CutFraction(text), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    private static string CutFraction(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return text;
        }

        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - dot - 1 <= FractionDigitsMax ? text : text[..(dot + 1 + FractionDigitsMax)] + text[end..];
    }
}
