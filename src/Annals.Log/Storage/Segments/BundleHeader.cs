using System.Buffers.Binary;

namespace Annals.Log.Storage;

/// <summary>
/// Header of a bundle in a .tree file: 72 bytes. The frame table, record ids and commitments of the 256 entries (48 bytes
/// each) and the rest of the entries, compressed, follow.
/// </summary>
/// <param name="First">Position of the first entry, a multiple of 256.</param>
/// <param name="FrameCount">Frames that hold the payloads, 1 to 256.</param>
/// <param name="Generation">Generation of the .data file when the bundle was written.</param>
/// <param name="PackedLength">Bytes of the compressed part as stored.</param>
/// <param name="PlainLength">Bytes of the compressed part.</param>
/// <param name="Root">Root of the 256 entries: their hash in the tile of level 1.</param>
/// <param name="BodyCrc">Checksum of all that follows the header.</param>
internal readonly record struct BundleHeader(long First, int FrameCount, uint Generation, int PackedLength, int PlainLength, TreeHash Root, uint BodyCrc)
{
    public const int Length = 72;

    /// <summary>Record ids and commitments do not shrink, so they stay outside the compressed part.</summary>
    public const int LooseLength = LogLimits.BundleSize * (Digest16.Length + TreeHash.Length);

    /// <summary>256 entries of 65,535 bytes.</summary>
    public const int PlainLengthMax = LogLimits.BundleSize * Entry.LengthMax;

    /// <summary>What is left of 256 entries without extensions.</summary>
    public const int PlainLengthMin = LogLimits.BundleSize * (Entry.FixedLength - Digest16.Length - TreeHash.Length);

    private const int ReservedStart = 60;

    public int TableLength => FrameCount * FrameSlot.StoredLength;

    public int PackedStart => TableLength + LooseLength;

    public int BodyLength => PackedStart + PackedLength;

    public int StoredLength => Length + BodyLength;

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteInt64BigEndian(destination, First);
        BinaryPrimitives.WriteInt32BigEndian(destination[8..], FrameCount);
        BinaryPrimitives.WriteUInt32BigEndian(destination[12..], Generation);
        BinaryPrimitives.WriteInt32BigEndian(destination[16..], PackedLength);
        BinaryPrimitives.WriteInt32BigEndian(destination[20..], PlainLength);
        BinaryPrimitives.WriteUInt32BigEndian(destination[24..], BodyCrc);
        Root.Write(destination[28..]);
        BinaryPrimitives.WriteInt64BigEndian(destination[ReservedStart..], 0);
        BinaryPrimitives.WriteUInt32BigEndian(destination[68..], Crc32C.Compute(destination[..68]));
    }

    public static bool TryRead(ReadOnlySpan<byte> source, out BundleHeader header)
    {
        header = default;
        if (source.Length < Length || BinaryPrimitives.ReadUInt32BigEndian(source[68..]) != Crc32C.Compute(source[..68]))
        {
            return false;
        }

        header = new BundleHeader(
            BinaryPrimitives.ReadInt64BigEndian(source),
            BinaryPrimitives.ReadInt32BigEndian(source[8..]),
            BinaryPrimitives.ReadUInt32BigEndian(source[12..]),
            BinaryPrimitives.ReadInt32BigEndian(source[16..]),
            BinaryPrimitives.ReadInt32BigEndian(source[20..]),
            TreeHash.Read(source[28..]),
            BinaryPrimitives.ReadUInt32BigEndian(source[24..]));
        return header is
        {
            First: >= 0, FrameCount: >= 1 and <= LogLimits.BundleSize, Generation: > 0,
            PackedLength: >= 0 and <= PlainLengthMax, PlainLength: >= PlainLengthMin and <= PlainLengthMax
        }
            && header.First % LogLimits.BundleSize == 0
            && BinaryPrimitives.ReadInt64BigEndian(source[ReservedStart..]) == 0;
    }
}
