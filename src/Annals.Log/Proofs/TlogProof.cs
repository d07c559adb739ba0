using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Annals.Log;

/// <summary>An offline proof that an entry is in a log: its position, its path to the root, and the signed checkpoint.</summary>
/// <remarks>C2SP tlog-proof, the content of a file <c>*.tlog-proof</c>. Immutable.</remarks>
public sealed class TlogProof
{
    /// <summary>Longest file that is read, in bytes.</summary>
    public const int LengthMax = 2 << 20;

    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string ExtraStart = "extra ";
    private const string IndexStart = "index ";
    private const int PathMax = 63;

    /// <summary>Joins the parts of a proof; nothing is verified.</summary>
    /// <param name="index">Position of the entry, 0 or more.</param>
    /// <param name="path">Inclusion proof, at most 63 hashes.</param>
    /// <param name="checkpoint">Signed checkpoint of the tree, with any cosignatures.</param>
    /// <param name="extra">Bytes of the application's own, which the proof does not authenticate; null for none.</param>
    public TlogProof(long index, IReadOnlyList<TreeHash> path, SignedNote checkpoint, ReadOnlyMemory<byte>? extra = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(path.Count, PathMax);
        Index = index;
        Path = path;
        Checkpoint = checkpoint;
        Extra = extra;
    }

    /// <summary>Position of the entry.</summary>
    public long Index { get; }

    /// <summary>Inclusion proof, from the leaf's sibling up.</summary>
    public IReadOnlyList<TreeHash> Path { get; }

    /// <summary>The checkpoint, byte for byte.</summary>
    public SignedNote Checkpoint { get; }

    /// <summary>Bytes of the application's own, not authenticated; null when the file has none.</summary>
    public ReadOnlyMemory<byte>? Extra { get; }

    /// <summary>Reads a proof file.</summary>
    /// <exception cref="LogFormatException">The form is wrong; the message says where.</exception>
    public static TlogProof Parse(ReadOnlySpan<byte> file) =>
        TryParse(file, out var proof, out var reason) ? proof : throw new LogFormatException($"The proof file is malformed: {reason}");

    /// <summary>Reads a proof file and checks its form.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="proof">The proof, when true is returned.</param>
    /// <param name="reason">A sentence for people, when false is returned.</param>
    public static bool TryParse(ReadOnlySpan<byte> file, [NotNullWhen(true)] out TlogProof? proof, [NotNullWhen(false)] out string? reason)
    {
        proof = null;
        if (file.Length > LengthMax)
        {
            reason = $"it is {file.Length} bytes long; at most {LengthMax} are read.";
            return false;
        }

        var lines = new NoteLines(file);
        if (lines.Next() != Header)
        {
            reason = $"its first line is not '{Header}'.";
            return false;
        }

        var line = lines.Next();
        byte[]? extra = null;
        if (line is not null && line.StartsWith(ExtraStart, StringComparison.Ordinal))
        {
            extra = StrictBase64.Decode(line.AsSpan(ExtraStart.Length));
            if (extra is null)
            {
                reason = "its extra line is not base64.";
                return false;
            }

            line = lines.Next();
        }

        return TryParseRest(line, lines, extra, out proof, out reason);
    }

    /// <summary>Checks the whole proof for an entry.</summary>
    /// <param name="leaf">Hash of the entry, see <see cref="MerkleHash.Leaf"/>.</param>
    /// <param name="log">Key of the log; the checkpoint's origin must be its name.</param>
    public TlogProofVerdict Verify(TreeHash leaf, NoteVerifier log)
    {
        ArgumentNullException.ThrowIfNull(log);
        if (!Annals.Log.Checkpoint.TryParse(Checkpoint.Text.Span, out var checkpoint, out var reason))
        {
            return new TlogProofVerdict.Malformed($"The checkpoint in the proof is malformed: {reason}");
        }

        if (!InclusionProof.Verify(leaf, Index, checkpoint.Size, [.. Path], checkpoint.Root))
        {
            return new TlogProofVerdict.NotIncluded($"The path from position {Index} does not lead to the root of the checkpoint of size {checkpoint.Size}.");
        }

        return Annals.Log.Checkpoint.Open(Checkpoint, log) switch
        {
            CheckpointOpening.Good good => new TlogProofVerdict.Good(Index, good.Checkpoint),
            CheckpointOpening.Refused refused => new TlogProofVerdict.NotSigned(refused.Fault, refused.Explanation),
            _ => throw new InvalidOperationException("A checkpoint is opened in one of two ways."),
        };
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder(Header).Append('\n');
        if (Extra is { } extra)
        {
            text.Append(ExtraStart).Append(Convert.ToBase64String(extra.Span)).Append('\n');
        }

        text.Append(IndexStart).Append(DecimalText.Write(Index)).Append('\n');
        NoteLines.AppendHashes(text, Path);
        return [.. Encoding.ASCII.GetBytes(text.ToString()), .. Checkpoint.Bytes.Span];
    }

    private static bool TryParseRest(string? line, NoteLines lines, byte[]? extra, [NotNullWhen(true)] out TlogProof? proof, [NotNullWhen(false)] out string? reason)
    {
        proof = null;
        if (line is null || !line.StartsWith(IndexStart, StringComparison.Ordinal) || !DecimalText.TryParse(line.AsSpan(IndexStart.Length), out var index))
        {
            reason = "it has no line 'index' with a decimal number.";
            return false;
        }

        var path = lines.Hashes(PathMax);
        if (path is null)
        {
            reason = $"after the index it does not have at most {PathMax} lines of 32 bytes in base64 and an empty line.";
            return false;
        }

        if (!SignedNote.TryParse(lines.Rest, out var checkpoint, out reason))
        {
            reason = "its checkpoint is not a signed note: " + reason;
            return false;
        }

        proof = new TlogProof(index, path, checkpoint, extra is null ? null : (ReadOnlyMemory<byte>?)extra);
        return true;
    }
}
