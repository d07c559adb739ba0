using System.Buffers.Text;
using System.Globalization;

namespace Annals.Records.Events;

/// <summary>
/// Reads an IP address in the spellings met in audit records (with port, in brackets, with zone, IPv4-mapped) and writes it in its one
/// normal form: dotted decimal, or RFC 5952.
/// </summary>
public static class IpText
{
    /// <summary>Longest normal form: eight groups of four digits.</summary>
    public const int LengthMax = 39;

    private const int Groups = 8;

    /// <summary>Writes the normal form of an address.</summary>
    /// <param name="text">For example <c>192.0.2.1:50000</c>, <c>[2001:db8::1]:443</c> or <c>::ffff:192.0.2.1</c>.</param>
    /// <param name="destination">At least <see cref="LengthMax"/> bytes.</param>
    /// <returns>Bytes written; 0 when the text is no address (a host name, <c>&lt;null&gt;</c>, an empty text).</returns>
    public static int Normalize(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var bracketed = !text.IsEmpty && text[0] == '[';
        if (bracketed)
        {
            var close = text.IndexOf((byte)']');
            if (close < 0 || !IsPort(text[(close + 1)..]))
            {
                return 0;
            }

            text = text[1..close];
        }

        var colon = text.IndexOf((byte)':');
        if (colon >= 0 && text[(colon + 1)..].Contains((byte)':'))
        {
            return NormalizeV6(text, destination);
        }

        if (colon >= 0)
        {
            if (bracketed || !IsPort(text[colon..]))
            {
                return 0;
            }

            text = text[..colon];
        }

        if (!TryReadV4(text, out _))
        {
            return 0;
        }

        text.CopyTo(destination);
        return text.Length;
    }

    private static bool IsPort(ReadOnlySpan<byte> text) =>
        text.IsEmpty || (text.Length is > 1 and <= 6 && text[0] == ':' && !text[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9'));

    /// <summary>Four decimal numbers up to 255 without leading zeros, which some readers take for octal.</summary>
    private static bool TryReadV4(ReadOnlySpan<byte> text, out uint address)
    {
        address = 0;
        var part = 0u;
        var digits = 0;
        var dots = 0;
        foreach (var one in text)
        {
            if (one == '.')
            {
                if (digits == 0 || ++dots > 3)
                {
                    return false;
                }

                address = (address << 8) | part;
                (part, digits) = (0, 0);
                continue;
            }

            var digit = unchecked((uint)(one - '0'));
            if (digit > 9 || (digits > 0 && part == 0))
            {
                return false;
            }

            part = (part * 10) + digit;
            digits++;
            if (part > 255)
            {
                return false;
            }
        }

        address = unchecked((address << 8) | part);
        return dots == 3 && digits > 0;
    }

    private static int NormalizeV6(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var zone = text.IndexOf((byte)'%');
        Span<ushort> groups = stackalloc ushort[Groups];
        if (!TryReadV6(zone < 0 ? text : text[..zone], groups))
        {
            return 0;
        }

        return IsMapped(groups) ? WriteV4(groups, destination) : WriteV6(groups, destination);
    }

    private static bool TryReadV6(ReadOnlySpan<byte> text, Span<ushort> groups)
    {
        groups.Clear();
        var gapAt = -1;
        var count = 0;
        if (text.StartsWith("::"u8))
        {
            gapAt = 0;
            text = text[2..];
        }

        while (!text.IsEmpty)
        {
            var colon = text.IndexOf((byte)':');
            var part = colon < 0 ? text : text[..colon];
            if (part.Contains((byte)'.'))
            {
                if (colon >= 0 || count > Groups - 2 || !TryReadV4(part, out var v4))
                {
                    return false;
                }

                groups[count++] = (ushort)(v4 >> 16);
                groups[count++] = (ushort)(v4 & 0xFFFF);
                break;
            }

            if (count == Groups || part.Length is 0 or > 4 || !Utf8Parser.TryParse(part, out ushort group, out var used, 'x') || used != part.Length)
            {
                return false;
            }

            groups[count++] = group;
            if (colon < 0)
            {
                break;
            }

            text = text[(colon + 1)..];
            if (text.IsEmpty)
            {
                return false;
            }

            if (text[0] == ':')
            {
                if (gapAt >= 0)
                {
                    return false;
                }

                gapAt = count;
                text = text[1..];
            }
        }

        if (gapAt < 0)
        {
            return count == Groups;
        }

        var moved = count - gapAt;
        groups.Slice(gapAt, moved).CopyTo(groups[(Groups - moved)..]);
        groups[gapAt..Math.Max(gapAt, Groups - moved)].Clear();
        return count < Groups;
    }

    private static bool IsMapped(ReadOnlySpan<ushort> groups) => groups[5] == 0xFFFF && !groups[..5].ContainsAnyExcept((ushort)0);

    private static int WriteV4(ReadOnlySpan<ushort> groups, Span<byte> destination)
    {
        var written = 0;
        for (var part = 0; part < 4; part++)
        {
            var value = part % 2 == 0 ? groups[6 + (part / 2)] >> 8 : groups[6 + (part / 2)] & 0xFF;
            if (part > 0)
            {
                destination[written++] = (byte)'.';
            }

            value.TryFormat(destination[written..], out var digits, default, CultureInfo.InvariantCulture);
            written += digits;
        }

        return written;
    }

    private static int WriteV6(ReadOnlySpan<ushort> groups, Span<byte> destination)
    {
        var (gapAt, gapLength) = LongestRunOfZeros(groups);
        var written = 0;
        for (var group = 0; group < Groups; group++)
        {
            if (group == gapAt)
            {
                destination[written++] = (byte)':';
                destination[written++] = (byte)':';
                group += gapLength - 1;
                continue;
            }

            if (group > 0 && group != gapAt + gapLength)
            {
                destination[written++] = (byte)':';
            }

            groups[group].TryFormat(destination[written..], out var digits, "x", CultureInfo.InvariantCulture);
            written += digits;
        }

        return written;
    }

    /// <summary>The first of the longest runs of two or more zero groups (RFC 5952, section 4.2).</summary>
    private static (int At, int Length) LongestRunOfZeros(ReadOnlySpan<ushort> groups)
    {
        var best = (At: -2, Length: 1);
        var length = 0;
        for (var group = 0; group < Groups; group++)
        {
            length = groups[group] == 0 ? length + 1 : 0;
            if (length > best.Length)
            {
                best = (group - length + 1, length);
            }
        }

        return best;
    }
}
