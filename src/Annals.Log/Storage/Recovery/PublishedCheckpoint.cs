namespace Annals.Log.Storage;

/// <summary>The file <c>checkpoint</c> beside its copy in the write-ahead log.</summary>
internal static class PublishedCheckpoint
{
    /// <summary>The file's bytes, or null when there is none.</summary>
    public static byte[]? ReadFile(ILogDisk disk, LogFolder folder)
    {
        using var file = disk.TryOpen(folder.Checkpoint, write: false);
        if (file is null)
        {
            return null;
        }

        var bytes = new byte[(int)Math.Min(file.Length, SignedNote.LengthMax + 1)];
        return bytes[..file.Read(0, bytes)];
    }

    /// <summary>
    /// Reads the published checkpoint first and then the write-ahead log. While a writer goes over to a new file, which
    /// carries only its newest checkpoint, the two may not fit: then both are read again.
    /// </summary>
    public static (byte[]? Published, WalFolder Wal) ReadConsistently(ILogDisk disk, LogFolder folder, int attempts)
    {
        for (var attempt = 1; ; attempt++)
        {
            var published = ReadFile(disk, folder);
            var wal = WalFolder.Find(disk, folder);
            if (attempt >= attempts || (published is not null && Find(wal.Image, published) >= 0))
            {
                return (published, wal);
            }

            wal.Image.File.Dispose();
        }
    }

    /// <summary>Number of the equal copy in the write-ahead log, or -1.</summary>
    public static int Find(WalImage image, ReadOnlySpan<byte> bytes)
    {
        for (var i = image.Checkpoints.Count - 1; i >= 0; i--)
        {
            if (bytes.SequenceEqual(image.Checkpoints[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Checks form, origin and signature.</summary>
    public static CheckpointOpening.Good Check(string path, ReadOnlySpan<byte> bytes, NoteVerifier verifier) => Checkpoint.Open(bytes, verifier) switch
    {
        CheckpointOpening.Good good => good,
        CheckpointOpening.Refused refused => throw new LogCorruptException(path, 0, $"the checkpoint cannot be used: {refused.Explanation}"),
        _ => throw new InvalidOperationException("Unknown result of opening a checkpoint."),
    };
}
