using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Annals.Log;

/// <summary>A text with one or more signature lines, kept byte for byte. That it is well-formed says nothing about its signatures: see <see cref="Open(ReadOnlySpan{NoteVerifier})"/>.</summary>
/// <remarks>C2SP signed-note. Immutable and thread-safe.</remarks>
public sealed class SignedNote
{
    /// <summary>Longest note that is read, in bytes.</summary>
    public const int LengthMax = 1 << 20;

    /// <summary>Most signature lines that are read; the limit of Go's implementation.</summary>
    public const int SignaturesMax = 100;

    // Everything below U+0020 but the line feed; the whole note must be free of them.
    private static readonly SearchValues<byte> ForbiddenControls =
        SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]);

    private readonly byte[] bytes;
    private readonly int textLength;

    private SignedNote(byte[] bytes, int textLength, IReadOnlyList<NoteSignature> signatures)
    {
        this.bytes = bytes;
        this.textLength = textLength;
        Signatures = signatures;
    }

    /// <summary>The signed text with its final line feed.</summary>
    public ReadOnlyMemory<byte> Text => bytes.AsMemory(0, textLength);

    /// <summary>The whole note as it was read or will be written.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>All signature lines in their order, of known and unknown keys.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Signs a text.</summary>
    /// <param name="text">UTF-8 without control characters but line feeds, ended by one.</param>
    /// <param name="signers">At least one.</param>
    /// <exception cref="ArgumentException">The text is not of that form or there is no signer.</exception>
    public static SignedNote Sign(ReadOnlySpan<byte> text, params ReadOnlySpan<NoteSigner> signers)
    {
        var signatures = new NoteSignature[signers.Length];
        for (var i = 0; i < signers.Length; i++)
        {
            signatures[i] = signers[i].Sign(text);
        }

        return Join(text, signatures);
    }

    /// <summary>Reads a note and checks its form, not its signatures.</summary>
    /// <exception cref="LogFormatException">The form is wrong; the message says where.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> note) =>
        TryParse(note, out var parsed, out var reason) ? parsed : throw new LogFormatException($"The signed note is malformed: {reason}");

    /// <summary>Reads a note and checks its form, not its signatures.</summary>
    /// <param name="note">The whole note; copied.</param>
    /// <param name="parsed">The note, when true is returned.</param>
    /// <param name="reason">A sentence for people, when false is returned.</param>
    public static bool TryParse(ReadOnlySpan<byte> note, [NotNullWhen(true)] out SignedNote? parsed, [NotNullWhen(false)] out string? reason)
    {
        parsed = null;
        reason = FindFault(note);
        if (reason is not null)
        {
            return false;
        }

        var split = note.LastIndexOf("\n\n"u8);
        var signatures = ParseLines(note[(split + 2)..], out reason);
        if (reason is not null)
        {
            return false;
        }

        parsed = new SignedNote(note.ToArray(), split + 1, signatures);
        return true;
    }

    /// <summary>Reads a note and checks the signatures of known keys.</summary>
    public static NoteOpening Open(ReadOnlySpan<byte> note, params ReadOnlySpan<NoteVerifier> verifiers) =>
        TryParse(note, out var parsed, out var reason) ? parsed.Open(verifiers) : new NoteOpening.Malformed(reason);

    /// <summary>Checks the signatures of known keys. Lines of unknown keys are ignored, and so are repeated lines of one key; a known key whose first line is wrong spoils the note.</summary>
    public NoteOpening Open(params ReadOnlySpan<NoteVerifier> verifiers)
    {
        var verified = new List<VerifiedSignature>();
        foreach (var signature in Signatures)
        {
            var verifier = Find(verifiers, signature);
            if (verifier is null || verified.Exists(x => x.Verifier.Owns(signature)))
            {
                continue;
            }

            if (!verifier.Verify(Text.Span, signature.Data.Span))
            {
                return new NoteOpening.InvalidSignature(signature.Name, signature.KeyId);
            }

            verified.Add(new VerifiedSignature(verifier, signature));
        }

        return verified.Count == 0 ? new NoteOpening.Unverified(this) : new NoteOpening.Verified(this, verified);
    }

    /// <summary>The same note with further signature lines at its end; lines it already has are not repeated.</summary>
    /// <exception cref="ArgumentException">There would be more than <see cref="SignaturesMax"/> lines.</exception>
    public SignedNote With(params ReadOnlySpan<NoteSignature> signatures)
    {
        var all = new List<NoteSignature>(Signatures);
        foreach (var signature in signatures)
        {
            if (!all.Contains(signature))
            {
                all.Add(signature);
            }
        }

        return Join(Text.Span, all);
    }

    /// <summary>The whole note as text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(bytes);

    /// <summary>Reads lines that are nothing but signature lines, as a witness answers them.</summary>
    internal static IReadOnlyList<NoteSignature> ParseLines(ReadOnlySpan<byte> lines, out string? reason)
    {
        var signatures = new List<NoteSignature>();
        reason = null;
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            if (end < 0)
            {
                reason = "the last signature line has no line feed.";
                break;
            }

            if (signatures.Count == SignaturesMax)
            {
                reason = $"it has more than {SignaturesMax} signature lines.";
                break;
            }

            if (!NoteSignature.TryParse(Encoding.UTF8.GetString(lines[..end]), out var signature))
            {
                reason = $"signature line {signatures.Count + 1} is not an em dash, a space, a key name, a space and base64.";
                break;
            }

            signatures.Add(signature);
            lines = lines[(end + 1)..];
        }

        return signatures;
    }

    private static string? FindFault(ReadOnlySpan<byte> note)
    {
        if (note.Length > LengthMax)
        {
            return $"it is {note.Length} bytes long; at most {LengthMax} are read.";
        }

        if (!Utf8.IsValid(note))
        {
            return "it is not valid UTF-8.";
        }

        var control = note.IndexOfAny(ForbiddenControls);
        if (control >= 0)
        {
            return $"byte {control} is the control character {note[control]:x2}; only line feeds are allowed.";
        }

        var split = note.LastIndexOf("\n\n"u8);
        return split < 0 ? "no empty line separates text and signatures."
            : split + 2 == note.Length ? "it has no signature line."
            : null;
    }

    private static NoteVerifier? Find(ReadOnlySpan<NoteVerifier> verifiers, NoteSignature signature)
    {
        foreach (var verifier in verifiers)
        {
            if (verifier.Owns(signature))
            {
                return verifier;
            }
        }

        return null;
    }

    private static SignedNote Join(ReadOnlySpan<byte> text, IReadOnlyList<NoteSignature> signatures)
    {
        var writer = new ArrayBufferWriter<byte>(text.Length + 256);
        writer.Write(text);
        writer.Write("\n"u8);
        foreach (var signature in signatures)
        {
            Encoding.UTF8.GetBytes(signature + "\n", writer);
        }

        if (!text.EndsWith("\n"u8) || !TryParse(writer.WrittenSpan, out var note, out var reason))
        {
            throw new ArgumentException("A note cannot be made of this text: it must be UTF-8 without control characters, end in a line feed and have 1 to 100 signatures.", nameof(text));
        }

        return note;
    }
}
