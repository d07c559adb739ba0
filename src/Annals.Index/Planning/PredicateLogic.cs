namespace Annals.Index.Planning;

/// <summary>Puts predicates together, leaving out what decides nothing.</summary>
internal static class PredicateLogic
{
    public static ColumnPredicate And(IEnumerable<ColumnPredicate> parts)
    {
        var kept = parts.SelectMany(part => part is ColumnPredicate.All all ? all.Parts : [part]).Where(part => part != ColumnPredicate.True).ToArray();
        return kept.Contains(ColumnPredicate.False) ? ColumnPredicate.False : kept.Length switch { 0 => ColumnPredicate.True, 1 => kept[0], _ => new ColumnPredicate.All(kept) };
    }

    public static ColumnPredicate Or(IEnumerable<ColumnPredicate> parts)
    {
        var kept = parts.SelectMany(part => part is ColumnPredicate.Any any ? any.Parts : [part]).Where(part => part != ColumnPredicate.False).ToArray();
        return kept.Contains(ColumnPredicate.True) ? ColumnPredicate.True : kept.Length switch { 0 => ColumnPredicate.False, 1 => kept[0], _ => new ColumnPredicate.Any(kept) };
    }

    public static ColumnPredicate Not(ColumnPredicate part) => part switch
    {
        ColumnPredicate.Constant constant => constant.Answer ? ColumnPredicate.False : ColumnPredicate.True,
        ColumnPredicate.Not not => not.Part,
        _ => new ColumnPredicate.Not(part),
    };
}
