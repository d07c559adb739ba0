using Microsoft.Win32.SafeHandles;

namespace Annals.Log.Storage;

/// <summary>A file of the operating system.</summary>
internal sealed class OsFile(string path, SafeFileHandle handle) : ILogFile
{
    public string Path { get; } = path;

    public long Length => RandomAccess.GetLength(handle);

    public int Read(long offset, Span<byte> destination)
    {
        var total = 0;
        while (total < destination.Length)
        {
            var count = RandomAccess.Read(handle, destination[total..], offset + total);
            if (count == 0)
            {
                break;
            }

            total += count;
        }

        return total;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, offset);

    public void Sync() => NativeFile.Sync(handle, Path);

    public void SetLength(long length) => RandomAccess.SetLength(handle, length);

    public void Reserve(long length) => NativeFile.Reserve(handle, RandomAccess.GetLength(handle), length, Path);

    public void Dispose() => handle.Dispose();
}
