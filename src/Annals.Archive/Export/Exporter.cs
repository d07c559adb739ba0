using System.Security.Cryptography;
using Annals.Index;
using Annals.Records.Events;

namespace Annals.Archive;

/// <summary>Walks the matches of an export in log order and hands their bytes to a writer; each frame is opened once.</summary>
internal static class Exporter
{
    /// <summary>Writes every row; gives their number.</summary>
    public static long Write(IEnumerable<SearchRow> rows, LogRecordStore store, IRecordWriter writer, Action<long>? progress, CancellationToken cancellationToken)
    {
        var slices = new EventSlices();
        IRecordFrame? frame = null;
        var count = 0L;
        try
        {
            foreach (var row in rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (frame is null || row.Position >= frame.First + frame.Count)
                {
                    frame?.Dispose();
                    frame = store.OpenFrame(store.Frames(row.Position, row.Position + 1).Single());
                }

                var index = (int)(row.Position - frame.First);
                var record = frame.Record(index);
                slices.Read(record, frame.SourceName(index));
                writer.Write(row.Position, row.RecordedMicros, slices, record);
                if (++count % 1024 == 0)
                {
                    progress?.Invoke(count);
                }
            }
        }
        finally
        {
            frame?.Dispose();
        }

        writer.Complete();
        progress?.Invoke(count);
        return count;
    }
}

/// <summary>Counts and digests what is written through it.</summary>
internal sealed class DigestingStream(Stream inner) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Bytes written.</summary>
    public long Written { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => Written;

    /// <inheritdoc/>
    public override long Position
    {
        get => Written;
        set => throw new NotSupportedException();
    }

    /// <summary>SHA-256 of everything written, hexadecimal.</summary>
    public string Finish() => Convert.ToHexStringLower(hash.GetHashAndReset());

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        inner.Write(buffer);
        hash.AppendData(buffer);
        Written += buffer.Length;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
