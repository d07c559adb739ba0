namespace Annals.Log;

/// <summary>
/// RFC 4648 section 4 in its one canonical form. The runtime's decoder skips white space and ignores the unused bits of
/// the last group, so two texts could stand for the same bytes; signed formats must not allow that.
/// </summary>
internal static class StrictBase64
{
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> destination, out int written)
    {
        written = 0;
        if (text.Length % 4 != 0 || text.ContainsAny(" \t\r\n") || !Convert.TryFromBase64Chars(text, destination, out written))
        {
            return false;
        }

        return HasCanonicalEnd(text, destination[..written]);
    }

    /// <summary>The decoded bytes, or null when the text is not canonical base64.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length / 4 * 3];
        return TryDecode(text, bytes, out var written) ? bytes[..written] : null;
    }

    private static bool HasCanonicalEnd(ReadOnlySpan<char> text, ReadOnlySpan<byte> bytes)
    {
        var lastGroup = bytes.Length % 3;
        if (lastGroup == 0)
        {
            return true;
        }

        Span<char> again = stackalloc char[4];
        return Convert.TryToBase64Chars(bytes[^lastGroup..], again, out _) && text[^4..].SequenceEqual(again);
    }
}
