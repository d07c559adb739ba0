namespace Annals.Sources.Import;

/// <summary>Unpacked bytes under the eyes of an <see cref="ExpansionGuard"/>.</summary>
internal sealed class GuardedStream(Stream stream, ExpansionGuard guard, int depth) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        var read = stream.Read(buffer);
        guard.Add(depth, read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
