using Annals.Log;

namespace Annals.Archive;

/// <summary>What somebody needs to check one record without the archive.</summary>
/// <param name="Position">Where the record stands.</param>
/// <param name="Proof">A C2SP tlog-proof file; its extra line holds entry and salt.</param>
/// <param name="Record">The record's exact bytes.</param>
public sealed record ProvenRecord(long Position, byte[] Proof, ReadOnlyMemory<byte> Record);

public sealed partial class Tenant
{
    /// <inheritdoc cref="Prove(long, Actor)"/>
    public ProvenRecord Prove(long position) => Prove(position, options.Actor);

    /// <summary>Proves one record under the newest checkpoint, which is signed for it if needed; leaves a receipt.</summary>
    /// <param name="position">Where it stands.</param>
    /// <param name="actor">Who asks.</param>
    /// <exception cref="ArchiveException">There is no such position, or the record was erased: its entry can still be proven, its content cannot.</exception>
    public ProvenRecord Prove(long position, Actor actor)
    {
        if (position < 0 || position >= Size)
        {
            throw new ArchiveException($"There is no record at #{position}: the log ends at #{Size - 1}.");
        }

        var record = Reader.ReadRecord(position);
        if (record.IsErased)
        {
            AppendReceipt(ReadReceipts.Proven(actor, $"#{position}", []));
            throw new ArchiveException($"The record at #{position} was erased; its content can no longer be proven. Its entry and all other proofs stay valid.");
        }

        AppendReceipt(ReadReceipts.Proven(actor, $"#{position}", [position]));
        log?.PublishCheckpoint();
        var checkpoint = log?.Checkpoint ?? snapshot!.Note;
        return new ProvenRecord(position, RecordProof.Write(Reader, position, Reader.ReadEntryBytes(position), record.Salt, checkpoint), record.Payload);
    }

    /// <inheritdoc cref="PositionsOf(string, Actor, CancellationToken)"/>
    public IReadOnlyList<long> PositionsOf(string id, CancellationToken cancellationToken) => PositionsOf(id, options.Actor, cancellationToken);

    /// <summary>
    /// Positions of all records with an id, for <see cref="Prove(long, Actor)"/>, which leaves the receipt. When there are none, that answer
    /// is all that is read: then the receipt is left here, as <see cref="Show(string, Actor, CancellationToken)"/> does.
    /// </summary>
    /// <param name="id">The id as the source wrote it; compared exactly.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Ends a search that has to read the records.</param>
    public IReadOnlyList<long> PositionsOf(string id, Actor actor, CancellationToken cancellationToken)
    {
        var positions = Find(id, cancellationToken);
        if (positions.Count == 0)
        {
            AppendReceipt(ReadReceipts.Proven(actor, id, positions));
        }

        return positions;
    }
}
