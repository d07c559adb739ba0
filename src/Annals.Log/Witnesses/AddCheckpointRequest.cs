using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Annals.Log;

/// <summary>What a log sends to a witness: the size the witness knows, the proof from there, and the new checkpoint.</summary>
/// <remarks>C2SP tlog-witness, body of <c>POST add-checkpoint</c>. Immutable.</remarks>
public sealed class AddCheckpointRequest
{
    private const string OldStart = "old ";
    private const int ProofMax = 63;

    /// <summary>Makes a request; nothing is verified.</summary>
    /// <param name="oldSize">Size of the last checkpoint that the witness cosigned, 0 for none.</param>
    /// <param name="proof">Consistency proof from there, at most 63 hashes; none from 0 or to the same size.</param>
    /// <param name="checkpoint">The checkpoint to be cosigned.</param>
    public AddCheckpointRequest(long oldSize, IReadOnlyList<TreeHash> proof, SignedNote checkpoint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentNullException.ThrowIfNull(proof);
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(proof.Count, ProofMax);
        OldSize = oldSize;
        Proof = proof;
        Checkpoint = checkpoint;
    }

    /// <summary>Size of the last checkpoint that the witness cosigned.</summary>
    public long OldSize { get; }

    /// <summary>Consistency proof from the old size to the checkpoint's.</summary>
    public IReadOnlyList<TreeHash> Proof { get; }

    /// <summary>The checkpoint to be cosigned, byte for byte.</summary>
    public SignedNote Checkpoint { get; }

    /// <summary>Reads the body of a request.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="request">The request, when true is returned.</param>
    /// <param name="reason">A sentence for people, when false is returned.</param>
    public static bool TryParse(ReadOnlySpan<byte> body, [NotNullWhen(true)] out AddCheckpointRequest? request, [NotNullWhen(false)] out string? reason)
    {
        request = null;
        var lines = new NoteLines(body);
        var line = lines.Next();
        if (line is null || !line.StartsWith(OldStart, StringComparison.Ordinal) || !DecimalText.TryParse(line.AsSpan(OldStart.Length), out var oldSize))
        {
            reason = "The first line is not 'old' and a decimal size.";
            return false;
        }

        var proof = lines.Hashes(ProofMax);
        if (proof is null)
        {
            reason = $"The first line is not followed by at most {ProofMax} lines of 32 bytes in base64 and an empty line.";
            return false;
        }

        if (!SignedNote.TryParse(lines.Rest, out var checkpoint, out reason))
        {
            reason = "The checkpoint is not a signed note: " + reason;
            return false;
        }

        request = new AddCheckpointRequest(oldSize, proof, checkpoint);
        return true;
    }

    /// <summary>The body of the request.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder(OldStart).Append(DecimalText.Write(OldSize)).Append('\n');
        NoteLines.AppendHashes(text, Proof);
        return [.. Encoding.ASCII.GetBytes(text.ToString()), .. Checkpoint.Bytes.Span];
    }

    /// <summary>Takes the cosignatures out of a witness's answer of status 200.</summary>
    /// <param name="body">Body of the answer: signature lines and nothing else.</param>
    /// <param name="witnesses">Keys that count; lines of others are dropped.</param>
    /// <returns><see cref="NoteOpening.Verified"/> with the checkpoint to which the good lines were added, or what is wrong with the answer.</returns>
    public NoteOpening ReadAnswer(ReadOnlySpan<byte> body, params ReadOnlySpan<NoteVerifier> witnesses)
    {
        if (body.Length > SignedNote.LengthMax || !System.Text.Unicode.Utf8.IsValid(body))
        {
            return new NoteOpening.Malformed("the witness's answer is too long or not UTF-8.");
        }

        var lines = SignedNote.ParseLines(body, out var reason);
        if (reason is not null)
        {
            return new NoteOpening.Malformed(reason);
        }

        var known = new List<NoteSignature>();
        foreach (var line in lines)
        {
            foreach (var witness in witnesses)
            {
                if (witness.Owns(line) && !known.Exists(witness.Owns))
                {
                    known.Add(line);
                }
            }
        }

        return known.Count == 0 ? new NoteOpening.Unverified(Checkpoint) : Checkpoint.With([.. known]).Open(witnesses);
    }
}
