namespace Annals.Sources.Import;

/// <summary>A stream that is only read forward, in spans.</summary>
internal abstract class ForwardStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("The length of a stream that is only read forward is not known.");

    public override long Position
    {
        get => throw new NotSupportedException("A stream that is only read forward has no position.");
        set => throw new NotSupportedException("A stream that is only read forward has no position.");
    }

    public abstract override int Read(Span<byte> buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A stream that is only read forward cannot seek.");

    public override void SetLength(long value) => throw new NotSupportedException("A stream that is only read forward cannot be changed.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A stream that is only read forward cannot be changed.");
}
