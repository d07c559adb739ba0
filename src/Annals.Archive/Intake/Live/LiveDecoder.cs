using System.Collections.Concurrent;
using Annals.Log;
using Annals.Records.Events;

namespace Annals.Archive;

/// <summary>First step of a live intake, on the caller's thread: syntax, shape, identity and commitment of each record, from its bytes alone. Thread-safe.</summary>
internal sealed class LiveDecoder(RecordIdentity identity)
{
    /// <summary>The buffers of a view that has read a longer record are not kept.</summary>
    private const int KeptBytesMax = 1 << 20;

    private readonly ConcurrentBag<EventSlices> idle = [];

    /// <summary>Decodes every record of a batch.</summary>
    public void Decode(LiveBatch batch)
    {
        if (!idle.TryTake(out var slices))
        {
            slices = new EventSlices();
        }

        var longest = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            longest = Math.Max(longest, batch.Bytes(i).Length);
            Decode(batch, i, slices);
        }

        if (longest <= KeptBytesMax)
        {
            idle.Add(slices);
        }
    }

    private void Decode(LiveBatch batch, int index, EventSlices slices)
    {
        if (batch.Refusal(index) is { } reason)
        {
            batch.Refuse(index, reason);
            return;
        }

        var record = batch.Bytes(index).Span;
        if (slices.Read(record, batch.Origin.SourceName) is { } fault)
        {
            batch.Refuse(index, $"{fault.Reason} (at byte {fault.Offset} of the record)");
        }
        else if (!batch.Origin.MayAppendTo(slices.Source))
        {
            batch.Refuse(index, $"This client may not append to the source {slices.Source}.");
        }
        else
        {
            batch.Records[index] = new DecodedRecord(
                index,
                slices.Shape,
                slices.Source,
                EventTime.RoundDown(slices.OccurredMicros),
                identity.RecordId(slices.Source, slices.Id, record),
                PayloadSeal.Create(record),
                Row: -1);
        }
    }
}
