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

    /// <summary>The order in which <see cref="After"/> counts, and rows come when <see cref="IsSorted"/> is true.</summary>
    public SearchOrder Order { get; init; } = SearchOrder.NewestFirst;

    /// <summary>Whether rows come in <see cref="Order"/>; else by ascending position.</summary>
    public bool IsSorted { get; init; }

    /// <summary>Only rows behind this one in <see cref="Order"/>, sorted or not; null for all.</summary>
    public RowPlace? After { get; init; }

    /// <summary>The most rows to give, or null for all. Needed when <see cref="IsSorted"/> is true.</summary>
    public int? Limit { get; init; }

    /// <summary>Fields whose codes <see cref="ColumnRows.Codes"/> shall give, at most <see cref="FieldCodes.FieldsMax"/>.</summary>
    public IReadOnlyList<IndexField> CodesOf { get; init; } = [];
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

    /// <summary>Outcomes, see <see cref="ColumnPredicate.HasOutcome"/>.</summary>
    public abstract ReadOnlySpan<byte> Outcomes { get; }

    /// <summary>Number of fields whose codes were asked for.</summary>
    public abstract int CodeFields { get; }

    /// <summary>Codes of a field that <see cref="ColumnQuery.CodesOf"/> asked for.</summary>
    /// <param name="field">Its place there.</param>
    public abstract ReadOnlySpan<uint> Codes(int field);
}
