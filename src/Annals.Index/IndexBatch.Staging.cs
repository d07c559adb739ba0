using Annals.Records.Events;

namespace Annals.Index;

/// <content>Rows whose records are decoded before it is decided whether and where they are stored.</content>
public sealed partial class IndexBatch
{
    private int placed;

    /// <summary>Adds a row without a place; <see cref="Place"/> gives it one, or it is dropped by <see cref="Close"/>.</summary>
    /// <param name="slices">The event view of the record.</param>
    /// <returns>Number of the row, for <see cref="Place"/>.</returns>
    /// <exception cref="InvalidOperationException">The batch is full.</exception>
    public int Stage(EventSlices slices)
    {
        Add(To, 0, RecordFlags.None, slices);
        return Count - 1;
    }

    /// <summary>Gives a staged row its place.</summary>
    /// <param name="row">What <see cref="Stage"/> gave; rows are placed in their order, each at most once.</param>
    /// <param name="position">Position of the record, above those of the rows placed before.</param>
    /// <param name="recordedMicros">When the log took it, microseconds since 1970 UTC.</param>
    /// <param name="flags">What the log says of it.</param>
    public void Place(int row, long position, long recordedMicros, RecordFlags flags)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(row, placed);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        if (row != placed)
        {
            Move(row, placed);
        }

        Positions[placed] = position;
        Recorded[placed] = recordedMicros;
        Flags[placed] |= (byte)flags;
        placed++;
    }

    /// <summary>Drops the rows that were not placed and says which positions the batch covers.</summary>
    /// <param name="from">First position.</param>
    /// <param name="to">Position after the last one.</param>
    public void Close(long from, long to)
    {
        Count = placed;
        placed = 0;
        From = from;
        To = to;
    }

    private void Move(int from, int to)
    {
        Occurred[to] = Occurred[from];
        Flags[to] = Flags[from];
        Outcomes[to] = Outcomes[from];
        for (var i = 0; i < FieldCount; i++)
        {
            Cells[(i * Capacity) + to] = Cells[(i * Capacity) + from];
        }

        for (var i = 0; i < HashedCount; i++)
        {
            Hashes[(i * Capacity) + to] = Hashes[(i * Capacity) + from];
        }
    }
}
