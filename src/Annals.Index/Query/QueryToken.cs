namespace Annals.Index.Query;

/// <summary>A value or word as it stands in a query: pieces between the <c>*</c> outside of quotes, escapes resolved.</summary>
/// <param name="Pieces">One more than there are runs of <c>*</c>.</param>
/// <param name="Raw">The text as written.</param>
/// <param name="HasQuotes">Whether a part of it is quoted, so that it is no keyword, number or range.</param>
/// <param name="HasEscapes">Whether a backslash made a character plain.</param>
/// <param name="Start">UTF-16 units before it.</param>
internal sealed record QueryToken(IReadOnlyList<string> Pieces, string Raw, bool HasQuotes, bool HasEscapes, int Start)
{
    public int Length => Raw.Length;

    public bool HasStar => Pieces.Count > 1;

    /// <summary>Nothing but <c>*</c>.</summary>
    public bool IsStar => HasStar && Pieces.All(piece => piece.Length == 0);

    /// <summary>As written, without quotes and escapes: may be a keyword, a number, a time or a range.</summary>
    public bool IsPlain => !HasQuotes && !HasEscapes && !HasStar;

    public string Text => string.Concat(Pieces);

    public TextPattern ToPattern() => new(new ValueList<string>([.. Pieces]));
}
