namespace Annals.Log.Storage;

/// <summary>Finds the one file of the write-ahead log that counts.</summary>
/// <param name="Image">The newest file whose first group is complete: it tells everything that is not in segments.</param>
/// <param name="Unfinished">Newer files whose first group was never finished.</param>
/// <param name="Obsolete">Numbers of older files, which an interrupted change of files left behind.</param>
internal sealed record WalFolder(WalImage Image, IReadOnlyList<WalImage> Unfinished, IReadOnlyList<long> Obsolete)
{
    private const int Attempts = 20;

    /// <summary>Whether the log was stopped cleanly and nothing was written since.</summary>
    public bool IsClean => Image is { IsClosed: true, IsCut: true, Fault: null } && Unfinished.Count == 0 && Obsolete.Count == 0;

    /// <summary>Reads the folder; a file that its writer replaces meanwhile is looked for again.</summary>
    /// <exception cref="LogCorruptException">No file can be used.</exception>
    public static WalFolder Find(ILogDisk disk, LogFolder folder)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryFind(disk, folder) is { } found)
            {
                return found;
            }
        }

        throw new LogCorruptException(folder.Wal, 0, "the files of the write-ahead log changed faster than they could be read");
    }

    /// <summary>Null when a file vanished while it was looked at.</summary>
    private static WalFolder? TryFind(ILogDisk disk, LogFolder folder)
    {
        var numbers = disk.List(folder.Wal)
            .Select(name => LogFolder.TryParseWal(name, out var number) ? number : -1)
            .Where(number => number >= 0)
            .OrderDescending()
            .ToList();
        var unfinished = new List<WalImage>();
        for (var i = 0; i < numbers.Count; i++)
        {
            var file = disk.TryOpen(folder.WalFile(numbers[i]), write: false);
            if (file is null)
            {
                unfinished.ForEach(image => image.File.Dispose());
                return null;
            }

            var image = WalImage.Scan(file, numbers[i]);
            if (image.IsComplete)
            {
                unfinished.ForEach(other => other.File.Dispose());
                return new WalFolder(image, unfinished, numbers[(i + 1)..]);
            }

            unfinished.Add(image);
            if (image.Fault is { IsTorn: false })
            {
                break;
            }
        }

        unfinished.ForEach(image => image.File.Dispose());
        throw unfinished.Count == 0
            ? new LogCorruptException(folder.Wal, 0, "there is no write-ahead log")
            : new LogCorruptException(unfinished[^1].File.Path, unfinished[^1].Fault?.Offset ?? 0, unfinished[^1].Fault?.Reason ?? "its first group is not complete");
    }
}
