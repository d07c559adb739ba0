using System.Globalization;
using System.Text;

namespace Annals.Index.Query;

/// <summary>Writes values, words and paths so that the parser reads them back, with quotes and backslashes only where they are needed.</summary>
internal static class QueryQuoting
{
    /// <summary>Characters that a backslash makes plain; before any other character it stands for itself.</summary>
    public const string Special = " \t\"\\*()[],:<>=!-";

    private static readonly string[] Keywords = ["AND", "OR", "NOT", "TO"];

    public static bool IsKeyword(string text) => Keywords.Contains(text, StringComparer.Ordinal);

    /// <summary>A value behind a colon.</summary>
    public static string Value(TextPattern pattern) => Join(pattern, IsPlainValue);

    /// <summary>Words of a text term; several are written as one phrase.</summary>
    public static string Words(ValueList<TextPattern> words)
    {
        var pieces = new List<string> { "" };
        for (var i = 0; i < words.Count; i++)
        {
            pieces[^1] += (i > 0 ? " " : "") + words[i].Pieces[0];
            pieces.AddRange(words[i].Pieces.Skip(1));
        }

        return Join(new TextPattern(new ValueList<string>([.. pieces])), IsPlainWord);
    }

    /// <summary>A path; <c>raw.</c> stands before it where it could be taken for something else.</summary>
    public static string Path(RecordPath path)
    {
        var text = string.Join('.', path.Segments.Select(segment => IsPlainSegment(segment) ? segment : Quote(segment)));
        var first = path.Segments[0];
        var isClear = IsPlainSegment(first) && StartsPath(first[0]) && first != "raw" && !first.All(char.IsAsciiHexDigit)
            && (path.Segments.Count > 1 || (!FieldTable.TryFind(first, out _) && first != "variants"));
        return isClear ? text : "raw." + text;
    }

    /// <summary>Whether an unquoted term may begin a path with this character.</summary>
    public static bool StartsPath(char c) => char.IsLetter(c) || c is '_' or '@' or '$';

    private static string Join(TextPattern pattern, Func<string, bool> isPlain)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Pieces.Count; i++)
        {
            text.Append(i > 0 ? "*" : "");
            var piece = pattern.Pieces[i];
            text.Append((piece.Length > 0 && isPlain(piece)) || (piece.Length == 0 && !pattern.IsLiteral) ? piece : Quote(piece));
        }

        return text.ToString();
    }

    private static bool IsPlainWord(string piece) => !IsKeyword(piece) && piece[0] != '-' && piece.All(c => IsOrdinary(c) && c is (> '~') or '_' or '-' or '.' or '@' || char.IsAsciiLetterOrDigit(c));

    private static bool IsPlainValue(string piece) =>
        !IsKeyword(piece) && piece[0] is not ('-' or '/' or ':') && !piece.Contains("..", StringComparison.Ordinal) && piece.All(c => IsOrdinary(c) && !"\"\\*()[],<>=!".Contains(c, StringComparison.Ordinal));

    private static bool IsPlainSegment(string segment) =>
        segment.Length > 0 && segment[0] != '-' && segment.All(IsNameCharacter);

    /// <summary>Whether a member name in a path may hold this character without quotes.</summary>
    public static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '@' or '$' or '#';

    private static bool IsOrdinary(char c) => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format);

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
