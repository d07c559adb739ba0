using System.Buffers;
using System.Text.Json;

namespace Annals.Server.GenesysCloud;

/// <summary>Writes answers that hold audits: an object whose member <c>entities</c> holds their bytes as they are, and whose other members are ours.</summary>
internal static class AuditWriter
{
    /// <summary>Writes the beginning of an answer, up to the first audit.</summary>
    /// <param name="output">Receives the text.</param>
    /// <param name="members">Writes members that stand before the audits; null writes none.</param>
    public static void Begin(IBufferWriter<byte> output, Action<Utf8JsonWriter>? members)
    {
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        writer.WriteStartObject();
        members?.Invoke(writer);
        writer.WriteStartArray("entities"u8);
        writer.Flush();
    }

    /// <summary>Writes one audit.</summary>
    /// <param name="output">Receives the text.</param>
    /// <param name="audit">The bytes of a JSON object.</param>
    /// <param name="isFirst">Whether none was written before.</param>
    public static void Write(IBufferWriter<byte> output, ReadOnlyMemory<byte> audit, bool isFirst)
    {
        if (!isFirst)
        {
            output.Write(","u8);
        }

        output.Write(audit.Span);
    }

    /// <summary>Writes the end of an answer.</summary>
    /// <param name="output">Receives the text.</param>
    /// <param name="cursor">Cursor of the next page; null leaves it out, which says that this is the last.</param>
    public static void End(IBufferWriter<byte> output, string? cursor)
    {
        output.Write("]"u8);
        if (cursor is not null)
        {
            output.Write(",\"cursor\":\""u8);
            output.Write(System.Text.Encoding.ASCII.GetBytes(cursor));
            output.Write("\""u8);
        }

        output.Write("}"u8);
    }

    /// <summary>A whole answer.</summary>
    public static ReadOnlyMemory<byte> Whole(Action<Utf8JsonWriter>? members, IReadOnlyList<ReadOnlyMemory<byte>> audits)
    {
        var output = new ArrayBufferWriter<byte>();
        Begin(output, members);
        for (var i = 0; i < audits.Count; i++)
        {
            Write(output, audits[i], i == 0);
        }

        End(output, cursor: null);
        return output.WrittenMemory;
    }
}
