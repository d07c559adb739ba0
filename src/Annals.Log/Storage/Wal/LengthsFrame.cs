using System.Buffers.Binary;

namespace Annals.Log.Storage;

/// <summary>Commits what was added to one segment: body of a frame of type 2, 88 bytes.</summary>
/// <param name="SealedSize">Positions from 0 on that lie in segments; a multiple of 256.</param>
/// <param name="Segment">The segment that was added to.</param>
/// <param name="TreeBefore">Length of its .tree file before; 0 when it was new.</param>
/// <param name="TreeLength">Length of its .tree file.</param>
/// <param name="DataBefore">Length of its .data file before.</param>
/// <param name="DataLength">Length of its .data file.</param>
/// <param name="Generation">Generation of its .data file.</param>
/// <param name="TreeDigest">SHA-256 of the bytes added to the .tree file.</param>
internal sealed record LengthsFrame(
    long SealedSize, long Segment, long TreeBefore, long TreeLength, long DataBefore, long DataLength, uint Generation, TreeHash TreeDigest)
{
    public const int Length = 88;

    /// <summary>Of a log without any full bundle.</summary>
    public static LengthsFrame Empty { get; } = new(0, 0, 0, 0, 0, 0, 1, MerkleHash.EmptyRoot);

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteInt64BigEndian(destination, SealedSize);
        BinaryPrimitives.WriteInt64BigEndian(destination[8..], Segment);
        BinaryPrimitives.WriteInt64BigEndian(destination[16..], TreeBefore);
        BinaryPrimitives.WriteInt64BigEndian(destination[24..], TreeLength);
        BinaryPrimitives.WriteInt64BigEndian(destination[32..], DataBefore);
        BinaryPrimitives.WriteInt64BigEndian(destination[40..], DataLength);
        BinaryPrimitives.WriteUInt32BigEndian(destination[48..], Generation);
        BinaryPrimitives.WriteUInt32BigEndian(destination[52..], 0);
        TreeDigest.Write(destination[56..]);
    }

    /// <summary>Reads a body; null when its numbers cannot be true.</summary>
    public static LengthsFrame? TryRead(ReadOnlySpan<byte> source)
    {
        if (source.Length != Length || BinaryPrimitives.ReadUInt32BigEndian(source[52..]) != 0)
        {
            return null;
        }

        var frame = new LengthsFrame(
            BinaryPrimitives.ReadInt64BigEndian(source),
            BinaryPrimitives.ReadInt64BigEndian(source[8..]),
            BinaryPrimitives.ReadInt64BigEndian(source[16..]),
            BinaryPrimitives.ReadInt64BigEndian(source[24..]),
            BinaryPrimitives.ReadInt64BigEndian(source[32..]),
            BinaryPrimitives.ReadInt64BigEndian(source[40..]),
            BinaryPrimitives.ReadUInt32BigEndian(source[48..]),
            TreeHash.Read(source[56..]));
        return frame.IsPlausible ? frame : null;
    }

    private bool IsPlausible =>
        SealedSize >= 0 && SealedSize % LogLimits.BundleSize == 0
        && Segment == (SealedSize == 0 ? 0 : (SealedSize - 1) / LogLimits.SegmentSize)
        && TreeBefore >= 0 && TreeBefore <= TreeLength
        && DataBefore >= 0 && DataBefore <= DataLength
        && Generation > 0;
}
