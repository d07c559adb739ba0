using System.Buffers;
using Annals.Log;

namespace Annals.Archive;

/// <summary>
/// A stream whose bytes are digested once, in their order, whatever order they are read in: an importer that jumps about
/// (a zip archive's directory stands at its end) leaves the same digest as one that reads straight through.
/// </summary>
internal sealed class WitnessedStream(Stream inner, KeyedDigest digest) : Stream
{
    private long position;

    /// <summary>Bytes digested so far, from the start.</summary>
    public long Digested { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => inner.CanSeek;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => inner.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => position;
        set => position = inner.Seek(value, SeekOrigin.Begin);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        Note(buffer[..count]);
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Reads what nobody read and gives the digest of the whole stream.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Digest16 Complete(CancellationToken cancellationToken)
    {
        if (inner.CanSeek)
        {
            Position = Digested;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            while (Read(buffer) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return digest.Finish();
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => position = inner.Seek(offset, origin);

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            digest.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Note(ReadOnlySpan<byte> read)
    {
        var end = position + read.Length;
        if (position <= Digested && end > Digested)
        {
            digest.Append(read[(int)(Digested - position)..]);
            Digested = end;
        }

        position = end;
    }
}
