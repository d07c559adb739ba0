using System.Globalization;
using System.Text;

namespace Annals.Sources.Import;

/// <summary>
/// Takes the escapes out of a JSON string, in place: the text is never longer than its escaped form. Unlike the JsonText of Annals.Records it
/// takes text that nobody has checked, and tells what is wrong with it.
/// </summary>
internal static class InPlaceUnescaper
{
    /// <summary>Decodes what stands between the quotes.</summary>
    /// <param name="text">The escaped text; its beginning holds the result.</param>
    /// <param name="length">Bytes of the result.</param>
    /// <param name="fault">Why it cannot be decoded, as a sentence; null when it could.</param>
    public static bool TryUnescape(Span<byte> text, out int length, out string? fault)
    {
        var read = 0;
        var written = 0;
        length = 0;
        fault = null;
        while (true)
        {
            var plain = text[read..].IndexOf((byte)'\\');
            var take = plain < 0 ? text.Length - read : plain;
            text.Slice(read, take).CopyTo(text[written..]);
            (read, written) = (read + take, written + take);
            if (plain < 0)
            {
                length = written;
                return true;
            }

            fault = Escape(text, ref read, ref written);
            if (fault is not null)
            {
                return false;
            }
        }
    }

    private static string? Escape(Span<byte> text, ref int read, ref int written)
    {
        var code = read + 1 < text.Length ? text[read + 1] : (byte)0;
        if (code == 'u')
        {
            return EscapedUnit(text, ref read, ref written);
        }

        var at = "\"\\/bfnrt"u8.IndexOf(code);
        if (at < 0)
        {
            return "The text has a backslash that begins no escape.";
        }

        text[written++] = "\"\\/\b\f\n\r\t"u8[at];
        read += 2;
        return null;
    }

    private static string? EscapedUnit(Span<byte> text, ref int read, ref int written)
    {
        if (!TryUnit(text, read, out var unit))
        {
            return "The text has \\u without four hexadecimal digits behind it.";
        }

        read += 6;
        if (!Rune.TryCreate((char)unit, out var rune))
        {
            if (!TryUnit(text, read, out var low) || !Rune.TryCreate((char)unit, (char)low, out rune))
            {
                return "The text has half of a surrogate pair, which has no form in UTF-8.";
            }

            read += 6;
        }

        written += rune.EncodeToUtf8(text[written..]);
        return null;
    }

    private static bool TryUnit(ReadOnlySpan<byte> text, int at, out ushort unit)
    {
        unit = 0;
        return text.Length - at >= 6 && text[at] == '\\' && text[at + 1] == 'u'
            && ushort.TryParse(text.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out unit);
    }
}
