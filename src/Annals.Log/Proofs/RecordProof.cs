using System.Buffers.Binary;

namespace Annals.Log;

/// <summary>
/// Proof of one record for an outsider who holds only the record's bytes, the proof file and the key of the log. The file is
/// a <see cref="TlogProof"/> whose extra bytes hold what links the record to its leaf: the entry and the salt.
/// </summary>
/// <remarks>docs/formats/notes-and-proofs.md; docs/verify-by-hand.md does the same without this program.</remarks>
public static class RecordProof
{
    private const int LengthBytes = sizeof(ushort);

    /// <summary>Makes the proof file of a record.</summary>
    /// <param name="nodes">The tree, of at least the checkpoint's size.</param>
    /// <param name="position">Position of the record, below the checkpoint's size.</param>
    /// <param name="entry">The entry at that position, as stored.</param>
    /// <param name="salt">Salt of the record's payload.</param>
    /// <param name="checkpoint">Signed checkpoint.</param>
    /// <returns>The file <c>*.tlog-proof</c>. The record's exact bytes belong beside it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The checkpoint does not cover the position.</exception>
    /// <exception cref="LogFormatException">The note is not a checkpoint, or the bytes are not an entry.</exception>
    public static byte[] Write(INodeReader nodes, long position, ReadOnlySpan<byte> entry, PayloadSalt salt, SignedNote checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        Entry.Decode(entry);
        var size = Checkpoint.Parse(checkpoint.Text.Span).Size;
        var path = InclusionProof.Create(nodes, position, size);
        var extra = new byte[LengthBytes + entry.Length + PayloadSalt.Length];
        BinaryPrimitives.WriteUInt16BigEndian(extra, (ushort)entry.Length);
        entry.CopyTo(extra.AsSpan(LengthBytes));
        salt.Write(extra.AsSpan(LengthBytes + entry.Length));
        return new TlogProof(position, path, checkpoint, extra).ToBytes();
    }

    /// <summary>Checks that the record is in the log, step by step up to the first that fails.</summary>
    /// <param name="proofFile">The file <c>*.tlog-proof</c>.</param>
    /// <param name="record">The record's bytes, unchanged.</param>
    /// <param name="log">Key of the log, from a source the checker trusts.</param>
    /// <remarks>Needs nothing but its arguments. What it cannot show: that the log shows everybody the same tree; that takes a witness or an older checkpoint.</remarks>
    public static RecordProofVerdict Check(ReadOnlySpan<byte> proofFile, ReadOnlySpan<byte> record, NoteVerifier log)
    {
        ArgumentNullException.ThrowIfNull(log);
        if (!TlogProof.TryParse(proofFile, out var proof, out var reason))
        {
            return Failed(RecordProofStep.ProofFile, $"The proof file is malformed: {reason}");
        }

        if (!TryReadExtra(proof.Extra, out var entryBytes, out var salt))
        {
            return Failed(RecordProofStep.ProofFile, "The proof file has no entry and salt in its extra line, so it cannot be tied to a record.");
        }

        Entry entry;
        try
        {
            entry = Entry.Decode(entryBytes);
        }
        catch (LogFormatException e)
        {
            return Failed(RecordProofStep.Entry, e.Message);
        }

        return CheckRecord(entry, salt, record)
            ?? CheckProof(proof, entry, MerkleHash.Leaf(entryBytes), log);
    }

    private static RecordProofVerdict.Failed? CheckRecord(Entry entry, PayloadSalt salt, ReadOnlySpan<byte> record)
    {
        if (record.Length != entry.PayloadLength)
        {
            return Failed(RecordProofStep.Length, $"The record is {record.Length} bytes long, the entry commits to {entry.PayloadLength}.");
        }

        return new PayloadSeal(salt, entry.Commitment).Fits(record)
            ? null
            : Failed(RecordProofStep.Commitment, "The entry does not commit to this record: record, salt or commitment was changed.");
    }

    private static RecordProofVerdict CheckProof(TlogProof proof, Entry entry, TreeHash leaf, NoteVerifier log) => proof.Verify(leaf, log) switch
    {
        TlogProofVerdict.Good good => new RecordProofVerdict.Good(good.Position, entry, good.Checkpoint, proof.Checkpoint),
        TlogProofVerdict.Malformed malformed => Failed(RecordProofStep.ProofFile, malformed.Explanation),
        TlogProofVerdict.NotIncluded notIncluded => Failed(RecordProofStep.Inclusion, notIncluded.Explanation),
        TlogProofVerdict.NotSigned { Fault: CheckpointFault.Origin } notSigned => Failed(RecordProofStep.Origin, notSigned.Explanation),
        TlogProofVerdict.NotSigned notSigned => Failed(RecordProofStep.Signature, notSigned.Explanation),
        _ => throw new InvalidOperationException("A proof has one of four verdicts."),
    };

    private static bool TryReadExtra(ReadOnlyMemory<byte>? extra, out ReadOnlySpan<byte> entry, out PayloadSalt salt)
    {
        entry = default;
        salt = default;
        if (extra is not { Length: >= LengthBytes } bytes)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes.Span);
        if (bytes.Length != LengthBytes + length + PayloadSalt.Length)
        {
            return false;
        }

        entry = bytes.Span.Slice(LengthBytes, length);
        salt = PayloadSalt.Read(bytes.Span[(LengthBytes + length)..]);
        return true;
    }

    private static RecordProofVerdict.Failed Failed(RecordProofStep step, string explanation) => new(step, explanation);
}
