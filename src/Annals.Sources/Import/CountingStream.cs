namespace Annals.Sources.Import;

/// <summary>Counts what is read of the stream given to the importer, and leaves that stream open.</summary>
internal sealed class CountingStream(Stream stream) : ForwardStream
{
    public long BytesRead { get; private set; }

    public override bool CanSeek => stream.CanSeek;

    public override long Length => stream.Length;

    public override long Position
    {
        get => stream.Position;
        set => stream.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        var read = stream.Read(buffer);
        BytesRead += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => stream.Seek(offset, origin);
}
