namespace Annals.Index;

/// <summary>
/// A condition over the columns of the index: true or false for every row. It never depends on a record's bytes; what the columns cannot tell,
/// the planner puts in twice, once as "possible" and once as "sure" (<see cref="ColumnQuery"/>).
/// </summary>
public abstract record ColumnPredicate
{
    private ColumnPredicate()
    {
    }

    /// <summary>True for every row.</summary>
    public static ColumnPredicate True { get; } = new Constant(true);

    /// <summary>False for every row.</summary>
    public static ColumnPredicate False { get; } = new Constant(false);

    /// <summary>The same answer for every row.</summary>
    /// <param name="Answer">The answer.</param>
    public sealed record Constant(bool Answer) : ColumnPredicate;

    /// <summary>True where every part is true.</summary>
    /// <param name="Parts">Two or more.</param>
    public sealed record All(IReadOnlyList<ColumnPredicate> Parts) : ColumnPredicate;

    /// <summary>True where some part is true.</summary>
    /// <param name="Parts">Two or more.</param>
    public sealed record Any(IReadOnlyList<ColumnPredicate> Parts) : ColumnPredicate;

    /// <summary>True where the part is false.</summary>
    /// <param name="Part">The condition turned round.</param>
    public sealed record Not(ColumnPredicate Part) : ColumnPredicate;

    /// <summary>True where the occurred time is known and lies in the range.</summary>
    /// <param name="FromMicros">First microsecond since 1970 UTC that matches.</param>
    /// <param name="ToMicros">Last microsecond that matches.</param>
    public sealed record Occurred(long FromMicros, long ToMicros) : ColumnPredicate;

    /// <summary>True where the recorded time lies in the range.</summary>
    /// <param name="FromMicros">First microsecond since 1970 UTC that matches.</param>
    /// <param name="ToMicros">Last microsecond that matches.</param>
    public sealed record Recorded(long FromMicros, long ToMicros) : ColumnPredicate;

    /// <summary>True where none of these flags is set.</summary>
    /// <param name="Flags">One flag or more.</param>
    public sealed record NoneFlagged(RecordFlags Flags) : ColumnPredicate;

    /// <summary>True where the outcome is this one.</summary>
    /// <param name="Code">Number of the outcome: 0 unknown, 1 success, 2 failure, 3 partial, 4 warning.</param>
    public sealed record HasOutcome(byte Code) : ColumnPredicate;

    /// <summary>True where the field has a value that passes the test; for a list, where one of its values does. False where the field is absent.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Test">The test of one value; the same function that is used on record bytes.</param>
    /// <param name="WhenNotKept">The answer for rows whose value the index did not keep (too long, or the dictionary was full).</param>
    public sealed record FieldPasses(IndexField Field, ValueTest Test, bool WhenNotKept) : ColumnPredicate;

    /// <summary>True where the field is present.</summary>
    /// <param name="Field">The field.</param>
    public sealed record HasHashed(HashedField Field) : ColumnPredicate;

    /// <summary>True where the field may have this value, ignoring case; the record decides.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Hash">Hash of the value, 20 bits, never 0.</param>
    public sealed record MayEqual(HashedField Field, uint Hash) : ColumnPredicate;
}

/// <summary>Tests one value of a field.</summary>
/// <param name="value">Decoded UTF-8, never empty.</param>
public delegate bool ValueTest(ReadOnlySpan<byte> value);
