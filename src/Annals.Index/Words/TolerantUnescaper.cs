using System.Buffers;
using System.Text;

namespace Annals.Index.Words;

/// <summary>
/// Takes the escapes out of a JSON string. Unlike the JsonText of Annals.Records, which relies on a checked record, it gets along with any
/// bytes: scanning what is no record does no harm.
/// </summary>
internal static class TolerantUnescaper
{
    /// <summary>Resolves escapes. A lone surrogate becomes U+FFFD; a broken escape, which a checked record cannot hold, stands for itself.</summary>
    /// <param name="inside">What stands between the quotes.</param>
    /// <param name="output">At least as long as <paramref name="inside"/>, must not overlap it.</param>
    /// <returns>Bytes written; never more than were read.</returns>
    public static int Decode(ReadOnlySpan<byte> inside, Span<byte> output)
    {
        var written = 0;
        while (true)
        {
            var plain = inside.IndexOf((byte)'\\');
            if (plain < 0 || plain + 1 >= inside.Length)
            {
                inside.CopyTo(output[written..]);
                return written + inside.Length;
            }

            inside[..plain].CopyTo(output[written..]);
            written += plain;
            inside = inside[plain..];
            written += DecodeEscape(ref inside, output[written..]);
        }
    }

    private static int DecodeEscape(ref ReadOnlySpan<byte> inside, Span<byte> output)
    {
        var letter = inside[1];
        if (letter == 'u' && TryUnit(inside, out var unit))
        {
            inside = inside[6..];
            return DecodeUnit(unit, ref inside).EncodeToUtf8(output);
        }

        inside = inside[2..];
        output[0] = letter switch
        {
            (byte)'b' => 8,
            (byte)'t' => 9,
            (byte)'n' => 10,
            (byte)'f' => 12,
            (byte)'r' => 13,
            _ => letter,
        };
        return 1;
    }

    private static Rune DecodeUnit(char unit, ref ReadOnlySpan<byte> rest)
    {
        if (!char.IsSurrogate(unit))
        {
            return new Rune(unit);
        }

        if (char.IsHighSurrogate(unit) && rest.Length >= 6 && rest[0] == '\\' && rest[1] == 'u' && TryUnit(rest, out var low) && char.IsLowSurrogate(low))
        {
            rest = rest[6..];
            return new Rune(unit, low);
        }

        return Rune.ReplacementChar;
    }

    private static bool TryUnit(ReadOnlySpan<byte> escape, out char unit)
    {
        unit = '\0';
        if (escape.Length < 6)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[2];
        if (Convert.FromHexString(escape[2..6], bytes, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        unit = (char)((bytes[0] << 8) | bytes[1]);
        return true;
    }
}
