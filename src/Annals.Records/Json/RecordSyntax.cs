using System.Text;
using System.Text.Unicode;

namespace Annals.Records.Json;

/// <summary>The only thing a record must be: one JSON object (RFC 8259) in UTF-8 without byte order mark.</summary>
public static class RecordSyntax
{
    /// <summary>
    /// Checks the syntax and nothing else: any members, duplicate members, any nesting depth, any number text, and escapes of lone
    /// surrogates are good. White space before and after the object is good.
    /// </summary>
    /// <returns>Null when the bytes are exactly one JSON object, else the first fault.</returns>
    /// <remarks>Linear in time; memory beyond the input is one bit per level of nesting. Never throws.</remarks>
    public static RecordFault? Check(ReadOnlySpan<byte> utf8)
    {
        var scanner = new JsonScanner(utf8);
        return CheckEncoding(utf8) ?? (scanner.SkipDocument() ? null : scanner.Fault);
    }

    /// <summary>Checks for a byte order mark and for invalid UTF-8.</summary>
    internal static RecordFault? CheckEncoding(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8))
        {
            return new RecordFault(0, "The record begins with a byte order mark; a record is UTF-8 without one.");
        }

        return Utf8.IsValid(utf8) ? null : new RecordFault(FirstInvalid(utf8), "The bytes are not valid UTF-8 at this place.");
    }

    private static long FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        var offset = 0;
        while (offset < utf8.Length && Rune.DecodeFromUtf8(utf8[offset..], out _, out var consumed) == System.Buffers.OperationStatus.Done)
        {
            offset += consumed;
        }

        return offset;
    }
}
