using System.Diagnostics.CodeAnalysis;

namespace Annals.Index.Query;

/// <summary>Adds a range of occurred time, given beside a query, to its text.</summary>
public static class QueryRange
{
    /// <summary>Adds the range.</summary>
    /// <param name="query">The query; may be empty.</param>
    /// <param name="from">Only what occurred at this moment or later, as a query writes moments; null for no bound.</param>
    /// <param name="to">Only what occurred before this moment; null for no bound.</param>
    /// <param name="combined">The query with the range.</param>
    /// <param name="fault">The one of the two that is written with characters no moment has, so that it could become a piece of query.</param>
    /// <returns>False when there is a fault. Whether a moment exists, the parser says.</returns>
    public static bool TryAdd(string query, string? from, string? to, [NotNullWhen(true)] out string? combined, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(query);
        combined = null;
        fault = IsMoment(from) ? IsMoment(to) ? null : to : from;
        if (fault is not null)
        {
            return false;
        }

        var range = string.Join(' ', (string[])[from is null ? "" : $"occurred>={from}", to is null ? "" : $"occurred<{to}"]).Trim();
        combined = (range.Length, query.Trim().Length) switch
        {
            (0, _) => query,
            (_, 0) => range,
            _ => $"({query}) {range}",
        };
        return true;
    }

    private static bool IsMoment(string? text) => text is null || (text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or ':' or '.' or '/'));
}
