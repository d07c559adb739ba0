using System.Buffers;

namespace Annals.Log.Storage;

/// <summary>Reads a file from front to back through one buffer. Used by one thread at a time.</summary>
internal sealed class FileWindow(ILogFile file, int size = 256 << 10) : IDisposable
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(size);
    private long start;
    private int count;

    public ILogFile File => file;

    /// <summary>Bytes at an offset, fewer at the end of the file; valid until the next call.</summary>
    public ReadOnlySpan<byte> Get(long offset, int length)
    {
        if (offset < start || offset + length > start + count)
        {
            Load(offset, length);
        }

        var skip = (int)(offset - start);
        return skip >= count ? [] : buffer.AsSpan(skip, Math.Min(length, count - skip));
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private void Load(long offset, int length)
    {
        if (length > buffer.Length)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = ArrayPool<byte>.Shared.Rent(length);
        }

        start = offset;
        count = file.Read(offset, buffer);
    }
}
