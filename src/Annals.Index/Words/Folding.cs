using System.Buffers;
using System.Text;

namespace Annals.Index.Words;

/// <summary>
/// Makes upper and lower case equal, the same on every machine: each code point becomes the simple lower case of its simple upper
/// case (Unicode data of the runtime, no culture). Two code points are left as they are although they have a simple mapping: the
/// dotless ı (U+0131) and the dotted İ (U+0130), which would otherwise meet the ASCII letter i; Unicode's simple case folding leaves
/// them alone too. ß does not become ss, and nothing is normalised: é as one code point and as two stay different.
/// </summary>
internal static class Folding
{
    private const int DottedCapitalI = 0x130;
    private const int DotlessSmallI = 0x131;

    /// <summary>Bytes that folding can make of so many: U+023A takes two and becomes one of three.</summary>
    public static int MaxLength(int utf8Length) => utf8Length + (utf8Length >> 1) + 3;

    public static Rune Fold(Rune rune) => rune.Value switch
    {
        < 0x80 => new Rune(FoldAscii((byte)rune.Value)),
        DottedCapitalI or DotlessSmallI => rune,
        _ => Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)),
    };

    public static byte FoldAscii(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    /// <summary>Folds a text; a lone surrogate becomes U+FFFD.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            folded.Append(Fold(rune).ToString());
        }

        return folded.ToString();
    }

    /// <summary>Folds UTF-8; bytes that are none become U+FFFD.</summary>
    /// <param name="utf8">May begin anywhere in a text, but not inside a character.</param>
    /// <param name="output">At least <see cref="MaxLength"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    public static int Fold(ReadOnlySpan<byte> utf8, Span<byte> output)
    {
        if (Ascii.ToLower(utf8, output, out var written) == OperationStatus.Done)
        {
            return written;
        }

        var from = written;
        while (from < utf8.Length)
        {
            if (utf8[from] < 0x80)
            {
                output[written++] = FoldAscii(utf8[from++]);
                continue;
            }

            _ = Rune.DecodeFromUtf8(utf8[from..], out var rune, out var length);
            from += length;
            written += Fold(rune).EncodeToUtf8(output[written..]);
        }

        return written;
    }
}
