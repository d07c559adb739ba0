namespace Annals.Log.Storage;

/// <summary>
/// Signs the log's size and root: sign, write-ahead log, then the file <c>checkpoint</c>, each durable before the next.
/// Never a smaller size, never one size with two roots. Thread-safe.
/// </summary>
internal sealed class CheckpointKeeper(ILogDisk disk, LogFolder folder, NoteSigner signer, Journal journal, ILogReader reader, TimeProvider time)
{
    private readonly Lock gate = new();
    private SignedNote? note;
    private Checkpoint? newest;

    /// <summary>In the write-ahead log already, while the file could not be replaced.</summary>
    private (SignedNote Note, Checkpoint Checkpoint)? unplaced;
    private DateTimeOffset? published;

    public SignedNote Note => note ?? throw new InvalidOperationException("The log has no checkpoint yet.");

    public Checkpoint Newest => newest ?? throw new InvalidOperationException("The log has no checkpoint yet.");

    /// <summary>Size of the newest checkpoint, -1 before the first.</summary>
    public long Size => newest?.Size ?? -1;

    /// <summary>When a checkpoint was last published here; null before.</summary>
    public DateTimeOffset? Published
    {
        get
        {
            lock (gate)
            {
                return published;
            }
        }
    }

    public void Start(SignedNote stored, Checkpoint checkpoint)
    {
        note = stored;
        newest = checkpoint;
    }

    /// <summary>Publishes a size unless it is published already. Durable on return.</summary>
    /// <exception cref="IOException">Not published. It may be tried again, unless the write-ahead log was left inside a group.</exception>
    public void Publish(Func<long> durableSize)
    {
        lock (gate)
        {
            // The write-ahead log keeps two checkpoints, and the published one must be among them: so none is added before the last one is in place.
            Place();
            var size = durableSize();
            if (size <= Size)
            {
                return;
            }

            var checkpoint = new Checkpoint(signer.Name, size, CompactRange.Load(size, reader).Root());
            var signed = checkpoint.Sign(signer);
            journal.WriteCheckpoint(signed.Bytes.ToArray());
            unplaced = (signed, checkpoint);
            Place();
        }
    }

    /// <summary>Replaces the published file atomically.</summary>
    public static void WriteFile(ILogDisk disk, LogFolder folder, ReadOnlySpan<byte> bytes)
    {
        disk.Delete(folder.CheckpointDraft);
        using (var draft = disk.Create(folder.CheckpointDraft))
        {
            draft.Write(0, bytes);
            draft.Sync();
        }

        disk.Rename(folder.CheckpointDraft, folder.Checkpoint);
        disk.SyncFolder(folder.Root);
    }

    private void Place()
    {
        if (unplaced is { } waiting)
        {
            WriteFile(disk, folder, waiting.Note.Bytes.Span);
            note = waiting.Note;
            newest = waiting.Checkpoint;
            unplaced = null;
            published = time.GetUtcNow();
        }
    }
}
