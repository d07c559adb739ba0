using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Annals.Sources.Samples;

/// <summary>Collects the UTF-8 of one record after another. Templates are interpolated strings that are written straight to the buffer.</summary>
internal sealed class SampleWriter
{
    private byte[] buffer = new byte[64 * 1024];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Writes a template. Text in its holes must have been made safe for JSON.</summary>
#pragma warning disable CA1822 // an instance method, since its handler is given the instance
    public void Write([InterpolatedStringHandlerArgument("")] ref Template template)
    {
        // The handler has written everything by the time it is passed.
        _ = template;
    }
#pragma warning restore CA1822

    public void Raw(ReadOnlySpan<char> text)
    {
        Reserve(text.Length * 3);
        Length += Encoding.UTF8.GetBytes(text, buffer.AsSpan(Length));
    }

    public void Raw(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(buffer.AsSpan(Length));
        Length += text.Length;
    }

    private void Reserve(int length)
    {
        if (buffer.Length - Length < length)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Length + length));
        }
    }

    private void Value(char ascii)
    {
        Reserve(1);
        buffer[Length++] = (byte)ascii;
    }

    private void Value(SampleGuid guid)
    {
        Reserve(SampleGuid.TextLength);
        guid.Write(buffer.AsSpan(Length));
        Length += SampleGuid.TextLength;
    }

    private void Value(long number)
    {
        Reserve(20);
        number.TryFormat(buffer.AsSpan(Length), out var written, provider: CultureInfo.InvariantCulture);
        Length += written;
    }

    private void Value(SampleTime time)
    {
        Reserve(24);
        var moment = DateTime.UnixEpoch.AddMilliseconds(time.Milliseconds);
        moment.TryFormat(buffer.AsSpan(Length), out var written, time.WithMilliseconds ? "yyyy-MM-dd'T'HH:mm:ss.fff" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>Writes the parts of a template as they are evaluated.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Template
    {
        private readonly SampleWriter writer;

        public Template(int literalLength, int formattedCount, SampleWriter writer)
        {
            this.writer = writer;
            writer.Reserve(literalLength + (formattedCount * SampleGuid.TextLength));
        }

        public void AppendLiteral(string text) => writer.Raw(text);

        public void AppendFormatted(string text) => writer.Raw(text);

        public void AppendFormatted(char ascii) => writer.Value(ascii);

        public void AppendFormatted(SampleGuid guid) => writer.Value(guid);

        public void AppendFormatted(long number) => writer.Value(number);

        public void AppendFormatted(SampleTime time) => writer.Value(time);
    }
}
