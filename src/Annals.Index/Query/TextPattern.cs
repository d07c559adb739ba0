using System.Text;
using Annals.Index.Words;

namespace Annals.Index.Query;

/// <summary>A text with <c>*</c> between its pieces: one piece = a literal, <c>["a", "b"]</c> = <c>a*b</c>, <c>["", ""]</c> = <c>*</c>.</summary>
/// <param name="Pieces">As the user wrote them, case kept; only the first and the last may be empty.</param>
internal sealed record TextPattern(ValueList<string> Pieces)
{
    public static TextPattern Literal(string text) => new([text]);

    public bool IsLiteral => Pieces.Count == 1;

    /// <summary>The literal text; only when <see cref="IsLiteral"/>.</summary>
    public string Text => IsLiteral ? Pieces[0] : throw new InvalidOperationException("A pattern with * has no single text.");

    /// <summary>The pieces, case-folded, as UTF-8: what folded values are compared with.</summary>
    public byte[][] FoldedPieces() => [.. Pieces.Select(piece => Encoding.UTF8.GetBytes(Folding.Fold(piece)))];

    /// <summary>Whether a value, already folded by <see cref="Folding"/>, fits <see cref="FoldedPieces"/>.</summary>
    public static bool Fits(byte[][] foldedPieces, ReadOnlySpan<byte> folded)
    {
        var first = foldedPieces[0];
        if (foldedPieces.Length == 1)
        {
            return folded.SequenceEqual(first);
        }

        var last = foldedPieces[^1];
        if (folded.Length < first.Length + last.Length || !folded.StartsWith(first) || !folded.EndsWith(last))
        {
            return false;
        }

        folded = folded[first.Length..^last.Length];
        for (var i = 1; i < foldedPieces.Length - 1; i++)
        {
            var at = folded.IndexOf(foldedPieces[i]);
            if (at < 0)
            {
                return false;
            }

            folded = folded[(at + foldedPieces[i].Length)..];
        }

        return true;
    }
}
