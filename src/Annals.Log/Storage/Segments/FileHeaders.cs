using System.Buffers.Binary;

namespace Annals.Log.Storage;

/// <summary>Header of a .tree file: 32 bytes.</summary>
/// <param name="Segment">Number of the segment.</param>
internal readonly record struct TreeHeader(long Segment)
{
    public const int Length = 32;
    private const uint Version = 1;

    private static ReadOnlySpan<byte> Magic => "ANNALTRE"u8;

    public void Write(Span<byte> destination)
    {
        destination[..Length].Clear();
        Magic.CopyTo(destination);
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], Version);
        BinaryPrimitives.WriteInt64BigEndian(destination[12..], Segment);
        BinaryPrimitives.WriteUInt32BigEndian(destination[28..], Crc32C.Compute(destination[..28]));
    }

    public static bool TryRead(ReadOnlySpan<byte> source, out TreeHeader header)
    {
        header = default;
        if (source.Length < Length || !source.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32BigEndian(source[8..]) != Version
            || source[20..28].ContainsAnyExcept((byte)0)
            || BinaryPrimitives.ReadUInt32BigEndian(source[28..]) != Crc32C.Compute(source[..28]))
        {
            return false;
        }

        header = new TreeHeader(BinaryPrimitives.ReadInt64BigEndian(source[12..]));
        return true;
    }
}

/// <summary>Header of a .data file: 40 bytes, followed by a frame table when the file was rewritten.</summary>
/// <param name="Segment">Number of the segment.</param>
/// <param name="Generation">1 for the file that was written first, one more for each rewriting.</param>
/// <param name="TableBundles">Bundles from the first on whose frames the table of this file describes; those of later bundles are described in the .tree file.</param>
/// <param name="TableFrames">Frames in the table.</param>
internal readonly record struct DataHeader(long Segment, uint Generation, int TableBundles, int TableFrames)
{
    public const int Length = 40;
    private const uint Version = 1;

    private static ReadOnlySpan<byte> Magic => "ANNALDAT"u8;

    /// <summary>Bytes of the table with its checksum; 0 without a table.</summary>
    public int TableLength => TableBundles == 0 ? 0 : (TableFrames * FrameSlot.StoredLength) + sizeof(uint);

    public void Write(Span<byte> destination)
    {
        destination[..Length].Clear();
        Magic.CopyTo(destination);
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], Version);
        BinaryPrimitives.WriteInt64BigEndian(destination[12..], Segment);
        BinaryPrimitives.WriteUInt32BigEndian(destination[20..], Generation);
        BinaryPrimitives.WriteInt32BigEndian(destination[24..], TableBundles);
        BinaryPrimitives.WriteInt32BigEndian(destination[28..], TableFrames);
        BinaryPrimitives.WriteUInt32BigEndian(destination[36..], Crc32C.Compute(destination[..36]));
    }

    public static bool TryRead(ReadOnlySpan<byte> source, out DataHeader header)
    {
        header = default;
        if (source.Length < Length || !source.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32BigEndian(source[8..]) != Version
            || source[32..36].ContainsAnyExcept((byte)0)
            || BinaryPrimitives.ReadUInt32BigEndian(source[36..]) != Crc32C.Compute(source[..36]))
        {
            return false;
        }

        header = new DataHeader(
            BinaryPrimitives.ReadInt64BigEndian(source[12..]),
            BinaryPrimitives.ReadUInt32BigEndian(source[20..]),
            BinaryPrimitives.ReadInt32BigEndian(source[24..]),
            BinaryPrimitives.ReadInt32BigEndian(source[28..]));
        return header is { Generation: > 0, TableBundles: >= 0 and <= LogLimits.BundlesPerSegment, TableFrames: >= 0 and <= LogLimits.SegmentSize };
    }
}
