namespace Annals.Log.Storage;

/// <summary>
/// Writes frames and bundles to the growing segment. What was written counts only after <see cref="Sync"/> and once the
/// lengths it returns are committed in the write-ahead log. Used by one thread at a time.
/// </summary>
internal sealed class SegmentAppender : IDisposable
{
    private readonly ILogDisk disk;
    private readonly LogFolder folder;
    private readonly SegmentSet set;
    private readonly IncrementalSha256 digest = new();
    private readonly byte[] foot = new byte[SegmentFoot.Length];
    private ILogFile? tree;
    private ILogFile? data;
    private long segment;
    private long treeLength;
    private long dataLength;
    private bool isNew;

    /// <summary>Goes on behind committed lengths; the files are cut to them already.</summary>
    public SegmentAppender(ILogDisk disk, LogFolder folder, SegmentSet set, LengthsFrame committed)
    {
        this.disk = disk;
        this.folder = folder;
        this.set = set;
        Committed = committed;
        segment = set.Growing.Segment;
        Generation = 1;
        if (segment == committed.Segment && committed.SealedSize > 0)
        {
            treeLength = committed.TreeLength;
            dataLength = committed.DataLength;
            Generation = committed.Generation;
        }
    }

    /// <summary>The lengths that are committed.</summary>
    public LengthsFrame Committed { get; private set; }

    public uint Generation { get; private set; }

    /// <summary>Full bundles that are written and not yet committed.</summary>
    public int PendingBundles { get; private set; }

    /// <summary>Whether the last bundle of the segment was written: it must be committed before anything else is written.</summary>
    public bool IsSegmentFull => set.Growing.IsFull;

    /// <summary>Appends a frame.</summary>
    /// <returns>Its place.</returns>
    public FrameSlot WriteFrame(FrameBuilder frame)
    {
        OpenFiles();
        var bytes = frame.Encoded;
        data!.Write(dataLength, bytes);
        var slot = new FrameSlot((int)(frame.First % LogLimits.BundleSize), frame.Count, bytes.Length, dataLength);
        dataLength += bytes.Length;
        return slot;
    }

    /// <summary>Appends a bundle, all of whose frames are written, and makes it visible to readers.</summary>
    public void WriteBundle(BundleBuilder bundle)
    {
        OpenFiles();
        var bytes = bundle.Finish(Generation);
        WriteTree(bytes);
        set.AddBundle(bytes.Length, bundle.Root);
        PendingBundles++;
        if (set.Growing.IsFull)
        {
            SegmentFoot.Write(foot, set.Growing, Generation, dataLength);
            WriteTree(foot);
        }
    }

    /// <summary>Makes all that was written durable.</summary>
    /// <returns>The lengths to commit.</returns>
    public LengthsFrame Sync()
    {
        data!.Sync();
        tree!.Sync();
        if (isNew)
        {
            disk.SyncFolder(folder.Segments);
            isNew = false;
        }

        var before = segment == Committed.Segment && Committed.SealedSize > 0 ? Committed : LengthsFrame.Empty;
        return new LengthsFrame(set.Size, segment, before.TreeLength, treeLength, before.DataLength, dataLength, Generation, digest.Finish());
    }

    /// <summary>Tells that the lengths are durable in the write-ahead log.</summary>
    public void Commit(LengthsFrame lengths)
    {
        Committed = lengths;
        PendingBundles = 0;
        if (set.Growing.IsFull)
        {
            Close();
            set.EndSegment();
            segment = set.Growing.Segment;
            treeLength = 0;
            dataLength = 0;
            Generation = 1;
        }
    }

    /// <summary>Cuts frames of a bundle that did not become full.</summary>
    public void CutPending()
    {
        var committed = segment == Committed.Segment && Committed.SealedSize > 0;
        if (data is null || dataLength == (committed ? Committed.DataLength : 0))
        {
            return;
        }

        if (committed)
        {
            data.SetLength(Committed.DataLength);
            data.Sync();
            return;
        }

        Close();
        disk.Delete(folder.TreeFile(segment));
        disk.Delete(folder.DataFile(segment, Generation));
        disk.SyncFolder(folder.Segments);
    }

    public void Dispose()
    {
        Close();
        digest.Dispose();
    }

    private void WriteTree(ReadOnlySpan<byte> bytes)
    {
        tree!.Write(treeLength, bytes);
        digest.Append(bytes);
        treeLength += bytes.Length;
    }

    private void OpenFiles()
    {
        if (tree is not null)
        {
            return;
        }

        if (treeLength > 0)
        {
            tree = disk.TryOpen(folder.TreeFile(segment), write: true) ?? throw new LogCorruptException(folder.TreeFile(segment), 0, "the file is missing");
            data = disk.TryOpen(folder.DataFile(segment, Generation), write: true) ?? throw new LogCorruptException(folder.DataFile(segment, Generation), 0, "the file is missing");
            return;
        }

        tree = disk.Create(folder.TreeFile(segment));
        data = disk.Create(folder.DataFile(segment, Generation));
        isNew = true;
        Span<byte> header = stackalloc byte[DataHeader.Length];
        new DataHeader(segment, Generation, 0, 0).Write(header);
        data.Write(0, header);
        dataLength = DataHeader.Length;
        new TreeHeader(segment).Write(header);
        WriteTree(header[..TreeHeader.Length]);
    }

    private void Close()
    {
        tree?.Dispose();
        data?.Dispose();
        tree = null;
        data = null;
    }
}
