using Annals.Index;
using Annals.Index.Columns;

namespace Annals.Archive;

/// <summary>
/// An index beside a folder that cannot be written, for the life of one opening: in memory while it is small, else in a file
/// of a temporary folder of its own, which is removed with it. So memory stays bounded whatever the size of the log.
/// </summary>
internal sealed class TemporaryIndex : IDisposable
{
    /// <summary>Rows in memory take about 100 bytes each and are not compressed: these fit well below the memory that DuckDB may use, with room for queries.</summary>
    public const long RecordsInMemoryMax = 1 << 18;

    /// <summary>What a row takes in the file, with its share of the dictionary; for telling how much space is wanted.</summary>
    private const long FileBytesPerRecord = 64;

    private readonly string? folder;
    private readonly long size;

    private TemporaryIndex(IEventIndex index, string? folder, long size)
    {
        Index = index;
        this.folder = folder;
        this.size = size;
    }

    /// <summary>The index, empty at first.</summary>
    public IEventIndex Index { get; }

    /// <summary>The file, or null when the index is in memory.</summary>
    public string? Path => folder is null ? null : FileIn(folder);

    /// <summary>Makes an empty index.</summary>
    /// <param name="options">Log and bounds.</param>
    /// <param name="size">How many records it will take.</param>
    /// <param name="recordsInMemoryMax">With more of them it is made in a file.</param>
    /// <param name="parent">Where the temporary folder is made.</param>
    /// <exception cref="ArchiveException">The temporary folder cannot be used.</exception>
    public static TemporaryIndex Create(EventIndexOptions options, long size, long recordsInMemoryMax, string parent)
    {
        if (size <= recordsInMemoryMax)
        {
            return new TemporaryIndex(DuckDbEventIndex.Create(path: null, options), folder: null, size);
        }

        var folder = System.IO.Path.Combine(parent, $"annals-index-{Guid.NewGuid():N}");
        try
        {
            if (!Directory.Exists(parent))
            {
                throw new DirectoryNotFoundException("There is no such folder.");
            }

            CreateForOwner(folder);
            return new TemporaryIndex(DuckDbEventIndex.Create(FileIn(folder), options), folder, size);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Remove(folder);
            throw Trouble(parent, size, e);
        }
    }

    /// <summary>What to say when the index could not be filled: an answer from a part of the log would look like one from all of it.</summary>
    public ArchiveException NotFilled(IndexDamagedException cause) => Trouble(folder is null ? null : System.IO.Path.GetDirectoryName(folder), size, cause);

    /// <inheritdoc/>
    public void Dispose()
    {
        Index.Dispose();
        if (folder is not null)
        {
            Remove(folder);
        }
    }

    private static ArchiveException Trouble(string? parent, long size, Exception cause)
    {
        var megabytes = Math.Max(1, size * FileBytesPerRecord / 1_000_000);
        var place = parent is null ? "memory" : $"\"{parent}\"";
        return new ArchiveException(
            $"The stored index cannot be used, and no temporary one for {size} records could be made in {place}: {cause.Message.TrimEnd('.')}. "
            + $"Run annals reindex where the archive can be written, or name a folder with about {megabytes} MB of room in the environment variable TMPDIR.",
            cause);
    }

    /// <summary>Values of records stand in the file: nobody else may read it.</summary>
    private static void CreateForOwner(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static string FileIn(string folder) => System.IO.Path.Combine(folder, "index.duckdb");

    /// <summary>What cannot be removed is left: a good answer must not end with that, nor the cause of a failure be hidden by it.</summary>
    private static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
