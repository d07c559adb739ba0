namespace Annals.Index.Query;

/// <summary>A query that cannot be understood. Points at the place and says what could stand there.</summary>
public sealed class QuerySyntaxException : Exception
{
    internal QuerySyntaxException(string query, int position, int length, string found, IReadOnlyList<string> expected, string? advice)
        : base(Describe(position, found, expected, advice))
    {
        Query = query;
        Position = position;
        Length = length;
        Found = found;
        Expected = expected;
    }

    /// <summary>The whole text of the query.</summary>
    public string Query { get; }

    /// <summary>UTF-16 units before the place; equal to the length of the query when its end came too early.</summary>
    public int Position { get; }

    /// <summary>UTF-16 units of what was found there; 0 at the end of the query.</summary>
    public int Length { get; }

    /// <summary>What stands at the place, as a phrase for people: <c>the end of the query</c>, <c>')'</c>.</summary>
    public string Found { get; }

    /// <summary>What could stand there instead, each a phrase for people; may be empty when the text is simply too long, too deep or the like.</summary>
    public IReadOnlyList<string> Expected { get; }

    /// <summary>
    /// Two lines for a terminal: the part of the query around the place, control characters replaced by spaces, and a caret under it.
    /// </summary>
    /// <param name="width">Most characters of a line, at least 20.</param>
    public string PointAt(int width = 79)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 20);
        var from = Math.Max(0, Math.Min(Position - (width / 2), Query.Length + 1 - width));
        var line = Query.Substring(from, Math.Min(width, Query.Length - from));
        var visible = string.Create(line.Length, line, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = IsHarmless(source[i]) ? source[i] : ' ';
            }
        });
        var carets = Math.Clamp(Length, 1, Math.Max(1, width - (Position - from)));
        return visible + Environment.NewLine + new string(' ', Position - from) + new string('^', carets);
    }

    /// <summary>Neither a control character nor one that changes the writing direction.</summary>
    private static bool IsHarmless(char c) => !char.IsControl(c) && char.GetUnicodeCategory(c) is not (System.Globalization.UnicodeCategory.Format
        or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator);

    private static string Describe(int position, string found, IReadOnlyList<string> expected, string? advice)
    {
        var wanted = expected.Count switch
        {
            0 => "",
            1 => $", expected {expected[0]}",
            _ => $", expected {string.Join(", ", expected.Take(expected.Count - 1))} or {expected[^1]}",
        };
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Found {found} at character {position + 1}{wanted}.{(advice is null ? "" : " " + advice)}");
    }
}
