namespace Annals.Sources.Import;

/// <summary>
/// Skips a value that is too long to be held, byte range by byte range. Brackets are only counted, not told apart: remembering their kinds
/// would take memory in proportion to the value.
/// </summary>
internal sealed class OversizeSkip(long line, long element, bool isLine)
{
    private long depth;
    private bool inString;
    private bool escaped;
    private bool begun;

    /// <summary>Line on which the value began.</summary>
    public long Line => line;

    /// <summary>Element that the value is, from 1; 0 outside of arrays.</summary>
    public long Element => element;

    /// <summary>Looks at the next bytes.</summary>
    /// <param name="data">What follows.</param>
    /// <param name="length">How many bytes belong to the value.</param>
    /// <returns>Whether the value ends with them.</returns>
    public bool Advance(ReadOnlySpan<byte> data, out int length)
    {
        if (isLine)
        {
            var lineEnd = data.IndexOf((byte)'\n');
            length = lineEnd < 0 ? data.Length : lineEnd + 1;
            return lineEnd >= 0;
        }

        for (length = 0; length < data.Length; length++)
        {
            if (Ends(data[length]))
            {
                length++;
                return true;
            }
        }

        return false;
    }

    private bool Ends(byte value)
    {
        if (inString)
        {
            if (escaped)
            {
                escaped = false;
            }
            else if (value == '\\')
            {
                escaped = true;
            }
            else if (value == '"')
            {
                inString = false;
                return depth == 0 && begun;
            }

            return false;
        }

        switch (value)
        {
            case (byte)'"':
                inString = true;
                begun = true;
                return false;
            case (byte)'{' or (byte)'[':
                depth++;
                begun = true;
                return false;
            case (byte)'}' or (byte)']':
                depth--;
                return depth <= 0;
            default:
                return false;
        }
    }
}
