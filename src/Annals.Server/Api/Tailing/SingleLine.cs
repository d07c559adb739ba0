using System.Buffers;
using System.Text.Json;

namespace Annals.Server.Api.Tailing;

/// <summary>JSON on one line, as server-sent events need it. A record's own bytes may have line breaks between its tokens (within strings JSON allows none): they become spaces.</summary>
internal static class SingleLine
{
    public static void Write(IBufferWriter<byte> output, Action<Utf8JsonWriter> value, JsonWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            value(writer);
        }

        var text = output.GetSpan(buffer.WrittenCount);
        buffer.WrittenSpan.CopyTo(text);
        var written = text[..buffer.WrittenCount];
        written.Replace((byte)'\n', (byte)' ');
        written.Replace((byte)'\r', (byte)' ');
        output.Advance(buffer.WrittenCount);
    }
}
