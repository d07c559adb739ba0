namespace Annals.Log.Storage;

/// <summary>
/// Signs the log's size and root: sign, write-ahead log, then the file <c>checkpoint</c>, each durable before the next.
/// Never a smaller size, never one size with two roots. Thread-safe.
/// </summary>
internal sealed class CheckpointKeeper(ILogDisk disk, LogFolder folder, NoteSigner signer, Journal journal, ILogReader reader)
{
    private readonly Lock gate = new();
    private SignedNote? note;
    private Checkpoint? newest;

    public SignedNote Note => note ?? throw new InvalidOperationException("The log has no checkpoint yet.");

    public Checkpoint Newest => newest ?? throw new InvalidOperationException("The log has no checkpoint yet.");

    /// <summary>Size of the newest checkpoint, -1 before the first.</summary>
    public long Size => newest?.Size ?? -1;

    public void Start(SignedNote stored, Checkpoint checkpoint)
    {
        note = stored;
        newest = checkpoint;
    }

    /// <summary>Publishes a size unless it is published already. Durable on return.</summary>
    public void Publish(Func<long> durableSize)
    {
        lock (gate)
        {
            var size = durableSize();
            if (size <= Size)
            {
                return;
            }

            var checkpoint = new Checkpoint(signer.Name, size, CompactRange.Load(size, reader).Root());
            var signed = checkpoint.Sign(signer);
            var bytes = signed.Bytes.ToArray();
            journal.WriteCheckpoint(bytes);
            WriteFile(disk, folder, bytes);
            note = signed;
            newest = checkpoint;
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
}
