using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Annals.Log;

/// <summary>What a log states when it signs: its name, its size and its root.</summary>
/// <remarks>C2SP tlog-checkpoint, the text of the note without its signatures. Immutable.</remarks>
public sealed record Checkpoint
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Makes a checkpoint.</summary>
    /// <param name="origin">Identity of the log: not empty, without line breaks; for a log of ours also its key's name.</param>
    /// <param name="size">Number of entries, 0 or more.</param>
    /// <param name="root">Root of the tree of that size.</param>
    /// <exception cref="ArgumentException">The origin is empty or holds a control character, or the size is negative.</exception>
    public Checkpoint(string origin, long size, TreeHash root)
        : this(origin, size, root, [])
    {
        ArgumentException.ThrowIfNullOrEmpty(origin);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (origin.Any(c => c < 0x20))
        {
            throw new ArgumentException("The origin of a log must not hold control characters.", nameof(origin));
        }
    }

    private Checkpoint(string origin, long size, TreeHash root, IReadOnlyList<string> extensions)
    {
        Origin = origin;
        Size = size;
        Root = root;
        Extensions = extensions;
    }

    /// <summary>Identity of the log, compared byte for byte.</summary>
    public string Origin { get; }

    /// <summary>Number of entries that the tree commits to.</summary>
    public long Size { get; }

    /// <summary>Root of the tree.</summary>
    public TreeHash Root { get; }

    /// <summary>Further lines as they were read. Annals writes none.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>Reads the text of a checkpoint.</summary>
    /// <exception cref="LogFormatException">The form is wrong; the message says where.</exception>
    public static Checkpoint Parse(ReadOnlySpan<byte> text) =>
        TryParse(text, out var checkpoint, out var reason) ? checkpoint : throw new LogFormatException($"The checkpoint is malformed: {reason}");

    /// <summary>Reads the text of a checkpoint.</summary>
    /// <param name="text">Text of a note, without its signatures.</param>
    /// <param name="checkpoint">The checkpoint, when true is returned.</param>
    /// <param name="reason">A sentence for people, when false is returned.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out Checkpoint? checkpoint, [NotNullWhen(false)] out string? reason)
    {
        checkpoint = null;
        if (!System.Text.Unicode.Utf8.IsValid(text) || !text.EndsWith("\n"u8))
        {
            reason = "it is not UTF-8 that ends in a line feed.";
            return false;
        }

        var lines = StrictUtf8.GetString(text[..^1]).Split('\n');
        reason = FindFault(lines, out var size, out var root);
        if (reason is not null)
        {
            return false;
        }

        checkpoint = new Checkpoint(lines[0], size, root, lines[3..]);
        return true;
    }

    /// <summary>Reads a signed checkpoint and checks that it is of the given log.</summary>
    /// <param name="note">The whole note.</param>
    /// <param name="log">Key of the log; the origin must be its name.</param>
    public static CheckpointOpening Open(ReadOnlySpan<byte> note, NoteVerifier log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return SignedNote.TryParse(note, out var parsed, out var reason)
            ? Open(parsed, log)
            : new CheckpointOpening.Refused(CheckpointFault.Note, $"The signed note is malformed: {reason}");
    }

    /// <inheritdoc cref="Open(ReadOnlySpan{byte}, NoteVerifier)"/>
    public static CheckpointOpening Open(SignedNote note, NoteVerifier log)
    {
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(log);
        if (!TryParse(note.Text.Span, out var checkpoint, out var reason))
        {
            return new CheckpointOpening.Refused(CheckpointFault.Body, $"The checkpoint is malformed: {reason}");
        }

        if (checkpoint.Origin != log.Name)
        {
            return new CheckpointOpening.Refused(CheckpointFault.Origin, $"The checkpoint is of the log '{checkpoint.Origin}', the key of '{log.Name}'.");
        }

        return note.Open(log) switch
        {
            NoteOpening.Verified => new CheckpointOpening.Good(checkpoint, note),
            NoteOpening.Unverified => new CheckpointOpening.Refused(CheckpointFault.Signature, $"The checkpoint carries no signature of the key {log.Name}+{log.KeyId:x8}."),
            _ => new CheckpointOpening.Refused(CheckpointFault.Signature, $"The signature of the key {log.Name}+{log.KeyId:x8} does not fit the checkpoint: text, signature or key was changed."),
        };
    }

    /// <summary>The text of the checkpoint: UTF-8, lines ended by a single line feed.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder();
        text.Append(Origin).Append('\n').Append(DecimalText.Write(Size)).Append('\n').Append(Root.ToBase64()).Append('\n');
        foreach (var extension in Extensions)
        {
            text.Append(extension).Append('\n');
        }

        return StrictUtf8.GetBytes(text.ToString());
    }

    /// <summary>Signs the checkpoint. A log must never sign two roots of one size, nor a smaller size after a larger one.</summary>
    public SignedNote Sign(params ReadOnlySpan<NoteSigner> signers) => SignedNote.Sign(ToBytes(), signers);

    /// <summary>Equal when the texts are.</summary>
    public bool Equals(Checkpoint? other) =>
        other is not null && Origin == other.Origin && Size == other.Size && Root == other.Root && Extensions.SequenceEqual(other.Extensions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Origin, Size, Root);

    private static string? FindFault(string[] lines, out long size, out TreeHash root)
    {
        (size, root) = (0, default);
        return lines.Length < 3 ? "it has fewer than three lines."
            : lines[0].Length == 0 ? "its first line, the origin, is empty."
            : !DecimalText.TryParse(lines[1], out size) ? "its second line is not a size: decimal digits without leading zeros, below 2^63."
            : !TreeHash.TryParseBase64(lines[2], out root) ? "its third line is not the base64 of a 32-byte root."
            : lines.AsSpan(3).Contains("") ? "it has an empty extension line."
            : null;
    }
}
