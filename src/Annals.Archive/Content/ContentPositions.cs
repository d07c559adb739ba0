namespace Annals.Archive;

/// <summary>Positions of the records of an item as stored: LEB128 numbers, the first as it is, each further one less the one before.</summary>
internal static class ContentPositions
{
    private const int BytesMax = 10;

    /// <summary>Encodes rising positions.</summary>
    public static byte[] Encode(IReadOnlyList<long> positions)
    {
        var bytes = new List<byte>(positions.Count + BytesMax);
        var before = 0L;
        foreach (var position in positions)
        {
            var step = (ulong)(position - before);
            before = position;
            while (step >= 0x80)
            {
                bytes.Add((byte)(0x80 | (step & 0x7f)));
                step >>= 7;
            }

            bytes.Add((byte)step);
        }

        return [.. bytes];
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not of that form, or do not rise.</exception>
    public static List<long> Decode(ReadOnlySpan<byte> bytes)
    {
        var positions = new List<long>(bytes.Length);
        var before = 0L;
        while (!bytes.IsEmpty)
        {
            var length = bytes.IndexOfAnyInRange((byte)0, (byte)0x7f) + 1;
            if (length is 0 or > BytesMax - 1)
            {
                throw new InvalidDataException("A list of positions is cut off.");
            }

            var step = 0L;
            for (var i = length - 1; i >= 0; i--)
            {
                step = (step << 7) | (long)(bytes[i] & 0x7f);
            }

            if ((step == 0 && positions.Count > 0) || step > long.MaxValue - before)
            {
                throw new InvalidDataException("A list of positions does not rise.");
            }

            before += step;
            positions.Add(before);
            bytes = bytes[length..];
        }

        return positions;
    }
}
