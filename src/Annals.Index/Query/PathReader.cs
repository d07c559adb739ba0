using System.Text;

namespace Annals.Index.Query;

/// <summary>A field name or path in front of a sign: names with dots between them, quoted where they hold other characters.</summary>
/// <param name="Segments">Without <c>raw</c>.</param>
/// <param name="IsRaw">Whether <c>raw.</c> stood before it.</param>
internal sealed record PathReader(IReadOnlyList<string> Segments, bool IsRaw)
{
    private const string Raw = "raw";

    /// <summary>Reads a path if one begins here and a sign follows; else leaves the reader anywhere and gives null.</summary>
    public static PathReader? TryRead(QueryReader reader)
    {
        if (reader.AtEnd || !QueryQuoting.StartsPath(reader.Next))
        {
            return null;
        }

        var start = reader.Position;
        var segments = new List<string> { ReadName(reader) };
        var empty = -1;
        while (reader.Take('.'))
        {
            if (reader.Next == '"')
            {
                var quoted = new StringBuilder();
                reader.ReadQuoted(quoted);
                segments.Add(quoted.ToString());
                continue;
            }

            var at = reader.Position;
            segments.Add(ReadName(reader));
            empty = empty < 0 && segments[^1].Length == 0 ? at : empty;
        }

        if (!IsSign(reader.Next) && !(reader.Next == '!' && reader.Ahead(1) == '='))
        {
            return null;
        }

        if (empty >= 0)
        {
            reader.Position = empty;
            throw reader.ErrorHere("the name of a member behind '.'");
        }

        if (segments.Count > QueryLimits.PathSegmentsMax)
        {
            throw reader.Error(start, reader.Position - start, $"a path of {segments.Count} names; the limit is {QueryLimits.PathSegmentsMax}", []);
        }

        var isRaw = segments.Count > 1 && segments[0] == Raw;
        return new PathReader(isRaw ? segments[1..] : segments, isRaw);
    }

    private static bool IsSign(char c) => c is ':' or '=' or '<' or '>';

    private static string ReadName(QueryReader reader)
    {
        var start = reader.Position;
        while (!reader.AtEnd && QueryQuoting.IsNameCharacter(reader.Next))
        {
            reader.Position++;
        }

        return reader.Text[start..reader.Position];
    }
}
