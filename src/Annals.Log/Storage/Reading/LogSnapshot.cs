using Annals.Log.Storage;

namespace Annals.Log;

/// <summary>
/// A log as of its published checkpoint, read without a lock and without changing anything: while a writer runs, from a
/// folder that cannot be written, or from a copy. Thread-safe.
/// </summary>
public sealed class LogSnapshot : ILogReader, IDisposable
{
    private const int Attempts = 20;

    private readonly SegmentSet set;
    private readonly WalImage image;
    private readonly WalTail reader;

    private LogSnapshot(SegmentSet set, WalImage image, CheckpointOpening.Good checkpoint)
    {
        this.set = set;
        this.image = image;
        Checkpoint = checkpoint.Checkpoint;
        Note = checkpoint.Note;
        reader = new WalTail(set, image, Checkpoint.Size);
    }

    /// <summary>The published checkpoint, whose signature was checked.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>The checkpoint with its signatures.</summary>
    public SignedNote Note { get; }

    /// <inheritdoc/>
    public long Size => reader.Size;

    /// <summary>Opens the log of a folder.</summary>
    /// <param name="folder">Folder of the log.</param>
    /// <param name="verifier">Key of the log.</param>
    /// <exception cref="LogCorruptException">Something stored does not fit, or there is no published log.</exception>
    /// <remarks>Reads the checkpoint, the write-ahead log and the lengths of the segments; the rest is checked when it is read. Only <see cref="LogVerifier"/> checks everything.</remarks>
    public static LogSnapshot Open(string folder, NoteVerifier verifier) => Open(OsDisk.Instance, folder, verifier);

    internal static LogSnapshot Open(ILogDisk disk, string folder, NoteVerifier verifier)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        var names = new LogFolder(folder);
        var (bytes, wal) = PublishedCheckpoint.ReadConsistently(disk, names, Attempts);
        var image = wal.Image;
        try
        {
            if (image.Fault is { IsTorn: false } fault)
            {
                throw new LogCorruptException(image.File.Path, fault.Offset, fault.Reason);
            }

            if (bytes is null || PublishedCheckpoint.Find(image, bytes) < 0)
            {
                throw new LogCorruptException(names.Checkpoint, 0, bytes is null ? "the file is missing" : "it is not a checkpoint that the write-ahead log holds");
            }

            var checkpoint = PublishedCheckpoint.Check(names.Checkpoint, bytes, verifier);
            if (checkpoint.Checkpoint.Size > image.Size)
            {
                throw new LogCorruptException(names.Checkpoint, 0, $"it was signed for {checkpoint.Checkpoint.Size} positions and only {image.Size} are stored");
            }

            return new LogSnapshot(new SegmentFolder(disk, names, image.Lengths).Load(), image, checkpoint);
        }
        catch
        {
            image.File.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Entry ReadEntry(long position) => reader.ReadEntry(position);

    /// <inheritdoc/>
    public byte[] ReadEntryBytes(long position) => reader.ReadEntryBytes(position);

    /// <inheritdoc/>
    public StoredRecord ReadRecord(long position) => reader.ReadRecord(position);

    /// <inheritdoc/>
    public PayloadSeal? ReadSeal(long position) => reader.ReadSeal(position);

    /// <inheritdoc/>
    public IEnumerable<FrameInfo> Frames(long from, long to) => reader.Frames(from, to);

    /// <inheritdoc/>
    public Frame OpenFrame(FrameInfo frame) => reader.OpenFrame(frame);

    /// <inheritdoc/>
    public TreeHash Node(int level, long index) => reader.Node(level, index);

    /// <inheritdoc/>
    public void Dispose()
    {
        set.Dispose();
        image.File.Dispose();
    }
}
