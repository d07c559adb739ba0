using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Annals.Log.Storage;

/// <summary>The few system calls that .NET has no counterpart for: fdatasync, syncing a folder, reserving space, flock.</summary>
internal static partial class NativeFile
{
    private const int ReadOnlyFolder = 0x10000; // O_RDONLY | O_DIRECTORY on Linux
    private const int Interrupted = 4;
    private const int NoSpace = 28;
    private const int NotSupported = 95;
    private const int InvalidArgument = 22;
    private const int CreateMode = 0b110_000_000; // 0600

    public static void Sync(SafeFileHandle handle, string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
            return;
        }

        while (fdatasync(handle) != 0)
        {
            // Interrupted is the only error after which trying again is right: others may have dropped the dirty pages.
            if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                throw LogDurabilityException.SyncFailed(path, Marshal.GetLastPInvokeErrorMessage());
            }
        }
    }

    public static void SyncFolder(string folder)
    {
        var descriptor = open(folder, OperatingSystem.IsLinux() ? ReadOnlyFolder : 0, 0);
        if (descriptor < 0)
        {
            throw LogDurabilityException.SyncFailed(folder, Marshal.GetLastPInvokeErrorMessage());
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        while (fsync(handle) != 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                throw LogDurabilityException.SyncFailed(folder, Marshal.GetLastPInvokeErrorMessage());
            }
        }
    }

    public static void Reserve(SafeFileHandle handle, long oldLength, long length, string path)
    {
        if (length <= oldLength)
        {
            return;
        }

        if (OperatingSystem.IsLinux())
        {
            int error;
            do
            {
                error = posix_fallocate(handle, oldLength, length - oldLength);
            }
            while (error == Interrupted);

            if (error == 0)
            {
                return;
            }

            if (error is not (NotSupported or InvalidArgument))
            {
                throw new IOException($"Reserving {length - oldLength} bytes for \"{path}\" failed: {(error == NoSpace ? "the disk is full; make room and repeat" : Marshal.GetPInvokeErrorMessage(error))}.");
            }
        }

        RandomAccess.SetLength(handle, length);
    }

    public static SafeFileHandle OpenForLock(string path)
    {
        // Not by File.OpenHandle: that takes a lock of its own, so the holder's name could not be read.
        var (readWrite, create, closeOnExec) = OperatingSystem.IsLinux() ? (2, 0x40, 0x80000) : (2, 0x200, 0x1000000);
        var descriptor = open(path, readWrite | create | closeOnExec, CreateMode);
        return descriptor < 0
            ? throw new IOException($"The lock file \"{path}\" cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}.")
            : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Takes an exclusive lock without waiting.</summary>
    public static bool TryLock(SafeFileHandle handle) => flock(handle, 2 | 4) == 0;

    /// <summary>Gives a lock back, also for copies of the handle that a child process holds for a moment while it is started.</summary>
    public static void Unlock(SafeFileHandle handle) => _ = flock(handle, 8);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fdatasync(SafeFileHandle handle);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle handle);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int flock(SafeFileHandle handle, int operation);

    [LibraryImport("libc")]
    private static partial int posix_fallocate(SafeFileHandle handle, long offset, long length);
}
