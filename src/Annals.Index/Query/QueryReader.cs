using System.Text;

namespace Annals.Index.Query;

/// <summary>The characters of a query: what stands next, tokens, and errors that point there.</summary>
internal sealed class QueryReader(string text)
{
    private const char EndMark = '\0';

    public string Text => text;

    public int Position { get; set; }

    public bool AtEnd => Position >= text.Length;

    public char Next => Position < text.Length ? text[Position] : EndMark;

    /// <summary>Whether a comma ends a token: within brackets.</summary>
    public bool CommaSeparates { get; set; }

    public char Ahead(int count) => Position + count < text.Length ? text[Position + count] : EndMark;

    public void SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(Next))
        {
            Position++;
        }
    }

    public bool Take(char c)
    {
        if (AtEnd || Next != c)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Whether the next word is this keyword and nothing more.</summary>
    public bool IsKeyword(string keyword) =>
        string.CompareOrdinal(text, Position, keyword, 0, keyword.Length) == 0 && EndsToken(Position + keyword.Length);

    public bool TakeKeyword(string keyword)
    {
        var isNext = IsKeyword(keyword);
        Position += isNext ? keyword.Length : 0;
        return isNext;
    }

    /// <summary>The text from here to the next space, parenthesis, bracket or quote: to see what a term is meant to be.</summary>
    public string Lookahead()
    {
        var end = Position;
        while (!EndsToken(end) && text[end] != '"')
        {
            end++;
        }

        return text[Position..end];
    }

    /// <summary>Reads a value or word: plain text, quoted parts and <c>*</c> glued together. Empty when nothing of it stands here.</summary>
    public QueryToken ReadToken()
    {
        var start = Position;
        var pieces = new List<string>();
        var piece = new StringBuilder();
        var (hasQuotes, hasEscapes, stars) = (false, false, 0);
        while (!EndsToken(Position))
        {
            switch (Next)
            {
                case '"':
                    hasQuotes = true;
                    ReadQuoted(piece);
                    break;
                case '*':
                    if (pieces.Count == 0 || piece.Length > 0)
                    {
                        pieces.Add(piece.ToString());
                        piece.Clear();
                        CheckStars(++stars);
                    }

                    Position++;
                    break;
                case '\\' when Position + 1 < text.Length && QueryQuoting.Special.Contains(text[Position + 1], StringComparison.Ordinal):
                    hasEscapes = true;
                    piece.Append(text[Position + 1]);
                    Position += 2;
                    break;
                default:
                    piece.Append(Next);
                    Position++;
                    break;
            }
        }

        pieces.Add(piece.ToString());
        return new QueryToken(pieces, text[start..Position], hasQuotes, hasEscapes, start);
    }

    /// <summary>Reads the quoted text that begins here; only <c>\"</c>, <c>\\</c> and further special characters are escapes in it.</summary>
    public void ReadQuoted(StringBuilder piece)
    {
        var open = Position++;
        while (!Take('"'))
        {
            if (AtEnd)
            {
                throw Error(open, text.Length - open, "a quote that is never closed", ["a closing \" behind the text"]);
            }

            if (Next == '\\' && QueryQuoting.Special.Contains(Ahead(1), StringComparison.Ordinal))
            {
                Position++;
            }

            piece.Append(Next);
            Position++;
        }
    }

    /// <summary>An error at the place where the reader stands.</summary>
    public QuerySyntaxException ErrorHere(params string[] expected)
    {
        if (AtEnd)
        {
            return Error(text.Length, 0, "the end of the query", expected);
        }

        var length = char.IsHighSurrogate(Next) && char.IsLowSurrogate(Ahead(1)) ? 2 : 1;
        return Error(Position, length, Next == ' ' ? "a space" : $"'{text.Substring(Position, length)}'", expected);
    }

    public QuerySyntaxException Error(QueryToken token, string[] expected, string? advice = null) =>
        token.Length == 0 ? ErrorHere(expected) : Error(token.Start, token.Length, $"'{Shorten(token.Raw)}'", expected, advice);

    public QuerySyntaxException Error(int position, int length, string found, string[] expected, string? advice = null) =>
        new(text, position, length, found, expected, advice);

    private static string Shorten(string raw) => raw.Length <= 40 ? raw : raw[..39] + "…";

    private bool EndsToken(int at) =>
        at >= text.Length || char.IsWhiteSpace(text[at]) || text[at] is '(' or ')' or '[' or ']' || (text[at] == ',' && CommaSeparates);

    private void CheckStars(int stars)
    {
        if (stars > QueryLimits.StarsMax)
        {
            throw Error(Position, 1, $"one * too many: a value may have {QueryLimits.StarsMax}", []);
        }
    }
}
