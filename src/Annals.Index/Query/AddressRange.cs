using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Annals.Index.Query;

/// <summary>Addresses that share a prefix. IPv4 is held as its IPv4-mapped IPv6 form, so both spellings of an address are equal.</summary>
/// <param name="Network">First address, bits behind the prefix zero.</param>
/// <param name="PrefixLength">0 to 128; an IPv4 prefix of n is 96 + n.</param>
internal readonly record struct AddressRange(UInt128 Network, int PrefixLength)
{
    private const int MappedBits = 96;
    private static readonly UInt128 Mapped = new(0, 0xFFFF_0000_0000);

    /// <summary>One past the last bit that must agree, as a mask.</summary>
    private UInt128 Mask => PrefixLength == 0 ? 0 : UInt128.MaxValue << (128 - PrefixLength);

    public bool IsOneAddress => PrefixLength == 128;

    /// <summary>First address of the range.</summary>
    public UInt128 First => Network;

    /// <summary>Last address of the range.</summary>
    public UInt128 Last => Network | ~Mask;

    public bool Contains(UInt128 address) => (address & Mask) == Network;

    /// <summary>Reads <c>10.0.0.0/8</c>, <c>2001:db8::/32</c> or a single address.</summary>
    public static bool TryParse(string text, out AddressRange range)
    {
        range = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!TryParseAddress(Encoding.UTF8.GetBytes(slash < 0 ? text : text[..slash]), out var address, out var isDotted))
        {
            return false;
        }

        var prefix = 128;
        if (slash >= 0)
        {
            if (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix))
            {
                return false;
            }

            prefix += isDotted ? MappedBits : 0;
            if (prefix > 128)
            {
                return false;
            }
        }

        var mask = new AddressRange(0, prefix).Mask;
        range = new AddressRange(address & mask, prefix);
        return true;
    }

    /// <summary>Reads one address without port, brackets or zone: what the event projection gives. Allocates nothing for IPv4.</summary>
    public static bool TryParseAddress(ReadOnlySpan<byte> utf8, out UInt128 address) => TryParseAddress(utf8, out address, out _);

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, Network);
        var isMapped = PrefixLength >= MappedBits && (Network >> 32) == (Mapped >> 32);
        var text = (isMapped ? new IPAddress(bytes[12..]) : new IPAddress(bytes)).ToString();
        return IsOneAddress ? text : string.Create(CultureInfo.InvariantCulture, $"{text}/{(isMapped ? PrefixLength - MappedBits : PrefixLength)}");
    }

    private static bool TryParseAddress(ReadOnlySpan<byte> utf8, out UInt128 address, out bool isDotted)
    {
        address = 0;
        isDotted = false;
        if (utf8.Length is < 2 or > 45)
        {
            return false;
        }

        if (utf8.IndexOf((byte)':') < 0)
        {
            isDotted = TryParseDotted(utf8, out var four);
            address = Mapped | four;
            return isDotted;
        }

        // The framework also accepts zones and brackets; neither is part of an address here.
        if (utf8.IndexOfAnyExcept(AddressCharacters) >= 0 || !IPAddress.TryParse(utf8, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        _ = parsed.TryWriteBytes(bytes, out _);
        address = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }

    private static readonly System.Buffers.SearchValues<byte> AddressCharacters = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF:."u8);

    /// <summary>Four decimal numbers up to 255; a leading zero is refused, since some readers take it for octal.</summary>
    private static bool TryParseDotted(ReadOnlySpan<byte> utf8, out uint address)
    {
        address = 0;
        for (var part = 0; part < 4; part++)
        {
            if (!TryParsePart(ref utf8, out var value) || (part < 3 && !TrySkipDot(ref utf8)))
            {
                return false;
            }

            address = (address << 8) | value;
        }

        return utf8.IsEmpty;
    }

    private static bool TryParsePart(ref ReadOnlySpan<byte> utf8, out uint value)
    {
        value = 0;
        var length = 0;
        while (length < utf8.Length && length < 3 && utf8[length] is >= (byte)'0' and <= (byte)'9')
        {
            value = (value * 10) + utf8[length++] - '0';
        }

        var isGood = length > 0 && value <= 255 && (length == 1 || utf8[0] != '0');
        utf8 = utf8[length..];
        return isGood;
    }

    private static bool TrySkipDot(ref ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty || utf8[0] != '.')
        {
            return false;
        }

        utf8 = utf8[1..];
        return true;
    }
}
