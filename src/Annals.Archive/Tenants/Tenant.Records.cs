using Annals.Index;
using Annals.Log;
using Annals.Records.Events;

namespace Annals.Archive;

public sealed partial class Tenant
{
    /// <summary>Whether a receipt stands at a position, rather than a record of a source. Tells nothing of its content, so it leaves no receipt.</summary>
    /// <param name="position">0 or more, below <see cref="Size"/>.</param>
    public bool IsReceipt(long position) => Reader.ReadEntry(position).Kind == EntryKind.System;

    /// <inheritdoc cref="Show(long, Actor)"/>
    public ShownRecord? Show(long position) => Show(position, options.Actor);

    /// <summary>The record at a position; leaves a receipt.</summary>
    /// <param name="position">Where it stands.</param>
    /// <param name="actor">Who asks.</param>
    /// <returns>Null when the log is not that long; then there is no receipt either.</returns>
    public ShownRecord? Show(long position, Actor actor)
    {
        if (position < 0 || position >= Size)
        {
            return null;
        }

        AppendReceipt(ReadReceipts.Shown(actor, $"#{position}", [position]));
        return Load(position);
    }

    /// <summary>The record at a position, under the receipt of a search: a further receipt is left only when the record is no part of that search's answer.</summary>
    /// <param name="position">Where it stands.</param>
    /// <param name="ticket">The search.</param>
    /// <returns>Null when the log is not that long.</returns>
    public ShownRecord? Show(long position, ReadTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return Covers(ticket, position) ? Load(position) : Show(position, ticket.Actor);
    }

    /// <summary>Whether a record is part of the answer that a ticket's receipt tells of: it lies below <see cref="ReadTicket.Size"/> and matches <see cref="ReadTicket.Query"/>.</summary>
    public bool Covers(ReadTicket ticket, long position)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return ticket.Query is { } query && position >= 0 && position < ticket.Size && search.Matches(query, position);
    }

    /// <inheritdoc cref="Show(string, Actor, CancellationToken)"/>
    public IReadOnlyList<ShownRecord> Show(string id, CancellationToken cancellationToken) => Show(id, options.Actor, cancellationToken);

    /// <summary>
    /// All records with an id: of every source, on every day, variants and hidden variants too, in the order in which they
    /// were recorded; leaves a receipt.
    /// </summary>
    /// <param name="id">The id as the source wrote it; compared exactly.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Ends a search that has to read the records.</param>
    public IReadOnlyList<ShownRecord> Show(string id, Actor actor, CancellationToken cancellationToken)
    {
        var positions = Find(id, cancellationToken);
        AppendReceipt(ReadReceipts.Shown(actor, id, positions));
        return [.. positions.Select(Load)];
    }

    /// <summary>Positions of all records with an id.</summary>
    private List<long> Find(string id, CancellationToken cancellationToken)
    {
        if (log is null)
        {
            return FindByReading(id, cancellationToken);
        }

        // Opened before the sources are listed: a record of a source that is new since cannot be missed for its source.
        ids.Open(rebuild: false, cancellationToken);
        return ids.FindOnAnyDay([.. SourcesInLog(cancellationToken).Select(source => identity!.RecordId(source, id))], cancellationToken);
    }

    /// <summary>Names of all sources of which the log holds records. What the index does not cover or did not keep is read from the records.</summary>
    private HashSet<string> SourcesInLog(CancellationToken cancellationToken)
    {
        // The size before the names: everything below it is among them.
        var covered = index.CoveredSize;
        var kept = index.KeptValues(IndexField.Source);
        var names = new HashSet<string>(kept.Values, StringComparer.Ordinal) { SourceNames.Annals };
        VisitRecords(kept.IsComplete ? covered : 0, (_, slices) => names.Add(slices.Source), cancellationToken);
        return names;
    }

    /// <summary>Without the key of the ids the records themselves are asked.</summary>
    private List<long> FindByReading(string id, CancellationToken cancellationToken)
    {
        var positions = new List<long>();
        VisitRecords(
            0,
            (position, slices) =>
            {
                if (slices.Id.SequenceEqual(id))
                {
                    positions.Add(position);
                }
            },
            cancellationToken);
        return positions;
    }

    /// <summary>Reads every record from a position on that is not erased.</summary>
    private void VisitRecords(long from, Action<long, EventSlices> visit, CancellationToken cancellationToken)
    {
        var slices = new EventSlices();
        var size = store.Size;
        foreach (var info in store.Frames(from, size))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var frame = store.OpenFrame(info);
            for (var position = Math.Max(from, info.First); position < Math.Min(size, info.First + info.Count); position++)
            {
                var i = (int)(position - info.First);
                if (!frame.IsErased(i) && slices.Read(frame.Record(i), frame.SourceName(i)) is null)
                {
                    visit(position, slices);
                }
            }
        }
    }

    private ShownRecord Load(long position)
    {
        var record = Reader.ReadRecord(position);
        return new ShownRecord(position, record.Entry, record.Payload, record.IsErased, sources.Of(record.Entry));
    }
}
