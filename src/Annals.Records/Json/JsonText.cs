using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Annals.Records.Json;

/// <summary>
/// Decodes JSON strings. All methods take the bytes between the quotes of a string that was found well-formed
/// (<see cref="RecordSyntax.Check"/>), and a decoded text is never longer, in units, than those bytes.
/// </summary>
public static class JsonText
{
    /// <summary>Decodes to UTF-8; a lone surrogate becomes U+FFFD.</summary>
    /// <param name="content">Bytes between the quotes.</param>
    /// <param name="destination">At least as long as <paramref name="content"/>; must not overlap it.</param>
    /// <returns>Number of bytes written.</returns>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static int DecodeUtf8(ReadOnlySpan<byte> content, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            var plain = content.IndexOf((byte)'\\');
            var run = plain < 0 ? content : content[..plain];
            run.CopyTo(destination[written..]);
            written += run.Length;
            if (plain < 0)
            {
                return written;
            }

            content = content[plain..];
            var unit = ReadEscape(ref content);
            if (unit < 0x80)
            {
                destination[written++] = (byte)unit;
                continue;
            }

            var rune = char.IsHighSurrogate(unit) && TryReadLowSurrogate(ref content, out var low) ? new Rune(unit, low)
                : char.IsSurrogate(unit) ? Rune.ReplacementChar
                : new Rune(unit);
            written += rune.EncodeToUtf8(destination[written..]);
        }
    }

    /// <summary>Decodes to UTF-16 units; lone surrogates stay as they are.</summary>
    /// <param name="content">Bytes between the quotes.</param>
    /// <param name="destination">At least as long as <paramref name="content"/>.</param>
    /// <returns>Number of units written.</returns>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static int DecodeUtf16(ReadOnlySpan<byte> content, Span<char> destination)
    {
        var written = 0;
        while (true)
        {
            var plain = content.IndexOf((byte)'\\');
            var run = plain < 0 ? content : content[..plain];
            if (Utf8.ToUtf16(run, destination[written..], out _, out var units) == System.Buffers.OperationStatus.DestinationTooSmall)
            {
                throw new ArgumentException("The destination is shorter than the bytes to decode.", nameof(destination));
            }

            written += units;
            if (plain < 0)
            {
                return written;
            }

            content = content[plain..];
            destination[written++] = ReadEscape(ref content);
        }
    }

    /// <summary>Decodes to a string; lone surrogates stay as they are.</summary>
    public static string Decode(ReadOnlySpan<byte> content)
    {
        if (!content.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(content);
        }

        var units = new char[content.Length];
        return new string(units, 0, DecodeUtf16(content, units));
    }

    /// <summary>
    /// Writes the content of a string in its one canonical spelling: only quote, backslash, characters below U+0020 and lone surrogates are
    /// escaped, the first two by a backslash, the others by <c>\u</c> and four lower-case digits.
    /// </summary>
    /// <param name="content">Bytes between the quotes.</param>
    /// <param name="destination">At least as long as <paramref name="content"/> times three (a two-byte escape can become six).</param>
    internal static int WriteCanonical(ReadOnlySpan<byte> content, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            var plain = content.IndexOf((byte)'\\');
            var run = plain < 0 ? content : content[..plain];
            run.CopyTo(destination[written..]);
            written += run.Length;
            if (plain < 0)
            {
                return written;
            }

            content = content[plain..];
            var unit = ReadEscape(ref content);
            if (unit is '"' or '\\')
            {
                destination[written++] = (byte)'\\';
                destination[written++] = (byte)unit;
            }
            else if (char.IsHighSurrogate(unit) && TryReadLowSurrogate(ref content, out var low))
            {
                written += new Rune(unit, low).EncodeToUtf8(destination[written..]);
            }
            else if (unit < ' ' || char.IsSurrogate(unit))
            {
                "\\u"u8.CopyTo(destination[written..]);
                ((int)unit).TryFormat(destination[(written + 2)..], out _, "x4", CultureInfo.InvariantCulture);
                written += 6;
            }
            else
            {
                written += new Rune(unit).EncodeToUtf8(destination[written..]);
            }
        }
    }

    /// <summary>Reads one escape of <paramref name="content"/>, which begins with it, and moves behind it.</summary>
    private static char ReadEscape(ref ReadOnlySpan<byte> content)
    {
        var kind = content[1];
        if (kind == 'u')
        {
            var unit = HexUnit(content[2..6]);
            content = content[6..];
            return unit;
        }

        content = content[2..];
        return kind switch
        {
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => (char)kind,
        };
    }

    private static bool TryReadLowSurrogate(ref ReadOnlySpan<byte> content, out char low)
    {
        low = default;
        if (content.Length < 6 || BinaryPrimitives.ReadUInt16BigEndian(content) != (('\\' << 8) | 'u'))
        {
            return false;
        }

        low = HexUnit(content[2..6]);
        if (!char.IsLowSurrogate(low))
        {
            return false;
        }

        content = content[6..];
        return true;
    }

    private static char HexUnit(ReadOnlySpan<byte> digits)
    {
        var unit = 0;
        foreach (var digit in digits)
        {
            unit = (unit << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return (char)unit;
    }
}
