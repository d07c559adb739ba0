namespace Annals.Log.Storage;

/// <summary>
/// The write-ahead log as a whole: always one file that tells everything not yet in segments, replaced by a new one when it
/// has grown. Thread-safe: one group after the other.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly Lock gate = new();
    private readonly ILogDisk disk;
    private readonly LogFolder folder;

    /// <summary>The newest checkpoint and the one before it, which is the published one until the file is replaced.</summary>
    private readonly List<byte[]> checkpoints;
    private WalWriter? writer;
    private WalImage? image;
    private LengthsFrame lengths;

    private Journal(ILogDisk disk, LogFolder folder, LengthsFrame lengths, IEnumerable<byte[]> checkpoints)
    {
        this.disk = disk;
        this.folder = folder;
        this.lengths = lengths;
        this.checkpoints = [.. checkpoints.TakeLast(2)];
    }

    /// <summary>Whether a group was written since the log was opened.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Used bytes of the current file.</summary>
    public long Position
    {
        get
        {
            lock (gate)
            {
                return writer?.Position ?? image!.GoodEnd;
            }
        }
    }

    /// <summary>Goes on in a file that was closed cleanly; nothing is written before the first group.</summary>
    public static Journal Resume(ILogDisk disk, LogFolder folder, WalImage image) =>
        new(disk, folder, image.Lengths, image.Checkpoints) { image = image };

    /// <summary>Begins a fresh file that holds all that counts, makes it durable and removes the older ones.</summary>
    /// <param name="disk">The file system.</param>
    /// <param name="folder">The log.</param>
    /// <param name="number">Number of the file.</param>
    /// <param name="firstGroup">Number of its first group.</param>
    /// <param name="lengths">Committed lengths.</param>
    /// <param name="checkpoints">Checkpoints, oldest first; the last two are kept.</param>
    /// <param name="tail">Writes frames with the records behind the lengths.</param>
    public static Journal Start(ILogDisk disk, LogFolder folder, long number, long firstGroup, LengthsFrame lengths, IEnumerable<byte[]> checkpoints, Action<WalWriter> tail)
    {
        var journal = new Journal(disk, folder, lengths, checkpoints) { IsDirty = true };
        journal.writer = journal.Begin(number, firstGroup, tail);
        return journal;
    }

    /// <summary>Writes a group and makes it durable.</summary>
    public void Write(Action<WalWriter> fill)
    {
        lock (gate)
        {
            var target = Writer();
            try
            {
                fill(target);
                target.CommitGroup();
            }
            catch when (target.IsAtBoundary)
            {
                target.DropGroup();
                throw;
            }

            IsDirty = true;
        }
    }

    /// <summary>Whether a failed <see cref="Write"/> left nothing behind, so that the log can go on.</summary>
    public bool IsAtBoundary
    {
        get
        {
            lock (gate)
            {
                return writer?.IsAtBoundary ?? true;
            }
        }
    }

    public void WriteLengths(LengthsFrame frame)
    {
        Write(target =>
        {
            target.BeginFrame(WalFrameType.Lengths);
            frame.Write(target.Take(LengthsFrame.Length));
        });
        lock (gate)
        {
            lengths = frame;
        }
    }

    public void WriteCheckpoint(byte[] note)
    {
        lock (gate)
        {
            Write(target => target.Add(WalFrameType.Checkpoint, note));
            checkpoints.Add(note);
            checkpoints.RemoveRange(0, Math.Max(0, checkpoints.Count - 2));
        }
    }

    /// <summary>Goes over to a new file.</summary>
    public void Roll(Action<WalWriter> tail)
    {
        lock (gate)
        {
            var old = Writer();
            writer = Begin(old.Number + 1, old.NextGroup, tail);
            old.Dispose();
        }
    }

    /// <summary>Makes a file that was closed cleanly look like one in use, before anything else of the log is written.</summary>
    public void Reopen()
    {
        lock (gate)
        {
            Writer().Reopen();
            IsDirty = true;
        }
    }

    /// <summary>Writes the close mark.</summary>
    public void Close(long size)
    {
        lock (gate)
        {
            Writer().Close(size);
        }
    }

    public void Dispose() => writer?.Dispose();

    private WalWriter Begin(long number, long firstGroup, Action<WalWriter> tail)
    {
        var fresh = WalWriter.Create(disk, folder, number, firstGroup);
        fresh.BeginFrame(WalFrameType.Lengths);
        lengths.Write(fresh.Take(LengthsFrame.Length));
        foreach (var note in checkpoints)
        {
            fresh.Add(WalFrameType.Checkpoint, note);
        }

        tail(fresh);
        fresh.CommitGroup();
        disk.SyncFolder(folder.Wal);
        foreach (var name in disk.List(folder.Wal))
        {
            if (LogFolder.TryParseWal(name, out var older) && older < number)
            {
                disk.Delete(folder.WalFile(older));
            }
        }

        disk.SyncFolder(folder.Wal);
        return fresh;
    }

    private WalWriter Writer()
    {
        if (writer is null)
        {
            var file = disk.TryOpen(folder.WalFile(image!.Number), write: true)
                ?? throw new LogCorruptException(folder.WalFile(image.Number), 0, "the file vanished while the log was open");
            writer = WalWriter.Resume(file, image);
        }

        return writer;
    }
}
