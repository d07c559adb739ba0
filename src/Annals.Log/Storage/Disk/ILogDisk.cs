namespace Annals.Log.Storage;

/// <summary>All that the log asks of a file system: the seam at which a simulated disk takes the place of the real one.</summary>
/// <remarks>Paths are full paths. Methods throw <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> of the system.</remarks>
internal interface ILogDisk
{
    /// <summary>Opens an existing file, or returns null when there is none.</summary>
    ILogFile? TryOpen(string path, bool write);

    /// <summary>Creates a file that must not exist yet. Its name is durable after <see cref="SyncFolder"/>.</summary>
    ILogFile Create(string path);

    /// <summary>Names of the files in a folder, in ordinal order; none when the folder does not exist.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>Creates a folder and those above it where they are missing, and makes their names durable.</summary>
    void CreateFolder(string folder);

    /// <summary>Renames a file over another one, atomically. Durable after <see cref="SyncFolder"/>.</summary>
    void Rename(string from, string to);

    /// <summary>Removes a name. Durable after <see cref="SyncFolder"/>.</summary>
    void Delete(string path);

    /// <summary>Makes the names in a folder durable.</summary>
    /// <exception cref="LogDurabilityException">The system reports that it could not.</exception>
    void SyncFolder(string folder);

    /// <summary>Bytes that can still be written into a folder.</summary>
    long FreeBytes(string folder);

    /// <summary>Takes an exclusive lock on a file until disposed or the process ends; the file's content tells who holds it.</summary>
    /// <exception cref="LogLockedException">Somebody else holds it.</exception>
    ILockFile Lock(string path, string content);
}

/// <summary>One open file. Reading is thread-safe; writing is done by one thread at a time.</summary>
internal interface ILogFile : IDisposable
{
    string Path { get; }

    long Length { get; }

    /// <summary>Fills the destination from an offset; fewer bytes only at the end of the file.</summary>
    /// <returns>Bytes read.</returns>
    int Read(long offset, Span<byte> destination);

    /// <summary>Writes at an offset. Durable after <see cref="Sync"/>.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Makes content and length durable.</summary>
    /// <exception cref="LogDurabilityException">The system reports that it could not; nothing may be assumed about what was written since the last sync.</exception>
    void Sync();

    /// <summary>Cuts the file, or extends it by zeros.</summary>
    void SetLength(long length);

    /// <summary>Extends the file by zeros and reserves the space, so that writing there cannot fail for want of it.</summary>
    void Reserve(long length);
}

/// <summary>A held lock.</summary>
internal interface ILockFile : IDisposable
{
    /// <summary>Replaces what the lock file says about its holder.</summary>
    void Describe(string content);
}
