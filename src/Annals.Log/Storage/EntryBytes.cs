using System.Buffers.Binary;

namespace Annals.Log.Storage;

/// <summary>Single fields of an encoded entry, for paths that must not decode all of it.</summary>
internal static class EntryBytes
{
    public const int RecordIdStart = 36;
    public const int PayloadLengthStart = 52;
    public const int CommitmentStart = 56;
    public const int ExtensionLengthStart = 88;

    public static long RecordedMicros(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadInt64BigEndian(entry[4..]);

    public static uint PayloadLength(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt32BigEndian(entry[PayloadLengthStart..]);

    public static TreeHash Commitment(ReadOnlySpan<byte> entry) => TreeHash.Read(entry[CommitmentStart..]);
}
