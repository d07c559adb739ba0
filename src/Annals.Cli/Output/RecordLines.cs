using System.Buffers;

namespace Annals.Cli.Output;

/// <summary>Records one a line.</summary>
internal static class RecordLines
{
    private static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\r\n"u8);

    /// <summary>
    /// Writes the record's bytes and a line feed. In JSON a line break can only stand between tokens; it becomes a space, which changes no value.
    /// </summary>
    public static void Write(Stream output, ReadOnlySpan<byte> record)
    {
        if (!record.ContainsAny(LineBreaks))
        {
            output.Write(record);
            output.Write("\n"u8);
            return;
        }

        var line = ArrayPool<byte>.Shared.Rent(record.Length);
        try
        {
            record.CopyTo(line);
            var text = line.AsSpan(0, record.Length);
            text.Replace((byte)'\r', (byte)' ');
            text.Replace((byte)'\n', (byte)' ');
            output.Write(text);
            output.Write("\n"u8);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(line);
        }
    }
}
