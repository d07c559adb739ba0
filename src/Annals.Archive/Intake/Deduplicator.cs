using Annals.Archive.Ids;
using Annals.Log;
using Annals.Records.Events;
using Annals.Records.Json;

namespace Annals.Archive;

/// <summary>What to do with a record that arrived.</summary>
internal abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>No record of this source, id and day is stored.</summary>
    public sealed record New : Decision
    {
        /// <summary>The only instance.</summary>
        public static New Instance { get; } = new();
    }

    /// <summary>A record equal in value is stored.</summary>
    /// <param name="Position">Its position.</param>
    public sealed record Duplicate(long Position) : Decision;

    /// <summary>Records of this source, id and day are stored, none of them equal in value.</summary>
    /// <param name="First">Position of the first of them.</param>
    /// <param name="Value">Keyed name of the new value.</param>
    /// <param name="Hidden">Whether the source's ids are unique, so that this is another shape of the same audit.</param>
    public sealed record Variant(long First, Digest16 Value, bool Hidden) : Decision;
}

/// <summary>
/// Second step of an intake: decides for each record, in order, whether it is new, a duplicate or a variant. Exact, whatever
/// the size of the log: the id table names candidates, the log confirms them.
/// </summary>
internal sealed class Deduplicator(RecordIdTable ids, ILogReader log, RecordIdentity identity)
{
    private readonly EventSlices slices = new();

    /// <summary>Decides on one record.</summary>
    /// <param name="record">What was decoded.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="sourceName">Source of records of no known shape, as it was decoded with.</param>
    public Decision Decide(in DecodedRecord record, ReadOnlySpan<byte> bytes, string? sourceName)
    {
        var day = EventTime.OrNull(record.EventTimeMicros);
        if (!ids.TryFindFirst(day, record.RecordId, out var first))
        {
            return Decision.New.Instance;
        }

        if (IsEqual(first, bytes))
        {
            return new Decision.Duplicate(first);
        }

        slices.Read(bytes, sourceName);
        var value = identity.ValueId(record.Source, slices.Id, bytes);
        return ids.TryFindFirst(day, value, out var variant)
            ? new Decision.Duplicate(variant)
            : new Decision.Variant(first, value, Hidden: record.Shape is RecordShape.GenesysCloudAudit or RecordShape.GenesysCloudEvent);
    }

    /// <summary>Notes a record that was stored.</summary>
    public void Stored(in DecodedRecord record, Decision decision, long position)
    {
        var day = EventTime.OrNull(record.EventTimeMicros);
        ids.Insert(day, record.RecordId, position);
        if (decision is Decision.Variant variant)
        {
            ids.Insert(day, variant.Value, position);
        }
    }

    /// <summary>Same bytes are told by the commitment; only for others the stored record is read and the values are compared.</summary>
    private bool IsEqual(long position, ReadOnlySpan<byte> bytes)
    {
        if (log.ReadSeal(position) is not { } seal)
        {
            return false;
        }

        return seal.Fits(bytes) || CanonicalJson.ValueEquals(log.ReadRecord(position).Payload.Span, bytes);
    }
}
