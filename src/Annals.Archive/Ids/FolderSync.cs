using System.Runtime.InteropServices;

namespace Annals.Archive.Ids;

/// <summary>Makes names in a folder durable. Elsewhere than on Linux it does nothing: durability is untested there.</summary>
internal static partial class FolderSync
{
    private const int ReadOnlyCloseOnExec = 0x80000;

    /// <summary>Returns when creations, renames and removals in the folder are durable.</summary>
    public static void Names(string folder) => Run(folder, "fsync", fsync);

    /// <summary>Returns when everything written to the file system that holds the folder is durable: cheaper than syncing many small files one by one.</summary>
    public static void FileSystem(string folder) => Run(folder, "syncfs", syncfs);

    private static void Run(string folder, string call, Func<int, int> sync)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var descriptor = open(folder, ReadOnlyCloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException($"The folder \"{folder}\" could not be opened to sync it: {Marshal.GetLastPInvokeErrorMessage()}.");
        }

        try
        {
            if (sync(descriptor) != 0)
            {
                throw new IOException($"{call} of the folder \"{folder}\" failed: {Marshal.GetLastPInvokeErrorMessage()}.");
            }
        }
        finally
        {
            _ = close(descriptor);
        }
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int syncfs(int descriptor);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);
}
