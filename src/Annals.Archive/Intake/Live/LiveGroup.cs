using Annals.Archive.Ids;
using Annals.Log;
using Annals.Records.Json;

namespace Annals.Archive;

/// <summary>
/// Second step of a live intake: decides the records of waiting batches in order, until a group is full or a record needs the position of one in it. Used by one thread.
/// </summary>
internal sealed class LiveGroup(RecordIdentity identity, LiveIntakeOptions options)
{
    /// <summary>New records by day and keyed id, and variants by day and keyed value: their numbers in the group.</summary>
    private readonly Dictionary<(int Day, Digest16 Key), int> pending = [];
    private readonly List<Placed> placed = [];
    private readonly List<(LiveBatch Batch, int Index, int Of)> repeats = [];
    private readonly List<(ClientIntake Intake, IntakeCounts Counts)> counts = [];

    /// <summary>Pieces that end in the group.</summary>
    private readonly List<PieceIntake> ending = [];
    private long bytes;
    private int decided;

    /// <summary>Intakes of the records to be stored.</summary>
    public IReadOnlyCollection<ClientIntake> Intakes => placed.ConvertAll(record => record.Intake);

    /// <summary>Whether nothing is to be stored, neither a record nor the end of a piece.</summary>
    public bool IsEmpty => placed.Count == 0 && ending.Count == 0;

    /// <summary>Batches with a record in the group.</summary>
    public List<LiveBatch> Batches { get; } = [];

    /// <summary>Begins the next group.</summary>
    public void Restart()
    {
        pending.Clear();
        placed.Clear();
        repeats.Clear();
        counts.Clear();
        ending.Clear();
        Batches.Clear();
        bytes = 0;
        decided = 0;
    }

    /// <summary>Decides the records of a batch from its next one on. What was decided before an exception stays in the group.</summary>
    /// <returns>Whether the group goes on: the batch is decided, and there is room.</returns>
    public bool Add(LiveBatch batch, ClientIntake intake, Deduplicator deduplicator)
    {
        var taken = default(IntakeCounts);
        var from = batch.Next;
        try
        {
            while (batch.Next < batch.Count && !IsFullFor(batch.Bytes(batch.Next).Length) && TryDecide(batch, batch.Next, intake, deduplicator, ref taken))
            {
                batch.Next++;
                decided++;
            }
        }
        finally
        {
            if (batch.Next > from)
            {
                Batches.Add(batch);
                counts.Add((intake, taken));
            }
        }

        if (batch.Next < batch.Count)
        {
            return false;
        }

        if (batch is { IsLast: true, Piece: { } piece })
        {
            if (batch.Count == 0)
            {
                Batches.Add(batch);
            }

            // What is no record is missing: such a piece is not whole, and whoever reads it says so.
            if (CountsOf(piece).Refused == 0)
            {
                ending.Add(piece);
            }
        }

        return true;
    }

    /// <summary>The entries to be stored, behind the records the closing receipts of the pieces that end; the opening receipts of their intakes are durable.</summary>
    /// <param name="now">The time now, UTC.</param>
    public NewEntry[] Entries(DateTimeOffset now)
    {
        var entries = new NewEntry[placed.Count + ending.Count];
        for (var i = 0; i < placed.Count; i++)
        {
            var (batch, index, intake, decision) = placed[i];
            ref readonly var record = ref batch.Records[index];
            var variant = decision as Decision.Variant;
            entries[i] = new NewEntry
            {
                Kind = EntryKind.Record,
                Flags = variant switch { null => EntryFlags.None, { Hidden: true } => EntryFlags.HiddenVariant, _ => EntryFlags.Variant },
                EventTimeMicros = record.EventTimeMicros,
                SourceId = identity.SourceId(record.Source),
                RecordId = record.RecordId,
                Payload = batch.Bytes(index),
                Intake = intake.Opened,
                First = variant?.First,
                Value = variant?.Value,
                Seal = record.Seal,
            };
        }

        for (var i = 0; i < ending.Count; i++)
        {
            entries[placed.Count + i] = ending[i].Closing(CountsOf(ending[i])).ToEntry(identity, now);
        }

        return entries;
    }

    /// <summary>Gives the results after the entries became durable.</summary>
    /// <param name="first">Position of the first entry.</param>
    public IntakeCounts Stored(long first)
    {
        for (var i = 0; i < placed.Count; i++)
        {
            var (batch, index, _, decision) = placed[i];
            batch.Results[index] = decision is Decision.Variant variant
                ? new AppendResult(variant.Hidden ? AppendVerdict.HiddenVariant : AppendVerdict.Variant, first + i, variant.First)
                : new AppendResult(AppendVerdict.Stored, first + i);
        }

        foreach (var (batch, index, of) in repeats)
        {
            batch.Results[index] = new AppendResult(AppendVerdict.Duplicate, first + of);
        }

        var total = default(IntakeCounts);
        foreach (var (intake, taken) in counts)
        {
            intake.Counts += taken;
            total += taken;
        }

        return total;
    }

    /// <summary>Puts the ids of the stored records and receipts into the tables.</summary>
    public void Identify(Deduplicator deduplicator, KnownIds ids, NewEntry[] entries, long first)
    {
        for (var i = placed.Count; i < entries.Length; i++)
        {
            ids.Insert(entries[i], first + i);
        }

        for (var i = 0; i < placed.Count; i++)
        {
            deduplicator.Stored(placed[i].Batch.Records[placed[i].Index], placed[i].Decision, first + i);
        }
    }

    private bool IsFullFor(int length) =>
        decided >= options.GroupRecordsMax || (placed.Count > 0 && bytes + length > options.GroupBytesMax);

    private bool TryDecide(LiveBatch batch, int index, ClientIntake intake, Deduplicator deduplicator, ref IntakeCounts taken)
    {
        if (batch.IsRefused(index))
        {
            taken += new IntakeCounts(1, 0, 0, 0, 1);
            return true;
        }

        ref readonly var record = ref batch.Records[index];
        var day = IdDay.Of(EventTime.OrNull(record.EventTimeMicros));
        if (pending.TryGetValue((day, record.RecordId), out var same))
        {
            if (!IsEqual(placed[same], batch.Bytes(index).Span))
            {
                // A variant names the position of the first, which it does not have yet.
                return false;
            }

            Repeat(batch, index, same, ref taken);
            return true;
        }

        var decision = deduplicator.Decide(record, batch.Bytes(index).Span, batch.Origin.SourceName);
        if (decision is Decision.Duplicate duplicate)
        {
            batch.Results[index] = new AppendResult(AppendVerdict.Duplicate, duplicate.Position);
            taken += new IntakeCounts(1, 0, 1, 0, 0);
            return true;
        }

        var key = (day, decision is Decision.Variant variant ? variant.Value : record.RecordId);
        if (!pending.TryAdd(key, placed.Count))
        {
            Repeat(batch, index, pending[key], ref taken);
            return true;
        }

        placed.Add(new Placed(batch, index, intake, decision));
        bytes += batch.Bytes(index).Length;
        taken += new IntakeCounts(1, 1, 0, decision is Decision.Variant ? 1 : 0, 0);
        return true;
    }

    private IntakeCounts CountsOf(PieceIntake piece)
    {
        var total = piece.Counts;
        foreach (var (intake, taken) in counts)
        {
            if (ReferenceEquals(intake, piece))
            {
                total += taken;
            }
        }

        return total;
    }

    private void Repeat(LiveBatch batch, int index, int of, ref IntakeCounts taken)
    {
        repeats.Add((batch, index, of));
        taken += new IntakeCounts(1, 0, 1, 0, 0);
    }

    private static bool IsEqual(in Placed first, ReadOnlySpan<byte> record)
    {
        var bytes = first.Batch.Bytes(first.Index).Span;
        return bytes.SequenceEqual(record) || CanonicalJson.ValueEquals(bytes, record);
    }

    /// <summary>A record to be stored.</summary>
    private readonly record struct Placed(LiveBatch Batch, int Index, ClientIntake Intake, Decision Decision);
}
