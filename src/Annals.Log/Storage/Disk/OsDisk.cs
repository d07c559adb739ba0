using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Annals.Log.Storage;

/// <summary>The file system of the operating system. Durability is tested on Linux only.</summary>
internal sealed class OsDisk : ILogDisk
{
    public static OsDisk Instance { get; } = new();

    public ILogFile? TryOpen(string path, bool write)
    {
        try
        {
            var handle = File.OpenHandle(path, FileMode.Open, write ? FileAccess.ReadWrite : FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return new OsFile(path, handle);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }

    public ILogFile Create(string path) =>
        new OsFile(path, File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    public IReadOnlyList<string> List(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        // Folders are listed too: whatever does not belong there must be seen.
        var names = Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).ToList();
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    public void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var parent = Path.GetDirectoryName(folder);
        if (!string.IsNullOrEmpty(parent))
        {
            CreateFolder(parent);
        }

        Directory.CreateDirectory(folder);
        if (!string.IsNullOrEmpty(parent))
        {
            SyncFolder(parent);
        }
    }

    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public void Delete(string path) => File.Delete(path);

    public void SyncFolder(string folder)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD())
        {
            NativeFile.SyncFolder(folder);
        }
    }

    public long FreeBytes(string folder) =>
        new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;

    public ILockFile Lock(string path, string content) =>
        OperatingSystem.IsWindows() ? new ShareLock(path, content) : new AdvisoryLock(path, content);

    private static string DescribeHolder(string text) =>
        string.IsNullOrWhiteSpace(text) ? "another process" : string.Create(CultureInfo.InvariantCulture, $"process {text.Trim().ReplaceLineEndings(", ")}");

    /// <summary>The second line, if it is there: the holder writes it when it serves.</summary>
    private static Uri? UrlOf(string text) =>
        text.Split('\n') is [_, var line, ..] && Uri.TryCreate(line.Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;

    /// <summary>A lock of flock(2): it ends with the process, whatever happens to it.</summary>
    private sealed class AdvisoryLock : ILockFile
    {
        private readonly SafeFileHandle handle;

        public AdvisoryLock(string path, string content)
        {
            handle = NativeFile.OpenForLock(path);
            try
            {
                if (!NativeFile.TryLock(handle))
                {
                    var holder = ReadAll(handle);
                    throw LogLockedException.HeldBy(path, DescribeHolder(holder), UrlOf(holder));
                }

                Describe(content);
            }
            catch
            {
                handle.Dispose();
                throw;
            }
        }

        public void Describe(string content)
        {
            var bytes = Encoding.UTF8.GetBytes(content);
            RandomAccess.SetLength(handle, 0);
            RandomAccess.Write(handle, bytes, 0);
        }

        public void Dispose()
        {
            // The file stays: removing it would let two processes lock two files of the same name.
            RandomAccess.SetLength(handle, 0);
            NativeFile.Unlock(handle);
            handle.Dispose();
        }

        private static string ReadAll(SafeFileHandle handle)
        {
            var bytes = new byte[4096];
            var count = RandomAccess.Read(handle, bytes, 0);
            return Encoding.UTF8.GetString(bytes, 0, count);
        }
    }

    /// <summary>A lock by exclusive sharing, where there is no flock(2).</summary>
    private sealed class ShareLock : ILockFile
    {
        private readonly FileStream stream;

        public ShareLock(string path, string content)
        {
            try
            {
                stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e is not FileNotFoundException and not DirectoryNotFoundException)
            {
                throw LogLockedException.HeldBy(path, "another process", url: null, e);
            }

            Describe(content);
        }

        public void Describe(string content)
        {
            stream.SetLength(0);
            stream.Write(Encoding.UTF8.GetBytes(content));
            stream.Flush();
        }

        public void Dispose() => stream.Dispose();
    }
}
