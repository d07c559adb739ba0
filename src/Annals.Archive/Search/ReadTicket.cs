using Annals.Index.Query;

namespace Annals.Archive;

/// <summary>
/// Proof that the receipt of a read is durable: only <see cref="Tenant.BeginRead"/> and <see cref="Tenant.BeginVendorRead"/> make one, by leaving it.
/// One ticket serves the pages, counts, histograms, facets and rows of one search, which all answer for the same size of the log. Immutable.
/// </summary>
public sealed class ReadTicket
{
    internal ReadTicket(Actor actor, string operation, SearchQuery? query, long size, long position, long recordedMicros)
    {
        Actor = actor;
        Operation = operation;
        Query = query;
        Size = size;
        Position = position;
        RecordedMicros = recordedMicros;
    }

    /// <summary>Who reads.</summary>
    public Actor Actor { get; }

    /// <summary>What is done, as the receipt names it.</summary>
    public string Operation { get; }

    /// <summary>The query that the receipt holds; null of a vendor's interface, whose receipt names what was asked instead: such a ticket serves any query.</summary>
    public SearchQuery? Query { get; }

    /// <summary>The log size that the read is about: of a search as its receipt holds it, of a vendor's interface <see cref="Position"/>. Records below it are durable.</summary>
    public long Size { get; }

    /// <summary>Position of the receipt.</summary>
    public long Position { get; }

    /// <summary>
    /// Recorded time of the receipt, microseconds since 1970 UTC. Times of the log never go back, so every record below <see cref="Position"/> has this time or an earlier
    /// one, is durable and can be read, and every later record gets this time or a later one: what was recorded before this time is complete and final.
    /// </summary>
    public long RecordedMicros { get; }

    /// <summary><see cref="RecordedMicros"/> as a time, UTC.</summary>
    public DateTimeOffset Recorded => DateTimeOffset.UnixEpoch.AddTicks(checked(RecordedMicros * TimeSpan.TicksPerMicrosecond));

    /// <exception cref="ArgumentException">The ticket is of another query.</exception>
    internal void Check(SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (Query is not null && !Query.Equals(query))
        {
            throw new ArgumentException("The receipt that this ticket stands for names another query; begin a read of this one.", nameof(query));
        }
    }
}
