namespace Annals.Log.Storage;

/// <summary>Reads a log whose end lies in a file of the write-ahead log that is not written any more, or only behind the size that is read.</summary>
internal sealed class WalTail(SegmentSet set, WalImage image, long size) : SegmentedReader(set)
{
    private readonly long start = image.Lengths.SealedSize;

    public override long Size => size;

    /// <summary>The payload of a record of the write-ahead log.</summary>
    public static byte[] ReadPayload(WalImage image, WalTailRecord record)
    {
        var payload = new byte[record.PayloadLength];
        return image.File.Read(record.PayloadOffset, payload) == payload.Length
            ? payload
            : throw new LogCorruptException(image.File.Path, record.PayloadOffset, "the file ends inside a payload");
    }

    protected override byte[]? TailEntry(long position) => Find(position).Entry;

    protected override Frame? TailFrame(long position)
    {
        var record = Find(position);
        var frame = Frame.Gather(position, 1, record.PayloadLength);
        ReadPayload(image, record).CopyTo(frame.Gather(0, record.PayloadLength, record.Salt));
        return frame;
    }

    /// <summary>Frames of one record each: what they will be is decided only when the bundle is full.</summary>
    protected override IReadOnlyList<FrameInfo>? TailFrames(long position)
    {
        var end = Math.Min(Size, position + LogLimits.BundleSize);
        return Enumerable.Range(0, (int)(end - position)).Select(i => new FrameInfo(position + i, 1)).ToList();
    }

    protected override TreeHash? TailNode(int level, long first)
    {
        Span<TreeHash> nodes = stackalloc TreeHash[1 << level];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = MerkleHash.Leaf(Find(first + i).Entry);
        }

        return MerkleHash.Fold(nodes);
    }

    private WalTailRecord Find(long position) => image.Records[(int)(position - start)];
}
