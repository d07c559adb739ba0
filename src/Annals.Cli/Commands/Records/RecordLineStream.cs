namespace Annals.Cli.Commands.Records;

/// <summary>Takes records, one a line, and hands each on when its line is complete. Holds no more than the longest record.</summary>
/// <param name="taken">Receives the bytes of each record, valid during the call.</param>
internal sealed class RecordLineStream(Action<ReadOnlySpan<byte>> taken) : Stream
{
    private readonly MemoryStream begun = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        for (int end; (end = buffer.IndexOf((byte)'\n')) >= 0; buffer = buffer[(end + 1)..])
        {
            if (begun.Length == 0)
            {
                taken(buffer[..end]);
            }
            else
            {
                begun.Write(buffer[..end]);
                taken(begun.GetBuffer().AsSpan(0, (int)begun.Length));
                begun.SetLength(0);
            }
        }

        begun.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
