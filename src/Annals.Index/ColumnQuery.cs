namespace Annals.Index;

/// <summary>A question to the columns.</summary>
public sealed record ColumnQuery
{
    /// <summary>Rows that may match: for every row that matches, this is true.</summary>
    public required ColumnPredicate Where { get; init; }

    /// <summary>Rows that match without reading the record: where this is true, the row matches. Given back as <see cref="ColumnRows.Sure"/>.</summary>
    public ColumnPredicate Sure { get; init; } = ColumnPredicate.True;

    /// <summary>First position asked for.</summary>
    public long FromPosition { get; init; }

    /// <summary>Position after the last one asked for.</summary>
    public required long ToPosition { get; init; }

    /// <summary>Bundles (position divided by 256) to which the rows are limited, or null for no such limit.</summary>
    public BundleSet? Bundles { get; init; }

    /// <summary>Newest occurred time first, unknown times last, ties by descending position; else ascending position.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>With <see cref="NewestFirst"/>: only rows behind this one.</summary>
    public RowPlace? After { get; init; }

    /// <summary>The most rows to give, or null for all. Needed with <see cref="NewestFirst"/>.</summary>
    public int? Limit { get; init; }

    /// <summary>A field whose codes <see cref="ColumnRows.Codes"/> shall give.</summary>
    public IndexField? CodesOf { get; init; }
}

/// <summary>Place of a row in the order of results.</summary>
/// <param name="OccurredMicros">Occurred time, <see cref="long.MinValue"/> when unknown.</param>
/// <param name="Position">Position of the record.</param>
public readonly record struct RowPlace(long OccurredMicros, long Position) : IComparable<RowPlace>
{
    /// <summary>Orders newest first, unknown times last, ties by descending position.</summary>
    /// <param name="other">The other place.</param>
    public int CompareTo(RowPlace other) =>
        OccurredMicros != other.OccurredMicros ? other.OccurredMicros.CompareTo(OccurredMicros) : other.Position.CompareTo(Position);

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(RowPlace left, RowPlace right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(RowPlace left, RowPlace right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> is or comes before <paramref name="right"/>.</summary>
    public static bool operator <=(RowPlace left, RowPlace right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> is or comes after <paramref name="right"/>.</summary>
    public static bool operator >=(RowPlace left, RowPlace right) => left.CompareTo(right) >= 0;
}

/// <summary>A chunk of rows; its spans are valid until the next chunk is asked for.</summary>
public abstract class ColumnRows
{
    /// <summary>Number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>Positions.</summary>
    public abstract ReadOnlySpan<long> Positions { get; }

    /// <summary>Occurred times, microseconds since 1970 UTC; <see cref="long.MinValue"/> is unknown.</summary>
    public abstract ReadOnlySpan<long> Occurred { get; }

    /// <summary>Recorded times, microseconds since 1970 UTC.</summary>
    public abstract ReadOnlySpan<long> Recorded { get; }

    /// <summary>Flags.</summary>
    public abstract ReadOnlySpan<RecordFlags> Flags { get; }

    /// <summary>Whether the row is known to match, see <see cref="ColumnQuery.Sure"/>.</summary>
    public abstract ReadOnlySpan<bool> Sure { get; }

    /// <summary>Codes of the field asked for; empty when none was.</summary>
    public abstract ReadOnlySpan<uint> Codes { get; }
}
