namespace Annals.Log.Storage;

/// <summary>
/// The entries of one bundle while it is filled, hashed and compressed, and the places of its payloads. Filled by one
/// thread under the log's lock; <see cref="Encode"/> by one thread once it is full. Reused.
/// </summary>
internal sealed class BundleBuilder
{
    private const int KeepBytes = 256 << 10;

    private readonly int[] ends = new int[LogLimits.BundleSize];
    private readonly TreeHash[] leaves = new TreeHash[LogLimits.BundleSize];
    private readonly List<FrameSlot> slots = [];
    private byte[] entries = new byte[32 << 10];
    private byte[] plain = [];
    private byte[] stored = [];
    private int leafCount;
    private int packedLength;
    private int plainLength;

    /// <summary>Position of the first entry.</summary>
    public long First { get; private set; }

    public int Count { get; private set; }

    public bool IsFull => Count == LogLimits.BundleSize;

    /// <summary>Root of the full bundle; after <see cref="Encode"/>.</summary>
    public TreeHash Root { get; private set; }

    /// <summary>Frames that are written to the .data file already, in order.</summary>
    public IReadOnlyList<FrameSlot> Slots => slots;

    /// <summary>Frames that are not, in order.</summary>
    public List<FrameBuilder> Frames { get; } = [];

    public void Reset(long first)
    {
        First = first;
        Count = 0;
        leafCount = 0;
        slots.Clear();
        Frames.Clear();
        if (entries.Length > KeepBytes)
        {
            entries = new byte[32 << 10];
            plain = [];
            stored = [];
        }
    }

    /// <summary>Room for one more entry of at most the given length.</summary>
    public Span<byte> Room(int length)
    {
        var used = EntriesLength;
        if (length > entries.Length - used)
        {
            Array.Resize(ref entries, Math.Max(entries.Length * 2, used + length));
        }

        return entries.AsSpan(used);
    }

    /// <summary>Takes over an entry written to <see cref="Room"/>.</summary>
    public void Added(int length)
    {
        ends[Count] = EntriesLength + length;
        Count++;
    }

    public ReadOnlySpan<byte> Entry(int index)
    {
        var start = index == 0 ? 0 : ends[index - 1];
        return entries.AsSpan(start, ends[index] - start);
    }

    /// <summary>The frame with a written or unwritten payload moves from <see cref="Frames"/> to <see cref="Slots"/>.</summary>
    public void Wrote(FrameSlot slot)
    {
        slots.Add(slot);
        Frames.RemoveAt(0);
    }

    /// <summary>Root of a perfect run of entries, for readers. A full bundle may be in the hands of another thread, so nothing of it is changed.</summary>
    public TreeHash Node(int level, int start)
    {
        Span<TreeHash> nodes = stackalloc TreeHash[1 << level];
        if (IsFull)
        {
            for (var i = 0; i < nodes.Length; i++)
            {
                nodes[i] = MerkleHash.Leaf(Entry(start + i));
            }
        }
        else
        {
            Leaves().Slice(start, nodes.Length).CopyTo(nodes);
        }

        return MerkleHash.Fold(nodes);
    }

    /// <summary>Leaf hashes of the entries so far.</summary>
    private ReadOnlySpan<TreeHash> Leaves()
    {
        for (; leafCount < Count; leafCount++)
        {
            leaves[leafCount] = MerkleHash.Leaf(Entry(leafCount));
        }

        return leaves.AsSpan(0, Count);
    }

    /// <summary>Hashes the full bundle and compresses its entries.</summary>
    public void Encode()
    {
        Span<TreeHash> nodes = stackalloc TreeHash[LogLimits.BundleSize];
        Leaves().CopyTo(nodes);
        Root = MerkleHash.Fold(nodes);

        plainLength = EntriesLength - BundleHeader.LooseLength;
        var tableMax = BundleHeader.Length + (LogLimits.BundleSize * FrameSlot.StoredLength);
        Grow(ref plain, plainLength);
        Grow(ref stored, tableMax + BundleHeader.LooseLength + Zstd.Bound(plainLength));

        // The frame table comes first but is known last: leave room for the longest one before the rest.
        var loose = stored.AsSpan(tableMax, BundleHeader.LooseLength);
        var rest = plain.AsSpan(0, plainLength);
        for (var i = 0; i < Count; i++)
        {
            var entry = Entry(i);
            entry.Slice(EntryBytes.RecordIdStart, Digest16.Length).CopyTo(loose);
            entry.Slice(EntryBytes.CommitmentStart, TreeHash.Length).CopyTo(loose[Digest16.Length..]);
            loose = loose[(Digest16.Length + TreeHash.Length)..];
            entry[..EntryBytes.RecordIdStart].CopyTo(rest);
            entry.Slice(EntryBytes.PayloadLengthStart, sizeof(uint)).CopyTo(rest[EntryBytes.RecordIdStart..]);
            entry[EntryBytes.ExtensionLengthStart..].CopyTo(rest[(EntryBytes.RecordIdStart + sizeof(uint))..]);
            rest = rest[(entry.Length - Digest16.Length - TreeHash.Length)..];
        }

        packedLength = Zstd.Compress(plain.AsSpan(0, plainLength), stored.AsSpan(tableMax + BundleHeader.LooseLength));
    }

    /// <summary>The bundle as it is stored; after <see cref="Encode"/> and when all its frames are written.</summary>
    public ReadOnlySpan<byte> Finish(uint generation)
    {
        var header = new BundleHeader(First, slots.Count, generation, packedLength, plainLength, Root, 0);
        var tableMax = BundleHeader.Length + (LogLimits.BundleSize * FrameSlot.StoredLength);
        var start = tableMax - header.TableLength - BundleHeader.Length;
        var bytes = stored.AsSpan(start, header.StoredLength);
        for (var i = 0; i < slots.Count; i++)
        {
            slots[i].Write(bytes[(BundleHeader.Length + (i * FrameSlot.StoredLength))..]);
        }

        header = header with { BodyCrc = Crc32C.Compute(bytes[BundleHeader.Length..]) };
        header.Write(bytes);
        return bytes;
    }

    private int EntriesLength => Count == 0 ? 0 : ends[Count - 1];

    private static void Grow(ref byte[] array, int length)
    {
        if (array.Length < length)
        {
            array = GC.AllocateUninitializedArray<byte>(length + (length / 8));
        }
    }
}
