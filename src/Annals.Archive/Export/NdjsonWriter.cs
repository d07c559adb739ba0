using System.Buffers;
using Annals.Records.Events;

namespace Annals.Archive;

/// <summary>
/// One record a line. Line breaks can stand between tokens of a record only (inside strings JSON forbids them), so turning
/// them into spaces changes no value; such records are counted.
/// </summary>
internal sealed class NdjsonWriter(Stream output) : IRecordWriter
{
    private static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\r\n"u8);

    private byte[] buffer = new byte[1 << 16];
    private int used;

    /// <summary>Records whose line breaks became spaces.</summary>
    public long Changed { get; private set; }

    /// <inheritdoc/>
    public void Write(long position, long recordedMicros, EventSlices slices, ReadOnlySpan<byte> record)
    {
        if (buffer.Length - used <= record.Length)
        {
            Flush();
            if (buffer.Length <= record.Length)
            {
                buffer = new byte[record.Length + 1];
            }
        }

        var line = buffer.AsSpan(used, record.Length);
        record.CopyTo(line);
        if (line.ContainsAny(LineBreaks))
        {
            line.Replace((byte)'\r', (byte)' ');
            line.Replace((byte)'\n', (byte)' ');
            Changed++;
        }

        used += record.Length;
        buffer[used++] = (byte)'\n';
    }

    /// <inheritdoc/>
    public void Complete() => Flush();

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Flush()
    {
        output.Write(buffer, 0, used);
        used = 0;
    }
}
