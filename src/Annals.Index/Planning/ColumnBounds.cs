namespace Annals.Index.Planning;

/// <summary>
/// What the columns can say of a condition: for every row, sure implies that the condition holds, and the condition implies possible.
/// </summary>
/// <param name="Possible">Upper bound.</param>
/// <param name="Sure">Lower bound.</param>
/// <param name="IsExact">Whether both bounds are the same, so that the record need not be asked.</param>
internal readonly record struct ColumnBounds(ColumnPredicate Possible, ColumnPredicate Sure, bool IsExact)
{
    /// <summary>The columns say nothing: the record has to be read.</summary>
    public static ColumnBounds Unknown { get; } = new(ColumnPredicate.True, ColumnPredicate.False, false);

    public static ColumnBounds Exact(ColumnPredicate predicate) => new(predicate, predicate, true);

    public static ColumnBounds And(IReadOnlyList<ColumnBounds> parts) => Join(parts, PredicateLogic.And);

    public static ColumnBounds Or(IReadOnlyList<ColumnBounds> parts) => Join(parts, PredicateLogic.Or);

    /// <summary>What is possible turns into what is not sure, and the other way round; only so may a condition that is not exact stand under NOT.</summary>
    public ColumnBounds Not() =>
        IsExact ? Exact(PredicateLogic.Not(Possible)) : new(PredicateLogic.Not(Sure), PredicateLogic.Not(Possible), false);

    private static ColumnBounds Join(IReadOnlyList<ColumnBounds> parts, Func<IEnumerable<ColumnPredicate>, ColumnPredicate> join)
    {
        if (parts.All(part => part.IsExact))
        {
            return Exact(join(parts.Select(part => part.Possible)));
        }

        var possible = join(parts.Select(part => part.Possible));
        var sure = join(parts.Select(part => part.Sure));

        // A constant bound can settle a condition although not every part is exact: "x OR true".
        return sure == ColumnPredicate.True || possible == ColumnPredicate.False ? Exact(possible) : new ColumnBounds(possible, sure, false);
    }
}
