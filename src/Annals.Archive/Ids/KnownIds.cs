using Annals.Log;

namespace Annals.Archive.Ids;

/// <summary>
/// The id tables of an open tenant. They are opened when first needed: most commands never ask them, and an archive of years has thousands.
/// Several append at the same time; what is on its way is noted, so that the tables never claim to cover an entry whose ids they do not have. Thread-safe.
/// </summary>
/// <param name="open">Opens the tables, complete up to the size of the log; true makes them anew.</param>
internal sealed class KnownIds(Func<bool, CancellationToken, RecordIdTable> open) : IDisposable
{
    private readonly Lock gate = new();

    /// <summary>For each append on its way a size of the log from before it: its positions are not below.</summary>
    private readonly List<long> appending = [];
    private RecordIdTable? table;

    /// <summary>The tables, opened if they are not open yet.</summary>
    /// <param name="rebuild">Whether to make them anew.</param>
    /// <param name="cancellationToken">Ends the opening; what was done is kept.</param>
    public RecordIdTable Open(bool rebuild, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (rebuild)
            {
                table?.Dispose();
                table = null;
            }

            return table ??= open(rebuild, cancellationToken);
        }
    }

    /// <summary>Notes that somebody is about to append.</summary>
    /// <param name="size">Size of the log, read before.</param>
    public void Begin(long size)
    {
        lock (gate)
        {
            appending.Add(size);
        }
    }

    /// <summary>Ends what <see cref="Begin"/> noted.</summary>
    /// <param name="size">The size given there.</param>
    public void End(long size)
    {
        lock (gate)
        {
            appending.Remove(size);
        }
    }

    /// <summary>Adds the id of an appended receipt, between <see cref="Begin"/> and <see cref="End"/>. Tables that are opened later read it from the log.</summary>
    public void Insert(in NewEntry entry, long position)
    {
        lock (gate)
        {
            table?.Insert(EventTime.OrNull(entry.EventTimeMicros), entry.RecordId, position);
        }
    }

    /// <summary>Makes the tables durable up to a size, or to what is on its way if that is less.</summary>
    /// <param name="size">A durable size of the log, all of whose ids are in the tables but for those on their way.</param>
    public void Advance(long size)
    {
        lock (gate)
        {
            foreach (var begun in appending)
            {
                size = Math.Min(size, begun);
            }

            if (table is not null && size > table.CoveredSize)
            {
                table.Advance(size);
            }
        }
    }

    /// <summary>All positions of an id of some sources, on any day, ascending.</summary>
    /// <param name="keys">The keyed ids.</param>
    /// <param name="cancellationToken">Ends the opening of the tables.</param>
    public List<long> FindOnAnyDay(IReadOnlyCollection<Digest16> keys, CancellationToken cancellationToken)
    {
        while (true)
        {
            var known = Open(rebuild: false, cancellationToken);
            try
            {
                var positions = new List<long>();
                foreach (var key in keys)
                {
                    known.FindOnAnyDay(key, positions);
                }

                if (positions.Count == 0)
                {
                    // An id that is not there must not be one that a damaged table lost.
                    known.Check();
                }

                positions.Sort();
                return positions;
            }
            catch (ObjectDisposedException) when (IsForgotten(known))
            {
                // An intake failed meanwhile: the tables are opened again.
            }
        }
    }

    /// <summary>Closes the tables, since they may lack ids of entries that were stored; opening them again reads those from the log.</summary>
    public void Forget()
    {
        lock (gate)
        {
            table?.Dispose();
            table = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Forget();

    private bool IsForgotten(RecordIdTable known)
    {
        lock (gate)
        {
            return !ReferenceEquals(table, known);
        }
    }
}
