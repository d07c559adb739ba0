using System.Buffers.Binary;

namespace Annals.Log.Storage;

/// <summary>
/// Header of a payload frame: 32 bytes. The salts (16 bytes each), with <see cref="HasErased"/> a bit per record (1 =
/// erased, first record in the highest bit), the lengths of the payloads (4 bytes each) and the payloads follow.
/// </summary>
/// <param name="First">Position of the first record.</param>
/// <param name="Count">Records in the frame, 1 to 256.</param>
/// <param name="HasErased">Whether single payloads are absent.</param>
/// <param name="IsRaw">Whether the payloads are stored as they are, because they would not shrink.</param>
/// <param name="PackedLength">Bytes of all payloads as stored.</param>
/// <param name="PlainLength">Bytes of all payloads.</param>
/// <param name="BodyCrc">Checksum of all that follows the header.</param>
internal readonly record struct FrameHeader(long First, int Count, bool HasErased, bool IsRaw, int PackedLength, int PlainLength, uint BodyCrc)
{
    public const int Length = 32;

    /// <summary>Bytes of a frame's payloads at most: one record of the greatest length, or small ones.</summary>
    public const int PlainLengthMax = LogLimits.PayloadBytesMax;

    public const int StoredLengthMax = Length + PlainLengthMax + (1 << 18);

    private const ushort ErasedFlag = 1;
    private const ushort RawFlag = 2;

    private const int PerRecord = PayloadSalt.Length + sizeof(int);

    public int BitmapLength => HasErased ? (Count + 7) / 8 : 0;

    /// <summary>Offset of the lengths in the body.</summary>
    public int LengthsStart => (Count * PayloadSalt.Length) + BitmapLength;

    /// <summary>Offset of the payloads in the body.</summary>
    public int PackedStart => (Count * PerRecord) + BitmapLength;

    public int BodyLength => PackedStart + PackedLength;

    public int StoredLength => Length + BodyLength;

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteInt64BigEndian(destination, First);
        BinaryPrimitives.WriteUInt16BigEndian(destination[8..], (ushort)Count);
        BinaryPrimitives.WriteUInt16BigEndian(destination[10..], (ushort)((HasErased ? ErasedFlag : 0) | (IsRaw ? RawFlag : 0)));
        BinaryPrimitives.WriteInt32BigEndian(destination[12..], PackedLength);
        BinaryPrimitives.WriteInt32BigEndian(destination[16..], PlainLength);
        BinaryPrimitives.WriteUInt32BigEndian(destination[20..], BodyCrc);
        BinaryPrimitives.WriteUInt32BigEndian(destination[24..], 0);
        BinaryPrimitives.WriteUInt32BigEndian(destination[28..], Crc32C.Compute(destination[..28]));
    }

    public static bool TryRead(ReadOnlySpan<byte> source, out FrameHeader header)
    {
        header = default;
        if (source.Length < Length || BinaryPrimitives.ReadUInt32BigEndian(source[28..]) != Crc32C.Compute(source[..28]))
        {
            return false;
        }

        var flags = BinaryPrimitives.ReadUInt16BigEndian(source[10..]);
        header = new FrameHeader(
            BinaryPrimitives.ReadInt64BigEndian(source),
            BinaryPrimitives.ReadUInt16BigEndian(source[8..]),
            (flags & ErasedFlag) != 0,
            (flags & RawFlag) != 0,
            BinaryPrimitives.ReadInt32BigEndian(source[12..]),
            BinaryPrimitives.ReadInt32BigEndian(source[16..]),
            BinaryPrimitives.ReadUInt32BigEndian(source[20..]));
        return header is { First: >= 0, Count: >= 1 and <= LogLimits.BundleSize, PackedLength: >= 0 and <= PlainLengthMax, PlainLength: >= 0 and <= PlainLengthMax }
            && BinaryPrimitives.ReadUInt32BigEndian(source[24..]) == 0
            && (flags & ~(ErasedFlag | RawFlag)) == 0
            && (!header.IsRaw || header.PackedLength == header.PlainLength);
    }
}
