using System.Text;
using Annals.Index.Words;

namespace Annals.Index.Query;

/// <summary>Terms without a field: a word, a phrase, or something that falls into several words.</summary>
internal static class TextTerms
{
    private const string QuoteAdvice = "To search for it as text, put it in quotes.";

    /// <summary>Whether a term with colons in it is text nevertheless: an address of the web, an IPv6 address, or something that begins with a digit.</summary>
    public static bool IsText(string term)
    {
        var sign = term.AsSpan().IndexOfAny(":=<>");
        return sign >= 0 && (char.IsAsciiDigit(term[0]) || term.AsSpan(sign).StartsWith("://") || (term.Count(c => c == ':') >= 2 && AddressRange.TryParse(term, out _)));
    }

    public static QueryNode Read(QueryReader reader, string[] expected)
    {
        var mayHaveSigns = IsText(reader.Lookahead());
        var token = reader.ReadToken();
        if (token.Length == 0)
        {
            throw reader.ErrorHere(expected);
        }

        CheckBehind(reader, token);
        if (!mayHaveSigns && FirstSign(token.Raw) is >= 0 and var sign)
        {
            var found = $"'{token.Raw[sign]}'";
            throw sign == 0
                ? reader.Error(token.Start, 1, found, ["the name of a field directly before it"], QuoteAdvice)
                : reader.Error(token.Start + sign, 1, found, [$"a field name before it, which '{token.Raw[..Math.Min(sign, 40)]}' is not", "the end of the word"], QuoteAdvice);
        }

        var words = token.IsStar ? [] : Split(reader, token);
        return words is [] or [{ Pieces: ["", ""] }] ? AllNode.Instance : new TextNode(new ValueList<TextPattern>([.. words]));
    }

    /// <summary>A value or word must be followed by a space or by the end of its group.</summary>
    public static void CheckBehind(QueryReader reader, QueryToken token)
    {
        if (reader.Next is '(' or '[' && !reader.AtEnd)
        {
            throw reader.Error(reader.Position, 1, $"'{reader.Next}' directly behind '{token.Raw[..Math.Min(token.Raw.Length, 40)]}'", ["a space"], "If it belongs to the text, put the text in quotes.");
        }
    }

    /// <summary>The first unquoted sign; -1 when there is none.</summary>
    private static int FirstSign(string raw)
    {
        var isQuoted = false;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\\' && i + 1 < raw.Length && QueryQuoting.Special.Contains(raw[i + 1], StringComparison.Ordinal))
            {
                i++;
            }
            else if (raw[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && raw[i] is ':' or '=' or '<' or '>')
            {
                return i;
            }
        }

        return -1;
    }

    private static List<TextPattern> Split(QueryReader reader, QueryToken token)
    {
        var text = new List<byte>();
        for (var i = 0; i < token.Pieces.Count; i++)
        {
            if (i > 0)
            {
                text.Add(WordRules.Wild);
            }

            text.AddRange(Encoding.UTF8.GetBytes(token.Pieces[i]));
        }

        var words = new List<TextPattern>();
        var cursor = new WordCursor(text.ToArray());
        while (cursor.MoveNext())
        {
            words.Add(PatternOf(cursor.Current));
        }

        return words.Count > 0 ? words : throw reader.Error(token, ["a word of letters or digits"], "Punctuation only separates words; it is found in values of fields.");
    }

    private static TextPattern PatternOf(ReadOnlySpan<byte> word)
    {
        var pieces = new List<string>();
        foreach (var range in word.Split(WordRules.Wild))
        {
            pieces.Add(Encoding.UTF8.GetString(word[range]));
        }

        return new TextPattern(new ValueList<string>([.. pieces]));
    }
}
