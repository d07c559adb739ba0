using System.Buffers.Binary;

namespace Annals.Log.Storage;

/// <summary>
/// Last 10,288 bytes of the .tree file of a full segment: where its bundles begin (8 bytes each), their roots (a full tile
/// of level 1), then the segment's root, generation and length of the .data file when the segment became full.
/// </summary>
/// <param name="Root">Root of the segment: its hash at level 2.</param>
/// <param name="Generation">Generation of the .data file when the segment became full.</param>
/// <param name="DataLength">Length of that .data file.</param>
internal sealed record SegmentFoot(TreeHash Root, uint Generation, long DataLength)
{
    public const int Length = TailStart + 48;
    private const int RootsStart = LogLimits.BundlesPerSegment * sizeof(long);
    private const int TailStart = RootsStart + (LogLimits.BundlesPerSegment * TreeHash.Length);

    /// <summary>Writes the foot of a segment with all its bundles.</summary>
    public static void Write(Span<byte> destination, SegmentMap map, uint generation, long dataLength)
    {
        for (var i = 0; i < LogLimits.BundlesPerSegment; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(destination[(i * sizeof(long))..], map.Offset(i));
            map.Root(i).Write(destination[(RootsStart + (i * TreeHash.Length))..]);
        }

        var tail = destination[TailStart..];
        map.Fold(0, LogLimits.BundlesPerSegment).Write(tail);
        BinaryPrimitives.WriteUInt32BigEndian(tail[32..], generation);
        BinaryPrimitives.WriteInt64BigEndian(tail[36..], dataLength);
        BinaryPrimitives.WriteUInt32BigEndian(tail[44..], Crc32C.Compute(destination[..(Length - sizeof(uint))]));
    }

    /// <summary>Reads a foot into a map.</summary>
    /// <param name="source">The foot alone.</param>
    /// <param name="start">Where it begins in the file.</param>
    /// <param name="map">Takes offsets and roots; null when only the foot's own fields are wanted.</param>
    /// <returns>Null when it does not fit.</returns>
    public static SegmentFoot? TryRead(ReadOnlySpan<byte> source, long start, SegmentMap? map)
    {
        if (source.Length != Length || BinaryPrimitives.ReadUInt32BigEndian(source[(Length - sizeof(uint))..]) != Crc32C.Compute(source[..(Length - sizeof(uint))]))
        {
            return null;
        }

        var tail = source[TailStart..];
        var foot = new SegmentFoot(TreeHash.Read(tail), BinaryPrimitives.ReadUInt32BigEndian(tail[32..]), BinaryPrimitives.ReadInt64BigEndian(tail[36..]));
        if (map is null)
        {
            return foot;
        }

        for (var i = 0; i < LogLimits.BundlesPerSegment; i++)
        {
            var offset = BinaryPrimitives.ReadInt64BigEndian(source[(i * sizeof(long))..]);
            var end = i + 1 < LogLimits.BundlesPerSegment ? BinaryPrimitives.ReadInt64BigEndian(source[((i + 1) * sizeof(long))..]) : start;
            if (offset != map.End || !map.TryAdd(end - offset, TreeHash.Read(source[(RootsStart + (i * TreeHash.Length))..])))
            {
                return null;
            }
        }

        return map.Fold(0, LogLimits.BundlesPerSegment) == foot.Root ? foot : null;
    }
}
