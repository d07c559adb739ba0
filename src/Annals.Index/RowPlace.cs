namespace Annals.Index;

/// <summary>Place of a row in the order of results.</summary>
/// <param name="OccurredMicros">Occurred time, microseconds since 1970 UTC; <see cref="long.MinValue"/> when unknown.</param>
/// <param name="Position">Position of the record.</param>
public readonly record struct RowPlace(long OccurredMicros, long Position)
{
    private static readonly Comparer<RowPlace> Newest = Comparer<RowPlace>.Create(static (left, right) => left.CompareTo(right, SearchOrder.NewestFirst));
    private static readonly Comparer<RowPlace> Oldest = Comparer<RowPlace>.Create(static (left, right) => left.CompareTo(right, SearchOrder.OldestFirst));

    /// <summary>Whether the occurred time is known.</summary>
    public bool IsTimeKnown => OccurredMicros != long.MinValue;

    /// <summary>Compares places in an order.</summary>
    /// <param name="order">The order.</param>
    public static IComparer<RowPlace> In(SearchOrder order) => order == SearchOrder.NewestFirst ? Newest : Oldest;

    /// <summary>Compares with another place.</summary>
    /// <param name="other">The other place.</param>
    /// <param name="order">The order that counts.</param>
    /// <returns>Below 0 when this place comes before the other, above 0 when behind it.</returns>
    public int CompareTo(RowPlace other, SearchOrder order)
    {
        if (order == SearchOrder.NewestFirst)
        {
            return OccurredMicros != other.OccurredMicros ? other.OccurredMicros.CompareTo(OccurredMicros) : other.Position.CompareTo(Position);
        }

        // One less, so that the unknown time, the smallest number, becomes the largest one.
        return OccurredMicros != other.OccurredMicros
            ? unchecked(OccurredMicros - 1).CompareTo(unchecked(other.OccurredMicros - 1))
            : Position.CompareTo(other.Position);
    }

    /// <summary>Whether this place comes behind another.</summary>
    /// <param name="other">The other place.</param>
    /// <param name="order">The order that counts.</param>
    public bool IsBehind(RowPlace other, SearchOrder order) => CompareTo(other, order) > 0;
}
