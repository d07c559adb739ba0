using System.Buffers.Binary;

namespace Annals.Log;

/// <summary>
/// The extensions of an entry: each is a type (1 byte), a length (2 bytes) and as many bytes. Types rise strictly, so that
/// an entry has one encoding only.
/// </summary>
internal static class EntryExtensions
{
    public const byte IntakeType = 1;
    public const byte FirstType = 2;
    public const byte ValueType = 3;
    private const int HeaderLength = 3;

    public static Entry Read(Entry entry, ReadOnlySpan<byte> extensions)
    {
        var previousType = -1;
        for (var offset = 0; offset < extensions.Length;)
        {
            var rest = extensions[offset..];
            if (rest.Length < HeaderLength || rest.Length - HeaderLength < BinaryPrimitives.ReadUInt16BigEndian(rest[1..]))
            {
                throw new LogFormatException($"The extension at byte {Entry.FixedLength + offset} of the entry is cut off.");
            }

            var type = rest[0];
            if (type <= previousType || type == 0)
            {
                throw new LogFormatException($"Extension type {type} at byte {Entry.FixedLength + offset} of the entry is out of order; types are above 0 and rise.");
            }

            previousType = type;
            var value = rest.Slice(HeaderLength, BinaryPrimitives.ReadUInt16BigEndian(rest[1..]));
            if (type > ValueType)
            {
                return ReadOthers(entry, rest, previousType);
            }

            entry = type switch
            {
                IntakeType => entry with { Intake = ReadPosition(value, type) },
                FirstType => entry with { First = ReadPosition(value, type) },
                _ => entry with { Value = ReadDigest(value) },
            };
            offset += HeaderLength + value.Length;
        }

        return entry;
    }

    public static Span<byte> WritePosition(Span<byte> destination, byte type, long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        WriteHeader(destination, type, sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(destination[HeaderLength..], position);
        return destination[(HeaderLength + sizeof(long))..];
    }

    public static Span<byte> WriteDigest(Span<byte> destination, byte type, Digest16 digest)
    {
        WriteHeader(destination, type, Digest16.Length);
        digest.Write(destination[HeaderLength..]);
        return destination[(HeaderLength + Digest16.Length)..];
    }

    private static void WriteHeader(Span<byte> destination, byte type, ushort length)
    {
        destination[0] = type;
        BinaryPrimitives.WriteUInt16BigEndian(destination[1..], length);
    }

    /// <summary>Checks the order and lengths of all further extensions and keeps them as they are.</summary>
    private static Entry ReadOthers(Entry entry, ReadOnlySpan<byte> extensions, int firstType)
    {
        var previousType = firstType - 1;
        for (var offset = 0; offset < extensions.Length;)
        {
            var rest = extensions[offset..];
            if (rest.Length < HeaderLength || rest.Length - HeaderLength < BinaryPrimitives.ReadUInt16BigEndian(rest[1..]) || rest[0] <= previousType)
            {
                throw new LogFormatException($"The extensions of the entry after type {previousType} are cut off or out of order.");
            }

            previousType = rest[0];
            offset += HeaderLength + BinaryPrimitives.ReadUInt16BigEndian(rest[1..]);
        }

        return entry with { OtherExtensions = extensions.ToArray() };
    }

    private static long ReadPosition(ReadOnlySpan<byte> value, byte type)
    {
        if (value.Length != sizeof(long))
        {
            throw new LogFormatException($"Extension type {type} of the entry has {sizeof(long)} bytes, not {value.Length}.");
        }

        var position = BinaryPrimitives.ReadInt64BigEndian(value);
        return position >= 0
            ? position
            : throw new LogFormatException($"Extension type {type} of the entry holds a position of 2^63 or more.");
    }

    private static Digest16 ReadDigest(ReadOnlySpan<byte> value) =>
        value.Length == Digest16.Length
            ? Digest16.Read(value)
            : throw new LogFormatException($"Extension type {ValueType} of the entry has {Digest16.Length} bytes, not {value.Length}.");
}
