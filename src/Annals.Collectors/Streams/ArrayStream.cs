using Annals.Sources.Import;

namespace Annals.Collectors.Streams;

/// <summary>A stream that must hold a JSON array: anything else ends with an error before it is taken for a record. A byte order mark is left out.</summary>
/// <param name="inner">The bytes; not closed.</param>
internal sealed class ArrayStream(Stream inner) : ForwardStream
{
    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    private bool isChecked;
    private int markRead;

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            var count = inner.Read(buffer);
            if (isChecked || buffer.IsEmpty)
            {
                return count;
            }

            if (count == 0)
            {
                throw new UnreadableContentException("it is empty where an array was expected");
            }

            var start = Begin(buffer[..count]);
            if (start < count)
            {
                isChecked = true;
                buffer[start..count].CopyTo(buffer);
                return count - start;
            }
        }
    }

    /// <summary>Where the array begins; the length when it has not begun.</summary>
    private int Begin(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (markRead is >= 0 and < 3 && bytes[i] == Mark[markRead])
            {
                markRead++;
                continue;
            }

            if (markRead is 1 or 2)
            {
                throw new UnreadableContentException("it is no text in UTF-8");
            }

            markRead = -1;
            if (bytes[i] is (byte)'[')
            {
                return i;
            }

            if (bytes[i] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                throw new UnreadableContentException($"it begins with \"{(bytes[i] is > 0x20 and < 0x7F ? (char)bytes[i] : '?')}\" where an array was expected");
            }
        }

        return bytes.Length;
    }
}

/// <summary>The content of an answer is not what the vendor documents.</summary>
internal sealed class UnreadableContentException(string message) : Exception(message);
