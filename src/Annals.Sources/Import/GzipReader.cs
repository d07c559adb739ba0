using System.IO.Compression;

namespace Annals.Sources.Import;

/// <summary>Unpacks gzip data of any number of members and notices when it is cut.</summary>
/// <remarks>
/// <see cref="GZipStream"/> ends silently when its input ends inside a member. So a member of our own is put behind the input: only when
/// all members before it were whole does it come out as the same bytes again.
/// </remarks>
internal sealed class GzipReader : ForwardStream
{
    private static readonly byte[] Mark = [.. Enumerable.Range(0, 64).Select(i => (byte)((0xA7 ^ (i * 37)) & 0xFF))];
    private static readonly byte[] MarkMember = Pack(Mark);
    private readonly MarkedStream marked;
    private readonly GZipStream gzip;
    private bool ended;

    public GzipReader(SourceStream source)
    {
        marked = new MarkedStream(source);
        gzip = new GZipStream(marked, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        if (ended || buffer.IsEmpty)
        {
            return 0;
        }

        // What one call gives comes from one piece of input, so it is either all before the mark or all of it.
        var read = gzip.Read(buffer);
        if (marked.IsMarkGiven)
        {
            ended = true;
            return EndsWithMark(buffer[..read]) ? 0 : throw new PackingException("The gzip data is damaged or cut off here; the rest was not read.");
        }

        ended = read == 0;
        return ended ? throw new PackingException("What follows the gzip data here is no gzip data; it was not read.") : read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            gzip.Dispose();
            marked.Dispose();
        }

        base.Dispose(disposing);
    }

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private bool EndsWithMark(ReadOnlySpan<byte> first)
    {
        Span<byte> unpacked = stackalloc byte[Mark.Length + 1];
        if (first.Length > Mark.Length)
        {
            return false;
        }

        first.CopyTo(unpacked);
        var length = first.Length;
        while (length < unpacked.Length && gzip.Read(unpacked[length..]) is > 0 and var read)
        {
            length += read;
        }

        return unpacked[..length].SequenceEqual(Mark);
    }

    /// <summary>The input, and behind it the mark in a piece of its own.</summary>
    private sealed class MarkedStream(SourceStream source) : ForwardStream
    {
        private int given;

        public bool IsMarkGiven => given > 0;

        public override int Read(Span<byte> buffer)
        {
            if (given == 0 && source.Read(buffer) is > 0 and var read)
            {
                return read;
            }

            var length = Math.Min(buffer.Length, MarkMember.Length - given);
            MarkMember.AsSpan(given, length).CopyTo(buffer);
            given += length;
            return length;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                source.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
