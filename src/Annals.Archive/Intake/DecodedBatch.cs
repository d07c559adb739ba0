using System.Buffers;
using Annals.Index;
using Annals.Log;
using Annals.Records.Events;
using Annals.Sources.Import;

namespace Annals.Archive;

/// <summary>What is known of one record from its bytes alone.</summary>
/// <param name="Index">Its place in the batch.</param>
/// <param name="Shape">What kind of record it is; decides how a further value of its id is treated.</param>
/// <param name="Source">Name of its source.</param>
/// <param name="EventTimeMicros">Occurred time rounded down to the second, or <see cref="Entry.UnknownTime"/>.</param>
/// <param name="RecordId">Keyed id.</param>
/// <param name="Seal">Salt and commitment, should it be stored.</param>
/// <param name="Row">Its row among <see cref="DecodedBatch.Rows"/>.</param>
internal readonly record struct DecodedRecord(
    int Index, RecordShape Shape, string Source, long EventTimeMicros, Digest16 RecordId, PayloadSeal Seal, int Row);

/// <summary>A batch of records after the first step of an intake (docs/adr/0004). Disposing gives its memory back.</summary>
internal sealed class DecodedBatch(ImportBatch batch, IndexBatch rows) : IDisposable
{
    private DecodedRecord[] records = ArrayPool<DecodedRecord>.Shared.Rent(batch.Count);
    private int count;

    /// <summary>The batch as read; owns the records' bytes.</summary>
    public ImportBatch Batch { get; } = batch;

    /// <summary>Index rows of the records, without a place yet.</summary>
    public IndexBatch Rows { get; } = rows;

    /// <summary>Records that decoded, in their order.</summary>
    public ReadOnlySpan<DecodedRecord> Records => records.AsSpan(0, count);

    /// <summary>Records that did not, with the reason.</summary>
    public List<ImportRefusal> Refusals { get; } = [];

    /// <summary>Adds a record that decoded; at most as many as the batch holds.</summary>
    public void Add(in DecodedRecord record) => records[count++] = record;

    /// <inheritdoc/>
    public void Dispose()
    {
        Batch.Dispose();
        if (Interlocked.Exchange(ref records, []) is { Length: > 0 } rented)
        {
            count = 0;
            ArrayPool<DecodedRecord>.Shared.Return(rented);
        }
    }
}
