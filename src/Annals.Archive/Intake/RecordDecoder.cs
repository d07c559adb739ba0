using Annals.Log;
using Annals.Records.Events;
using Annals.Sources.Import;

namespace Annals.Archive;

/// <summary>First step of an intake: syntax, shape, identity and commitment of each record, from its bytes alone.</summary>
/// <param name="identity">Makes the keyed ids.</param>
/// <param name="sourceName">Source of records of no known shape, or null.</param>
/// <param name="feed">Gives the batches for index rows.</param>
internal sealed class RecordDecoder(RecordIdentity identity, string? sourceName, LiveFeed feed)
{
    private readonly EventSlices slices = new();

    /// <summary>Decodes every record of a batch. One thread at a time.</summary>
    public DecodedBatch Decode(ImportBatch batch)
    {
        var decoded = new DecodedBatch(batch, feed.Rent(batch.Count));
        for (var index = 0; index < batch.Count; index++)
        {
            var record = batch.Record(index).Span;
            if (slices.Read(record, sourceName) is { } fault)
            {
                decoded.Refusals.Add(new ImportRefusal(batch.Place(index), $"{fault.Reason} (at byte {fault.Offset} of the record)"));
                continue;
            }

            decoded.Add(new DecodedRecord(
                index,
                slices.Shape,
                slices.Source,
                EventTime.RoundDown(slices.OccurredMicros),
                identity.RecordId(slices.Source, slices.Id, record),
                PayloadSeal.Create(record),
                decoded.Rows.Stage(slices)));
        }

        return decoded;
    }
}
