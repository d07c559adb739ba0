using System.Globalization;

namespace Annals.Index.Planning;

/// <summary>Prints predicates for people.</summary>
internal static class PredicateText
{
    public static string Of(ColumnPredicate predicate) => predicate switch
    {
        ColumnPredicate.Constant constant => constant.Answer ? "every row" : "no row",
        ColumnPredicate.All all => $"({string.Join(" and ", all.Parts.Select(Of))})",
        ColumnPredicate.Any any => $"({string.Join(" or ", any.Parts.Select(Of))})",
        ColumnPredicate.Not not => $"not {Of(not.Part)}",
        ColumnPredicate.Occurred time => string.Create(CultureInfo.InvariantCulture, $"occurred in [{time.FromMicros}, {time.ToMicros}]"),
        ColumnPredicate.Recorded time => string.Create(CultureInfo.InvariantCulture, $"recorded in [{time.FromMicros}, {time.ToMicros}]"),
        ColumnPredicate.NoneFlagged flagged => $"not flagged {flagged.Flags}",
        ColumnPredicate.HasOutcome outcome => string.Create(CultureInfo.InvariantCulture, $"outcome is {outcome.Code}"),
        ColumnPredicate.FieldPasses passes => $"{passes.Field} passes{(passes.WhenNotKept ? " or was not kept" : string.Empty)}",
        ColumnPredicate.HasHashed has => $"{has.Field} is present",
        ColumnPredicate.MayEqual equal => string.Create(CultureInfo.InvariantCulture, $"{equal.Field} may be hash {equal.Hash:x5}"),
        _ => throw new ArgumentOutOfRangeException(nameof(predicate), predicate, "No such predicate."),
    };
}
