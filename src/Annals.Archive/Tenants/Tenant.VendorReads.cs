using System.Text.Json;
using Annals.Index;
using Annals.Index.Query;
using Annals.Records.Events;

namespace Annals.Archive;

/// <content>Reads of the vendors' interfaces that go on for longer than one process, and what only they ask.</content>
public sealed partial class Tenant
{
    /// <summary>The ticket of a vendor's read whose receipt was left before, perhaps by an earlier process: what is read with it needs no further receipt.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="operation">The operation that the receipt names.</param>
    /// <param name="target">What the receipt says was asked for.</param>
    /// <param name="position">Position of the receipt, from <see cref="ReadTicket.Position"/>.</param>
    /// <returns>Null when no such receipt stands there: the log is not the one in which it was left.</returns>
    public ReadTicket? ResumeVendorRead(Actor actor, string operation, string target, long position)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (position < 0 || position >= Size || Load(position) is not { IsErased: false } record || !IsListing(record, operation, target))
        {
            return null;
        }

        return new ReadTicket(actor, operation, query: null, position, position, record.Entry.RecordedMicros);
    }

    /// <summary>One page of records that match, in an order of time.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="limit">Most records of the page, 1 to 10,000.</param>
    /// <param name="cursor">Where the page before ended, or null.</param>
    /// <param name="order">The order; the same for every page.</param>
    /// <param name="ticket">The receipt of the read. Pages without a cursor answer for <see cref="ReadTicket.Size"/>, further ones for the size that the cursor fixes if that is less.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ArgumentException">The ticket is of another query.</exception>
    /// <exception cref="FormatException">The cursor is none of this query and order.</exception>
    public SearchPage Search(SearchQuery query, int limit, string? cursor, SearchOrder order, ReadTicket ticket, CancellationToken cancellationToken) =>
        Under(ticket, query).Search(query, limit, cursor, order, cancellationToken: cancellationToken);

    /// <summary>Counts the matches by the values that some fields have together.</summary>
    /// <param name="query">What to count.</param>
    /// <param name="fields">1 to 4 fields, each once.</param>
    /// <param name="max">The most combinations to give, 1 or more.</param>
    /// <param name="ticket">The receipt of the read.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ArgumentException">The ticket is of another query.</exception>
    public SearchCombinations Combinations(SearchQuery query, IReadOnlyList<IndexField> fields, int max, ReadTicket ticket, CancellationToken cancellationToken) =>
        Under(ticket, query).Combinations(query, fields, max, cancellationToken: cancellationToken);

    private static bool IsListing(ShownRecord record, string operation, string target)
    {
        if (record.SourceName != SourceNames.Annals)
        {
            return false;
        }

        using var receipt = JsonDocument.Parse(record.Payload);
        var root = receipt.RootElement;
        return root.GetProperty("annals"u8).ValueEquals(ReceiptType.List)
            && root.TryGetProperty("target"u8, out var asked) && asked.GetProperty("name"u8).ValueEquals(target)
            && root.TryGetProperty("details"u8, out var details) && details.GetProperty("operation"u8).ValueEquals(operation);
    }
}
