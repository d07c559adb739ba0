namespace Annals.Log.Storage;

/// <summary>Reads full bundles from segment files and leaves the positions behind them to the derived class.</summary>
internal abstract class SegmentedReader(SegmentSet set) : ILogReader
{
    public abstract long Size { get; }

    protected SegmentSet Set { get; } = set;

    public Entry ReadEntry(long position) => Entry.Decode(ReadEntryBytes(position));

    public byte[] ReadEntryBytes(long position)
    {
        Check(position);
        return (position < Set.Size ? null : TailEntry(position)) ?? SealedEntry(position);
    }

    public StoredRecord ReadRecord(long position)
    {
        var entry = ReadEntry(position);
        using var frame = ReadFrame(position);
        var index = (int)(position - frame.First);
        return new StoredRecord(position, entry, frame.Salt(index), frame.Record(index).ToArray(), frame.IsErased(index));
    }

    public PayloadSeal? ReadSeal(long position)
    {
        var commitment = EntryBytes.Commitment(ReadEntryBytes(position));
        if (position >= Set.Size)
        {
            using var frame = ReadFrame(position);
            return new PayloadSeal(frame.Salt((int)(position - frame.First)), commitment);
        }

        return Set.ReadSalt(position) is { } salt ? new PayloadSeal(salt, commitment) : null;
    }

    public IEnumerable<FrameInfo> Frames(long from, long to)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, Size);
        return FramesOf(from, to);
    }

    public Frame OpenFrame(FrameInfo frame)
    {
        Check(frame.First);
        var read = ReadFrame(frame.First);
        if (read.First == frame.First && read.Count >= frame.Count)
        {
            return read.Limit(frame.Count);
        }

        read.Dispose();
        throw new ArgumentException($"The log has no frame of {frame.Count} records at position {frame.First}.", nameof(frame));
    }

    public TreeHash Node(int level, long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 62);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (index >= Size >> level)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"Level {level} of a log of {Size} positions has {Size >> level} nodes.");
        }

        if ((index + 1) << level <= Set.Size)
        {
            return Set.Node(level, index);
        }

        // At most one chain of nodes, down to the bundles that are not in segment files yet.
        return level > 8
            ? MerkleHash.Node(Node(level - 1, 2 * index), Node(level - 1, (2 * index) + 1))
            : TailNode(level, index << level) ?? Set.Node(level, index);
    }

    /// <summary>The encoded entry at a position that is in no segment file, or null when it has got there meanwhile.</summary>
    protected abstract byte[]? TailEntry(long position);

    /// <summary>The frame that holds such a position.</summary>
    protected abstract Frame? TailFrame(long position);

    /// <summary>The frames of the bundle that holds such a position.</summary>
    protected abstract IReadOnlyList<FrameInfo>? TailFrames(long position);

    /// <summary>A node of level 0 to 8 that begins at such a position.</summary>
    protected abstract TreeHash? TailNode(int level, long first);

    private byte[] SealedEntry(long position) =>
        Set.Bundle(position & -LogLimits.BundleSize).Entry((int)(position & (LogLimits.BundleSize - 1))).ToArray();

    private Frame ReadFrame(long position) =>
        (position < Set.Size ? null : TailFrame(position)) ?? Set.ReadFrame(position);

    private IEnumerable<FrameInfo> FramesOf(long from, long to)
    {
        for (var first = from & -LogLimits.BundleSize; first < to; first += LogLimits.BundleSize)
        {
            var frames = (first < Set.Size ? null : TailFrames(first)) ?? SealedFrames(first);
            foreach (var frame in frames)
            {
                if (frame.First < to && frame.First + frame.Count > from)
                {
                    yield return frame.First + frame.Count <= Size ? frame : frame with { Count = (int)(Size - frame.First) };
                }
            }
        }
    }

    private FrameInfo[] SealedFrames(long first) =>
        Array.ConvertAll(Set.Slots(first), slot => new FrameInfo(first + slot.FirstInBundle, slot.Count));

    private void Check(long position)
    {
        if ((ulong)position >= (ulong)Size)
        {
            throw new ArgumentOutOfRangeException(nameof(position), position, $"The log has {Size} positions.");
        }
    }
}
