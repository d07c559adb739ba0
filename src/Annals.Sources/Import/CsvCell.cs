namespace Annals.Sources.Import;

/// <summary>One cell of a row, without its outer quotes.</summary>
/// <param name="Start">Offset of its first byte in the unread bytes.</param>
/// <param name="Length">Bytes as they stand in the file.</param>
/// <param name="HasQuotes">Whether it has doubled quotes inside.</param>
internal readonly record struct CsvCell(int Start, int Length, bool HasQuotes)
{
    /// <summary>Halves doubled quotes in place.</summary>
    /// <returns>Bytes of the result, at the beginning of <paramref name="cell"/>.</returns>
    public static int Unquote(Span<byte> cell)
    {
        var read = 0;
        var written = 0;
        while (true)
        {
            var quote = cell[read..].IndexOf((byte)'"');
            var take = quote < 0 ? cell.Length - read : quote + 1;
            cell.Slice(read, take).CopyTo(cell[written..]);
            written += take;
            if (quote < 0)
            {
                return written;
            }

            read += take + 1;
        }
    }

    public ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> unread) => unread.Slice(Start, Length);
}
