namespace Annals.Sources.Import;

/// <summary>
/// The unpacked bytes of one file or archive entry. Damage of the packing ends the bytes instead of throwing, so that everything before it
/// is delivered; trouble of the medium itself (an <see cref="IOException"/>) is let through.
/// </summary>
internal sealed class SourceStream(Stream stream, bool leaveOpen) : ForwardStream
{
    private byte[] peeked = [];
    private int peekedAt;

    /// <summary>Why the bytes broke off, as a sentence; null as long as they did not.</summary>
    public string? Fault { get; private set; }

    /// <summary>What <see cref="Peek"/> showed.</summary>
    public ReadOnlySpan<byte> Peeked => peeked;

    /// <summary>The first bytes, at most <paramref name="length"/>; they are read again afterwards. May be called once, before any reading.</summary>
    public ReadOnlySpan<byte> Peek(int length)
    {
        var buffer = new byte[length];
        peeked = buffer[..ReadAtLeast(buffer, length, throwOnEndOfStream: false)];
        return peeked;
    }

    /// <summary>Forgets bytes that <see cref="Peek"/> showed.</summary>
    public void Skip(int length) => peekedAt += length;

    public override int Read(Span<byte> buffer)
    {
        if (peekedAt < peeked.Length)
        {
            var length = Math.Min(buffer.Length, peeked.Length - peekedAt);
            peeked.AsSpan(peekedAt, length).CopyTo(buffer);
            peekedAt += length;
            return length;
        }

        if (Fault is not null || buffer.IsEmpty)
        {
            return 0;
        }

        try
        {
            return stream.Read(buffer);
        }
        catch (PackingException damage)
        {
            Fault = damage.Message;
        }
        catch (InvalidDataException)
        {
            Fault = "The packed data is damaged or cut off here; the rest was not read.";
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
