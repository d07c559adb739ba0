namespace Annals.Log.Storage;

/// <summary>
/// Reads what lies in segment files: entries, payloads and nodes from the root of a bundle upwards. Thread-safe. Open files
/// and kept bundles are bounded.
/// </summary>
internal sealed class SegmentSet(ILogDisk disk, LogFolder folder) : IDisposable
{
    private const int OpenMax = 64;
    private const int BundlesMax = 64;

    private readonly Lock gate = new();
    private readonly List<TreeHash> fullRoots = [];
    private readonly Dictionary<long, Open> open = [];
    private readonly Dictionary<long, LinkedListNode<Bundle>> bundles = [];
    private readonly LinkedList<Bundle> recent = [];
    private SegmentMap growing = new(0);
    private uint growingGeneration = 1;
    private long size;

    /// <summary>Positions that lie in bundles of segment files, committed or not; a multiple of 256.</summary>
    public long Size => Volatile.Read(ref size);

    /// <summary>The segment that is not full.</summary>
    public SegmentMap Growing => growing;

    /// <summary>Adds a full segment, in order.</summary>
    public void AddFull(in TreeHash root)
    {
        lock (gate)
        {
            fullRoots.Add(root);
            growing = new SegmentMap(fullRoots.Count);
            growingGeneration = 1;
            Volatile.Write(ref size, fullRoots.Count * (long)LogLimits.SegmentSize);
        }
    }

    /// <summary>Takes the map of the segment that is not full.</summary>
    public void SetGrowing(SegmentMap map, uint generation)
    {
        lock (gate)
        {
            growing = map;
            growingGeneration = generation;
            Volatile.Write(ref size, (fullRoots.Count * (long)LogLimits.SegmentSize) + ((long)map.Count * LogLimits.BundleSize));
        }
    }

    /// <summary>Makes a bundle visible that was written to the growing segment.</summary>
    public void AddBundle(int length, in TreeHash root)
    {
        lock (gate)
        {
            if (!growing.TryAdd(length, root))
            {
                throw new InvalidOperationException($"A bundle of {length} bytes does not fit into segment {growing.Segment} with {growing.Count} bundles.");
            }

            Volatile.Write(ref size, size + LogLimits.BundleSize);
        }
    }

    /// <summary>Closes the growing segment, which must be full, and begins the next.</summary>
    public void EndSegment() => AddFull(growing.Fold(0, LogLimits.BundlesPerSegment));

    /// <summary>Lends the files of a segment.</summary>
    public Lease Use(long segment)
    {
        lock (gate)
        {
            if (!open.TryGetValue(segment, out var held))
            {
                var isGrowing = segment == growing.Segment;
                held = new Open(SegmentFile.Open(disk, folder, segment, isGrowing ? growing : null, growingGeneration));
                EvictFiles();
                open.Add(segment, held);
            }

            held.Users++;
            held.LastUse = ++useCount;
            return new Lease(this, held);
        }
    }

    private long useCount;

    /// <summary>The bundle that begins at a position; recently used ones are kept.</summary>
    public Bundle Bundle(long first)
    {
        lock (gate)
        {
            if (bundles.TryGetValue(first, out var node))
            {
                recent.Remove(node);
                recent.AddFirst(node);
                return node.Value;
            }
        }

        Bundle bundle;
        using (var lease = Use(first / LogLimits.SegmentSize))
        {
            bundle = lease.File.ReadBundle(IndexInSegment(first));
        }

        lock (gate)
        {
            if (!bundles.ContainsKey(first))
            {
                bundles.Add(first, recent.AddFirst(bundle));
                if (recent.Count > BundlesMax)
                {
                    bundles.Remove(recent.Last!.Value.First);
                    recent.RemoveLast();
                }
            }
        }

        return bundle;
    }

    /// <summary>The frames of the bundle that begins at a position.</summary>
    public FrameSlot[] Slots(long first)
    {
        var bundle = Bundle(first);
        using var lease = Use(first / LogLimits.SegmentSize);
        return lease.File.Slots(IndexInSegment(first), bundle);
    }

    /// <summary>Reads the frame that holds a position.</summary>
    public Frame ReadFrame(long position)
    {
        var first = position & -LogLimits.BundleSize;
        var bundle = Bundle(first);
        using var lease = Use(first / LogLimits.SegmentSize);
        foreach (var slot in lease.File.Slots(IndexInSegment(first), bundle))
        {
            if (position < first + slot.FirstInBundle + slot.Count)
            {
                return lease.File.ReadFrame(first + slot.FirstInBundle, slot);
            }
        }

        throw new ArgumentOutOfRangeException(nameof(position), position, "No frame holds the position.");
    }

    /// <summary>Reads a frame of the growing segment whose bundle is not full yet.</summary>
    public Frame ReadFrame(long first, FrameSlot slot)
    {
        using var lease = Use(first / LogLimits.SegmentSize);
        return lease.File.ReadFrame(first, slot);
    }

    /// <summary>The salt at a position as stored, not checked; null when the payload was erased.</summary>
    public PayloadSalt? ReadSalt(long position)
    {
        var first = position & -LogLimits.BundleSize;
        var bundle = Bundle(first);
        using var lease = Use(first / LogLimits.SegmentSize);
        var slot = Array.Find(lease.File.Slots(IndexInSegment(first), bundle), slot => position < first + slot.FirstInBundle + slot.Count);
        Span<byte> salt = stackalloc byte[PayloadSalt.Length];
        var offset = slot.Offset + FrameHeader.Length + ((position - first - slot.FirstInBundle) * PayloadSalt.Length);
        return lease.File.ReadData(offset, salt) == salt.Length && salt.ContainsAnyExcept((byte)0) ? PayloadSalt.Read(salt) : null;
    }

    /// <summary>A node that lies completely in written bundles.</summary>
    public TreeHash Node(int level, long index)
    {
        var first = index << level;
        if (level < 8)
        {
            Span<TreeHash> nodes = stackalloc TreeHash[1 << level];
            Bundle(first & -LogLimits.BundleSize).Leaves().Slice((int)(first & (LogLimits.BundleSize - 1)), nodes.Length).CopyTo(nodes);
            return MerkleHash.Fold(nodes);
        }

        return level < 16 ? BundleNode(first, 1 << (level - 8)) : SegmentNode(first / LogLimits.SegmentSize, 1 << (level - 16));
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var held in open.Values)
            {
                held.IsEvicted = true;
                held.CloseIfUnused();
            }

            open.Clear();
        }
    }

    public static int IndexInSegment(long first) => (int)(first % LogLimits.SegmentSize / LogLimits.BundleSize);

    private TreeHash BundleNode(long first, int count)
    {
        var segment = first / LogLimits.SegmentSize;
        var start = IndexInSegment(first);
        SegmentMap? map;
        lock (gate)
        {
            if (count == LogLimits.BundlesPerSegment && segment < fullRoots.Count)
            {
                return fullRoots[(int)segment];
            }

            map = segment == growing.Segment ? growing : null;
        }

        if (map is not null)
        {
            return map.Fold(start, count);
        }

        using var lease = Use(segment);
        return lease.File.Map.Fold(start, count);
    }

    private TreeHash SegmentNode(long first, int count)
    {
        TreeHash[] nodes;
        lock (gate)
        {
            nodes = fullRoots.GetRange((int)first, count).ToArray();
        }

        return MerkleHash.Fold(nodes);
    }

    private void EvictFiles()
    {
        while (open.Count >= OpenMax)
        {
            var (segment, held) = open.MinBy(pair => pair.Value.LastUse);
            open.Remove(segment);
            held.IsEvicted = true;
            held.CloseIfUnused();
        }
    }

    private void Return(Open held)
    {
        lock (gate)
        {
            held.Users--;
            held.CloseIfUnused();
        }
    }

    /// <summary>A segment's files until given back.</summary>
    internal readonly struct Lease : IDisposable
    {
        private readonly SegmentSet owner;
        private readonly Open held;

        internal Lease(SegmentSet owner, Open held)
        {
            this.owner = owner;
            this.held = held;
        }

        public SegmentFile File => held.File;

        public void Dispose() => owner.Return(held);
    }

    /// <summary>Open files with their users.</summary>
    internal sealed class Open(SegmentFile file)
    {
        public SegmentFile File { get; } = file;

        public int Users { get; set; }

        public long LastUse { get; set; }

        public bool IsEvicted { get; set; }

        public void CloseIfUnused()
        {
            if (IsEvicted && Users == 0)
            {
                File.Dispose();
            }
        }
    }
}
