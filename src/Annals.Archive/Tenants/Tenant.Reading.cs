using System.Text.Json;
using Annals.Index;
using Annals.Index.Query;

namespace Annals.Archive;

/// <content>Reads whose receipt stands before their first question.</content>
public sealed partial class Tenant
{
    /// <summary>Leaves the receipt of a search (<c>records.searched</c>). It is durable on return.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="operation">What is done: <c>search</c>, <c>count</c>, <c>histogram</c>, <c>facets</c>, <c>values</c>, <c>tail</c> or the like.</param>
    /// <param name="query">The query; the receipt holds its canonical form.</param>
    /// <exception cref="ArchiveException">No receipt can be left here (<see cref="ReadOnlyReason"/>), so nothing may be read for somebody else.</exception>
    /// <exception cref="IOException">The receipt is not stored, for example because the disk is full.</exception>
    public ReadTicket BeginRead(Actor actor, string operation, SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentException.ThrowIfNullOrEmpty(operation);
        ArgumentNullException.ThrowIfNull(query);
        var size = Size;
        return Ticket(ReadReceipts.Searched(actor, operation, query.ToString(), size), operation, query, size);
    }

    /// <summary>
    /// Leaves the receipt of a read by a vendor's interface (<c>records.listed</c>). It is durable on return, and its recorded time is a horizon:
    /// see <see cref="ReadTicket.RecordedMicros"/>.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="operation">Which operation of the vendor's interface.</param>
    /// <param name="target">What is asked for: a content type with its window, a query's id, a blob's id.</param>
    /// <param name="details">Writes further members of the receipt's details; null writes none. The name <c>operation</c> is taken.</param>
    /// <inheritdoc cref="BeginRead"/>
    public ReadTicket BeginVendorRead(Actor actor, string operation, string target, Action<Utf8JsonWriter>? details)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentException.ThrowIfNullOrEmpty(operation);
        ArgumentNullException.ThrowIfNull(target);
        return Ticket(ReadReceipts.Listed(actor, operation, target, details), operation, query: null, size: null);
    }

    /// <summary>One page of records that match, in an order of occurred time.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="limit">Most records of the page, 1 to 10,000.</param>
    /// <param name="cursor">Where the page before ended, or null.</param>
    /// <param name="order">The order, the same for every page.</param>
    /// <param name="ticket">The receipt of the read. Pages without a cursor answer for <see cref="ReadTicket.Size"/>, further ones for the size that the cursor fixes if that is less.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ArgumentException">The ticket is of another query.</exception>
    /// <exception cref="FormatException">The cursor is none of this query and order.</exception>
    public SearchPage Search(SearchQuery query, int limit, string? cursor, SearchOrder order, ReadTicket ticket, CancellationToken cancellationToken) =>
        Under(ticket, query).Search(query, limit, cursor, order, cancellationToken: cancellationToken);

    /// <summary>How many records match.</summary>
    /// <param name="query">What to count.</param>
    /// <param name="ticket">The receipt of the read.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ArgumentException">The ticket is of another query.</exception>
    public SearchCount Count(SearchQuery query, ReadTicket ticket, CancellationToken cancellationToken) =>
        Under(ticket, query).Count(query, cancellationToken: cancellationToken);

    /// <summary>How many records match, by buckets of occurred time.</summary>
    /// <param name="query">What to count.</param>
    /// <param name="width">Width of a bucket, 1 microsecond or more.</param>
    /// <param name="ticket">The receipt of the read.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ArgumentException">The ticket is of another query.</exception>
    public SearchHistogram Histogram(SearchQuery query, TimeSpan width, ReadTicket ticket, CancellationToken cancellationToken) =>
        Under(ticket, query).Histogram(query, width, cancellationToken: cancellationToken);

    /// <summary>How many records match, by value of a field.</summary>
    /// <param name="query">What to count.</param>
    /// <param name="field">The field.</param>
    /// <param name="limit">Values to give, 1 or more.</param>
    /// <param name="ticket">The receipt of the read.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ArgumentException">The ticket is of another query.</exception>
    public SearchFacet Facet(SearchQuery query, FacetField field, int limit, ReadTicket ticket, CancellationToken cancellationToken) =>
        Under(ticket, query).Facet(query, field, limit, cancellationToken: cancellationToken);

    /// <summary>How many records match, by buckets of occurred time and by how they ended.</summary>
    /// <inheritdoc cref="Histogram(SearchQuery, TimeSpan, ReadTicket, CancellationToken)"/>
    public SearchOutcomeHistogram HistogramByOutcome(SearchQuery query, TimeSpan width, ReadTicket ticket, CancellationToken cancellationToken) =>
        Under(ticket, query).HistogramByOutcome(query, width, cancellationToken: cancellationToken);

    /// <summary>Values of a field that begin with a text, with the number of records that match and have each: for completing what a person types.</summary>
    /// <param name="query">The query within which values count.</param>
    /// <param name="field">The field.</param>
    /// <param name="prefix">The beginning, in any case.</param>
    /// <param name="limit">The most values to give, 1 or more.</param>
    /// <param name="ticket">The receipt of the read.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ArgumentException">The ticket is of another query.</exception>
    public SearchFieldValues Values(SearchQuery query, IndexField field, string prefix, int limit, ReadTicket ticket, CancellationToken cancellationToken) =>
        Under(ticket, query).Values(query, field, prefix, limit, cancellationToken: cancellationToken);

    /// <summary>How many records match, by the values that some fields have together.</summary>
    /// <param name="query">What to count.</param>
    /// <param name="fields">1 to <see cref="FieldCodes.FieldsMax"/> fields, each once.</param>
    /// <param name="max">The most combinations to give, 1 or more.</param>
    /// <param name="ticket">The receipt of the read.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ArgumentException">The ticket is of another query, or the fields cannot be counted together.</exception>
    public SearchCombinations Combinations(SearchQuery query, IReadOnlyList<IndexField> fields, int max, ReadTicket ticket, CancellationToken cancellationToken) =>
        Under(ticket, query).Combinations(query, fields, max, cancellationToken: cancellationToken);

    /// <summary>The records that match next to another one in time, on both sides.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="position">Position of the record in the middle, below <see cref="ReadTicket.Size"/>.</param>
    /// <param name="before">The most records before it, 0 to 10,000.</param>
    /// <param name="after">The most records behind it, 0 to 10,000.</param>
    /// <param name="ticket">The receipt of the read.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Null when the record in the middle was erased: its time is not known any more.</returns>
    /// <exception cref="ArgumentException">The ticket is of another query.</exception>
    public SearchSurroundings? Around(SearchQuery query, long position, int before, int after, ReadTicket ticket, CancellationToken cancellationToken)
    {
        var under = Under(ticket, query);
        return under.PlaceOf(position) is { } place ? under.Around(query, place, before, after, cancellationToken: cancellationToken) : null;
    }

    /// <summary>Records that match in a range of the log, by position, read without the index: for following the end of the log. Streams.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="from">First position; what is above the durable size is left out.</param>
    /// <param name="to">Position behind the last.</param>
    /// <param name="ticket">The receipt of the read; it covers what arrives later too.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The ticket is of another query.</exception>
    public IEnumerable<SearchRow> Range(SearchQuery query, long from, long to, ReadTicket ticket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ticket.Check(query);
        return search.Range(query, from, Math.Min(to, log?.DurableSize ?? Size), cancellationToken);
    }

    /// <summary>The records of rows, in their order; quicker than one by one. The read that gave the rows left the receipt.</summary>
    public IEnumerable<ShownRecord> Read(IReadOnlyList<SearchRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new RowReader(Reader, sources).Read(rows, cancellationToken);
    }

    /// <summary>Leaves the receipt that a read which went on for some time, such as following the log, has ended.</summary>
    /// <param name="ticket">The receipt of its begin.</param>
    /// <param name="count">Records that were given.</param>
    /// <param name="to">Position behind the last one that was looked at.</param>
    public void EndRead(ReadTicket ticket, long count, long to)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        AppendReceipt(ReadReceipts.Ended(ticket, count, to));
    }

    private EventSearch Under(ReadTicket ticket, SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ticket.Check(query);
        return new EventSearch(index, new BoundedStore(store, ticket.Size), filters);
    }

    private ReadTicket Ticket(Receipt receipt, string operation, SearchQuery? query, long? size) => AppendReceipt(receipt) is { } position
        ? new ReadTicket(receipt.Actor, operation, query, size ?? position, position, Reader.ReadEntry(position).RecordedMicros)
        : throw new ArchiveException($"No receipt of a read can be left in \"{Folder.Path}\", because {ReadOnlyReason}. Nothing is read without one.");
}
