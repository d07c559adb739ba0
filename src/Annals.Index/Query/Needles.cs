using System.Text;

namespace Annals.Index.Query;

/// <summary>Byte strings that a record must hold for a term to match: looked for in the raw bytes before anything is decoded.</summary>
internal static class Needles
{
    /// <summary>The longest piece of each word, where it is ASCII: those bytes cannot be written otherwise but by <c>\u</c> escapes, Kelvin signs or long s.</summary>
    public static byte[][] OfWords(IEnumerable<byte[][]> words) =>
        [.. words.Select(pieces => pieces.MaxBy(piece => piece.Length)!).Where(piece => piece.Length > 0 && Ascii.IsValid(piece))];

    /// <summary>The names of a path that need no escape in JSON.</summary>
    public static byte[][] OfPath(RecordPath path) =>
        [.. path.Segments.Where(segment => segment.Length > 0 && segment.All(c => c >= ' ' && c is not ('"' or '\\' or '/') && !char.IsSurrogate(c))).Select(Encoding.UTF8.GetBytes)];

    /// <summary>ASCII letters in lower case, every other byte as it is.</summary>
    public static void Lower(ReadOnlySpan<byte> bytes, Span<byte> output)
    {
        while (true)
        {
            _ = Ascii.ToLower(bytes, output, out var done);
            if (done == bytes.Length)
            {
                return;
            }

            output[done] = bytes[done];
            bytes = bytes[(done + 1)..];
            output = output[(done + 1)..];
        }
    }

    /// <summary>Whether characters stand in the record that become ASCII letters only when they are decoded and folded.</summary>
    public static bool MayHideAscii(ReadOnlySpan<byte> record) =>
        record.IndexOf("\\u"u8) >= 0 || record.IndexOf("\u212A"u8) >= 0 || record.IndexOf("\u017F"u8) >= 0;
}
