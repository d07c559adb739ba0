using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Annals.Log.Storage;

/// <summary>What a frame of the write-ahead log holds. The number is byte 4 of the frame.</summary>
internal enum WalFrameType : byte
{
    /// <summary>Entries with their payloads, byte for byte.</summary>
    Records = 1,

    /// <summary>Lengths of the segment files up to which they are committed.</summary>
    Lengths = 2,

    /// <summary>A signed checkpoint.</summary>
    Checkpoint = 3,

    /// <summary>The log was stopped cleanly.</summary>
    Close = 4,
}

/// <summary>Header of a file of the write-ahead log: 40 bytes.</summary>
/// <param name="Number">The file's number, as in its name.</param>
/// <param name="FirstGroup">Number of its first group.</param>
/// <param name="Nonce">Random, so that no bytes of a record can pass for a frame of this file.</param>
internal readonly record struct WalHeader(long Number, long FirstGroup, ulong Nonce)
{
    public const int Length = 40;
    private const uint Version = 1;

    private static ReadOnlySpan<byte> Magic => "ANNALWAL"u8;

    public static WalHeader Fresh(long number, long firstGroup) =>
        new(number, firstGroup, BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))));

    /// <summary>Writes the header.</summary>
    /// <returns>Its checksum, with which the checksums of the frames' headers begin.</returns>
    public uint Write(Span<byte> destination)
    {
        destination[..Length].Clear();
        Magic.CopyTo(destination);
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], Version);
        BinaryPrimitives.WriteInt64BigEndian(destination[12..], Number);
        BinaryPrimitives.WriteInt64BigEndian(destination[20..], FirstGroup);
        BinaryPrimitives.WriteUInt64BigEndian(destination[28..], Nonce);
        var crc = Crc32C.Compute(destination[..36]);
        BinaryPrimitives.WriteUInt32BigEndian(destination[36..], crc);
        return crc;
    }

    public static bool TryRead(ReadOnlySpan<byte> source, out WalHeader header, out uint crc)
    {
        header = default;
        crc = 0;
        if (source.Length < Length || !source.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32BigEndian(source[8..]) != Version
            || BinaryPrimitives.ReadUInt32BigEndian(source[36..]) != (crc = Crc32C.Compute(source[..36])))
        {
            return false;
        }

        header = new WalHeader(
            BinaryPrimitives.ReadInt64BigEndian(source[12..]),
            BinaryPrimitives.ReadInt64BigEndian(source[20..]),
            BinaryPrimitives.ReadUInt64BigEndian(source[28..]));
        return header is { Number: >= 0, FirstGroup: >= 0 };
    }
}

/// <summary>Header of a frame of the write-ahead log: 24 bytes, followed by the body and by zero bytes up to a multiple of 8.</summary>
internal readonly record struct WalFrameHeader(int BodyLength, WalFrameType Type, bool IsLast, long Group, uint BodyCrc)
{
    public const int Length = 24;

    /// <summary>Longest body: one record of the greatest length with its entry, or a frame of small ones.</summary>
    public const int BodyLengthMax = LogLimits.PayloadBytesMax + LogLimits.FramePayloadBytes + (1 << 17);

    private const byte LastOfGroup = 1;

    /// <summary>Bytes that the frame takes in the file.</summary>
    public int StoredLength => PaddedLength(BodyLength);

    public static int PaddedLength(int bodyLength) => (Length + bodyLength + 7) & ~7;

    public void Write(Span<byte> destination, uint fileCrc)
    {
        BinaryPrimitives.WriteInt32BigEndian(destination, BodyLength);
        destination[4] = (byte)Type;
        destination[5] = IsLast ? LastOfGroup : (byte)0;
        destination[6] = 0;
        destination[7] = 0;
        BinaryPrimitives.WriteInt64BigEndian(destination[8..], Group);
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], BodyCrc);
        BinaryPrimitives.WriteUInt32BigEndian(destination[20..], Crc32C.Compute(fileCrc, destination[..20]));
    }

    public static bool TryRead(ReadOnlySpan<byte> source, uint fileCrc, out WalFrameHeader header)
    {
        header = default;
        if (source.Length < Length
            || source[4] is < (byte)WalFrameType.Records or > (byte)WalFrameType.Close
            || source[5] > LastOfGroup || source[6] != 0 || source[7] != 0
            || BinaryPrimitives.ReadUInt32BigEndian(source) > BodyLengthMax
            || BinaryPrimitives.ReadUInt32BigEndian(source[20..]) != Crc32C.Compute(fileCrc, source[..20]))
        {
            return false;
        }

        header = new WalFrameHeader(
            BinaryPrimitives.ReadInt32BigEndian(source),
            (WalFrameType)source[4],
            source[5] == LastOfGroup,
            BinaryPrimitives.ReadInt64BigEndian(source[8..]),
            BinaryPrimitives.ReadUInt32BigEndian(source[16..]));
        return true;
    }
}
