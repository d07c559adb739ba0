using System.Buffers;

namespace Annals.Records.Json;

/// <summary>
/// The equality of records: two records have equal values when their canonical forms are the same bytes. The form is described, with
/// examples, in docs/formats/canonical-json.md.
/// </summary>
/// <remarks>
/// Member order, white space and the spelling of strings do not count; numbers count by their text; arrays by their order; members named
/// <c>@odata.*</c>, at every level, not at all; of duplicate members every one, in their order. Time is O(n log n), memory a small multiple of the input.
/// </remarks>
public static class CanonicalJson
{
    /// <summary>Writes the canonical form, which is itself one JSON object in UTF-8.</summary>
    /// <param name="record">One JSON object.</param>
    /// <param name="output">Where the form goes; nothing else is written to it.</param>
    /// <exception cref="FormatException">The bytes are no record by <see cref="RecordSyntax.Check"/>.</exception>
    public static void Write(ReadOnlySpan<byte> record, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        ThrowIfFaulty(record);
        var workspace = CanonicalWorkspace.Rent();
        workspace.Write(record, output);
        CanonicalWorkspace.Return(workspace);
    }

    /// <summary>Whether two records have equal values.</summary>
    /// <exception cref="FormatException">The bytes of one are no record by <see cref="RecordSyntax.Check"/>.</exception>
    public static bool ValueEquals(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right))
        {
            ThrowIfFaulty(left);
            return true;
        }

        var first = new ArrayBufferWriter<byte>(left.Length + 1);
        Write(left, first);
        var second = new ArrayBufferWriter<byte>(right.Length + 1);
        Write(right, second);
        return first.WrittenSpan.SequenceEqual(second.WrittenSpan);
    }

    private static void ThrowIfFaulty(ReadOnlySpan<byte> record)
    {
        if (RecordSyntax.Check(record) is { } fault)
        {
            throw new FormatException($"The value of these {record.Length} bytes cannot be compared, they are no record (byte {fault.Offset}): {fault.Reason}");
        }
    }
}
