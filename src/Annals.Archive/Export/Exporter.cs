using System.Security.Cryptography;
using Annals.Index;
using Annals.Index.Export;
using Annals.Records.Events;

namespace Annals.Archive;

/// <summary>Walks the matches of an export in log order; each frame is opened once.</summary>
internal static class Exporter
{
    /// <summary>Records between two reports of progress.</summary>
    private const int ProgressEvery = 1024;

    /// <summary>The records of rows. Each is valid until the next is asked for.</summary>
    public static IEnumerable<ExportRow> Records(IEnumerable<SearchRow> rows, LogRecordStore store, Action<long>? progress, CancellationToken cancellationToken)
    {
        IRecordFrame? frame = null;
        var buffer = Array.Empty<byte>();
        var count = 0L;
        try
        {
            foreach (var row in rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (frame is null || row.Position < frame.First || row.Position >= frame.First + frame.Count)
                {
                    frame?.Dispose();
                    frame = store.OpenFrame(store.Frames(row.Position, row.Position + 1).Single());
                }

                var index = (int)(row.Position - frame.First);
                var length = Copy(frame.Record(index), ref buffer);
                yield return new ExportRow(row.Position, row.RecordedMicros, row.Flags, frame.SourceName(index), buffer.AsMemory(0, length));
                if (++count % ProgressEvery == 0)
                {
                    progress?.Invoke(count);
                }
            }
        }
        finally
        {
            frame?.Dispose();
        }

        progress?.Invoke(count);
    }

    /// <summary>Hands every record to a writer; gives their number.</summary>
    public static long Write(IEnumerable<ExportRow> records, IRecordWriter writer)
    {
        var slices = new EventSlices();
        var count = 0L;
        foreach (var record in records)
        {
            slices.Read(record.Record.Span, record.SourceName);
            writer.Write(record.Position, record.RecordedMicros, slices, record.Record.Span);
            count++;
        }

        writer.Complete();
        return count;
    }

    private static int Copy(ReadOnlySpan<byte> record, ref byte[] buffer)
    {
        if (buffer.Length < record.Length)
        {
            buffer = new byte[Math.Max(record.Length, 2 * buffer.Length)];
        }

        record.CopyTo(buffer);
        return record.Length;
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
