namespace Annals.Log.Storage;

/// <summary>Places and roots of the bundles of one segment. Grows at the end by one thread; reading is thread-safe.</summary>
internal sealed class SegmentMap(long segment)
{
    private const long BundleLengthMax = BundleHeader.Length + BundleHeader.LooseLength + (2L * BundleHeader.PlainLengthMax);

    private readonly long[] ends = new long[LogLimits.BundlesPerSegment];
    private readonly TreeHash[] roots = new TreeHash[LogLimits.BundlesPerSegment];
    private volatile int count;

    public long Segment => segment;

    /// <summary>Bundles, 0 to 256.</summary>
    public int Count => count;

    public bool IsFull => count == LogLimits.BundlesPerSegment;

    /// <summary>Where the next bundle begins.</summary>
    public long End => Offset(count);

    public long Offset(int bundle) => bundle == 0 ? TreeHeader.Length : ends[bundle - 1];

    public int Length(int bundle) => (int)(ends[bundle] - Offset(bundle));

    public TreeHash Root(int bundle) => roots[bundle];

    /// <summary>Adds a bundle.</summary>
    /// <returns>False when its length cannot be true or the segment is full.</returns>
    public bool TryAdd(long length, in TreeHash root)
    {
        if (IsFull || length is < BundleHeader.Length or > BundleLengthMax)
        {
            return false;
        }

        var index = count;
        roots[index] = root;
        ends[index] = Offset(index) + length;
        count = index + 1;
        return true;
    }

    /// <summary>Root over a perfect run of bundles.</summary>
    public TreeHash Fold(int first, int length)
    {
        Span<TreeHash> nodes = stackalloc TreeHash[LogLimits.BundlesPerSegment];
        roots.AsSpan(first, length).CopyTo(nodes);
        return MerkleHash.Fold(nodes[..length]);
    }
}
