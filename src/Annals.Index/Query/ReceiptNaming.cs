using System.Text;

namespace Annals.Index.Query;

/// <summary>
/// Decides whether a query asks for receipts: somewhere outside every NOT it has a condition on <c>source</c> that names <c>annals</c>,
/// in full or by a pattern with at least one letter. <c>source:*</c> names nothing.
/// </summary>
internal static class ReceiptNaming
{
    private static readonly byte[] ReceiptSource = Encoding.UTF8.GetBytes("annals");

    public static bool IsIn(QueryNode node) => node switch
    {
        AndNode and => and.Parts.Any(IsIn),
        OrNode or => or.Parts.Any(IsIn),
        FieldNode { Field: QueryField.Source, Condition: PatternCondition { Pattern: var pattern } } => Names(pattern),
        _ => false,
    };

    private static bool Names(TextPattern pattern) =>
        pattern.Pieces.Any(piece => piece.Length > 0) && TextPattern.Fits(pattern.FoldedPieces(), ReceiptSource);
}
