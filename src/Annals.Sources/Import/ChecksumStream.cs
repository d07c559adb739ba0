using System.IO.Hashing;

namespace Annals.Sources.Import;

/// <summary>Compares an entry of a zip archive with the checksum in the archive's directory, which the library does not do.</summary>
internal sealed class ChecksumStream(Stream stream, uint expected) : ForwardStream
{
    private readonly Crc32 checksum = new();

    public override int Read(Span<byte> buffer)
    {
        var read = stream.Read(buffer);
        if (read > 0)
        {
            checksum.Append(buffer[..read]);
        }
        else if (!buffer.IsEmpty && checksum.GetCurrentHashAsUInt32() != expected)
        {
            throw new PackingException("The entry does not fit its checksum: it was damaged, and records read from it may be too.");
        }

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
