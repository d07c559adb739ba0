namespace Annals.Sources.Import;

/// <summary>
/// The unpacked bytes of one file or archive entry. Damage of the packing ends the text instead of throwing, so that everything before it
/// is delivered; trouble of the medium itself (an <see cref="IOException"/>) is let through.
/// </summary>
internal sealed class TextSource(Stream stream) : IDisposable
{
    private byte[] peeked = [];
    private int peekedAt;

    /// <summary>Why the text broke off, as a sentence; null as long as it did not.</summary>
    public string? Fault { get; private set; }

    /// <summary>The first bytes, at most <paramref name="length"/>; they are read again by <see cref="Read"/>. May be called once.</summary>
    public ReadOnlySpan<byte> Peek(int length)
    {
        var buffer = new byte[length];
        var filled = 0;
        while (filled < length && Read(buffer.AsSpan(filled)) is > 0 and var read)
        {
            filled += read;
        }

        peeked = buffer[..filled];
        return peeked;
    }

    /// <summary>Forgets bytes that <see cref="Peek"/> showed.</summary>
    public void Skip(int length) => peekedAt += length;

    public int Read(Span<byte> destination)
    {
        if (peekedAt < peeked.Length)
        {
            var length = Math.Min(destination.Length, peeked.Length - peekedAt);
            peeked.AsSpan(peekedAt, length).CopyTo(destination);
            peekedAt += length;
            return length;
        }

        if (Fault is not null)
        {
            return 0;
        }

        try
        {
            return stream.Read(destination);
        }
        catch (PackingException damage)
        {
            Fault = damage.Message;
            return 0;
        }
        catch (InvalidDataException)
        {
            Fault = "The packed data is damaged or cut off here; the rest was not read.";
            return 0;
        }
    }

    public void Dispose() => stream.Dispose();
}
