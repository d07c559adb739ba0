namespace Annals.Log.Storage;

/// <summary>
/// The end of a log that is being written: the bundle that is filled and full ones on their way into a segment file.
/// Changed by one thread at a time; reading is thread-safe. <see cref="Gate"/> guards every change.
/// </summary>
internal sealed class LiveTail(SegmentSet set) : SegmentedReader(set)
{
    private readonly Queue<BundleBuilder> inFlight = [];
    private readonly Stack<BundleBuilder> freeBundles = [];
    private readonly Stack<FrameBuilder> freeFrames = [];
    private BundleBuilder current = new();
    private FrameBuilder? openFrame;
    private long size;

    public Lock Gate { get; } = new();

    public override long Size => Volatile.Read(ref size);

    /// <summary>The bundle that is filled.</summary>
    public BundleBuilder Current => current;

    /// <summary>Begins behind the bundles of the segment files.</summary>
    public void Start()
    {
        current.Reset(Set.Size);
        size = Set.Size;
    }

    /// <summary>Closes the frame that is filled if a payload of this length belongs into the next one.</summary>
    /// <returns>The closed frame, to be encoded and written, or null.</returns>
    public FrameBuilder? CloseFrameFor(int payloadLength)
    {
        var closed = openFrame is { } frame && frame.IsFullFor(payloadLength) ? frame : null;
        openFrame = closed is null ? openFrame : null;
        return closed;
    }

    /// <summary>Adds a record whose entry is encoded.</summary>
    public void Add(ReadOnlySpan<byte> entry, PayloadSalt salt, ReadOnlySpan<byte> payload)
    {
        entry.CopyTo(current.Room(entry.Length));
        Added(entry.Length, salt, payload);
    }

    /// <summary>Adds a new record.</summary>
    public void Add(in NewEntry entry, in PayloadSeal seal, long recordedMicros)
    {
        var room = current.Room(Entry.KnownLengthMax);
        Added(entry.ToEntry(seal, recordedMicros).Encode(room), seal.Salt, entry.Payload.Span);
    }

    /// <summary>If the bundle is full, begins the next one.</summary>
    /// <returns>The full bundle, to be encoded and written, or null. Its last frame is closed too.</returns>
    public BundleBuilder? CloseBundle()
    {
        if (!current.IsFull)
        {
            return null;
        }

        var full = current;
        inFlight.Enqueue(full);
        openFrame = null;
        current = freeBundles.TryPop(out var free) ? free : new BundleBuilder();
        current.Reset(size);
        return full;
    }

    /// <summary>Tells that the oldest unwritten frame of a bundle was written.</summary>
    public void Wrote(BundleBuilder bundle, FrameSlot slot)
    {
        lock (Gate)
        {
            freeFrames.Push(bundle.Frames[0]);
            bundle.Wrote(slot);
        }
    }

    /// <summary>Tells that the oldest full bundle was written; the segment files serve it from now on.</summary>
    public void WroteBundle()
    {
        lock (Gate)
        {
            freeBundles.Push(inFlight.Dequeue());
        }
    }

    /// <summary>Writes records of the bundle that is filled as frames of the write-ahead log.</summary>
    public void CopyTo(WalWriter writer, long from, long to)
    {
        var position = from;
        while (position < to)
        {
            WalRecords.Begin(writer, position);
            using var frame = TailFrame(position) ?? throw new InvalidOperationException($"Position {position} is not in the bundle that is filled.");
            for (; position < to && position < frame.First + frame.Count; position++)
            {
                var index = (int)(position - frame.First);
                WalRecords.Add(writer, current.Entry((int)(position - current.First)), frame.Salt(index), frame.Record(index));
            }
        }
    }

    protected override byte[]? TailEntry(long position)
    {
        lock (Gate)
        {
            return Find(position) is { } bundle ? bundle.Entry((int)(position - bundle.First)).ToArray() : null;
        }
    }

    protected override Frame? TailFrame(long position)
    {
        FrameSlot written;
        long first;
        lock (Gate)
        {
            if (Find(position) is not { } bundle)
            {
                return null;
            }

            foreach (var frame in bundle.Frames)
            {
                if (position >= frame.First && position < frame.First + frame.Count)
                {
                    return Frame.Copy(frame, frame.Count);
                }
            }

            first = bundle.First;
            written = bundle.Slots.First(slot => position < first + slot.FirstInBundle + slot.Count);
        }

        return Set.ReadFrame(first + written.FirstInBundle, written);
    }

    protected override IReadOnlyList<FrameInfo>? TailFrames(long position)
    {
        lock (Gate)
        {
            if (Find(position) is not { } bundle)
            {
                return null;
            }

            var frames = new List<FrameInfo>(bundle.Slots.Count + bundle.Frames.Count);
            frames.AddRange(bundle.Slots.Select(slot => new FrameInfo(bundle.First + slot.FirstInBundle, slot.Count)));
            frames.AddRange(bundle.Frames.Select(frame => new FrameInfo(frame.First, frame.Count)));
            return frames;
        }
    }

    protected override TreeHash? TailNode(int level, long first)
    {
        lock (Gate)
        {
            return Find(first)?.Node(level, (int)(first & (LogLimits.BundleSize - 1)));
        }
    }

    private void Added(int entryLength, PayloadSalt salt, ReadOnlySpan<byte> payload)
    {
        if (openFrame is null)
        {
            openFrame = freeFrames.TryPop(out var free) ? free : new FrameBuilder();
            openFrame.Reset(size);
            current.Frames.Add(openFrame);
        }

        openFrame.Add(salt, payload);
        current.Added(entryLength);
        Volatile.Write(ref size, size + 1);
    }

    private BundleBuilder? Find(long position)
    {
        if (position >= current.First)
        {
            return position < current.First + current.Count ? current : null;
        }

        foreach (var bundle in inFlight)
        {
            if (position >= bundle.First && position < bundle.First + LogLimits.BundleSize)
            {
                return bundle;
            }
        }

        return null;
    }
}
