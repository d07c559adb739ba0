using System.Buffers.Binary;

namespace Annals.Log.Storage;

/// <summary>Where the payloads of neighbouring records lie in a .data file: 16 bytes in a frame table.</summary>
/// <param name="FirstInBundle">Number of the first record in its bundle, 0 to 255.</param>
/// <param name="Count">Records in the frame, 1 to 256.</param>
/// <param name="Length">Bytes that the frame takes in the file.</param>
/// <param name="Offset">Where it begins in the file.</param>
internal readonly record struct FrameSlot(int FirstInBundle, int Count, int Length, long Offset)
{
    public const int StoredLength = 16;

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)FirstInBundle);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)Count);
        BinaryPrimitives.WriteInt32BigEndian(destination[4..], Length);
        BinaryPrimitives.WriteInt64BigEndian(destination[8..], Offset);
    }

    public static FrameSlot Read(ReadOnlySpan<byte> source) => new(
        BinaryPrimitives.ReadUInt16BigEndian(source),
        BinaryPrimitives.ReadUInt16BigEndian(source[2..]),
        BinaryPrimitives.ReadInt32BigEndian(source[4..]),
        BinaryPrimitives.ReadInt64BigEndian(source[8..]));

    /// <summary>Reads the frames of one bundle.</summary>
    /// <returns>Null when they do not cover its 256 records without gap, or a length cannot be true.</returns>
    public static FrameSlot[]? ReadBundle(ReadOnlySpan<byte> table)
    {
        var slots = new FrameSlot[table.Length / StoredLength];
        var covered = 0;
        for (var i = 0; i < slots.Length; i++)
        {
            var slot = Read(table[(i * StoredLength)..]);
            if (slot.FirstInBundle != covered || slot.Count < 1 || slot.Offset < DataHeader.Length
                || slot.Length is < FrameHeader.Length or > FrameHeader.StoredLengthMax)
            {
                return null;
            }

            covered += slot.Count;
            slots[i] = slot;
        }

        return covered == LogLimits.BundleSize ? slots : null;
    }
}
