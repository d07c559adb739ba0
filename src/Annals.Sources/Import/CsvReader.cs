namespace Annals.Sources.Import;

/// <summary>
/// Reads the <c>AuditData</c> cells of CSV exports (RFC 4180). Written by hand because the record is the cell's bytes: a reader that decodes to
/// strings replaces invalid UTF-8 and holds a row of any length.
/// </summary>
internal sealed class CsvReader : IRecordReader
{
    private const int ColumnsMax = 4096;
    private readonly RecordWindow window;
    private readonly byte separator;
    private readonly List<CsvCell> cells = [];
    private List<byte[]> columns = [];
    private int payload = -1;
    private bool skippingLine;

    public CsvReader(RecordWindow window, byte separator)
    {
        this.window = window;
        this.separator = separator;
    }

    private enum RowEnd
    {
        Complete,
        NeedMore,
        Malformed,
    }

    public bool Read()
    {
        while (!window.BatchIsFull)
        {
            if (Next())
            {
                continue;
            }

            switch (window.Fill())
            {
                case FillResult.BatchIsDue:
                    return true;
                case FillResult.TooLong:
                    window.RefuseTooLong(window.Line, 0);
                    skippingLine = true;
                    break;
                case FillResult.Ended when window.Unread.IsEmpty:
                    return false;
            }
        }

        return true;
    }

    /// <summary>Handles a row; false when that takes more bytes.</summary>
    private bool Next()
    {
        var unread = window.Unread;
        if (unread.IsEmpty)
        {
            return false;
        }

        if (skippingLine)
        {
            return SkipLine(unread);
        }

        if (unread[0] is (byte)'\n' or (byte)'\r')
        {
            window.ConsumeLines(1);
            return true;
        }

        if (unread[0] == '#' && IsTypeLine(unread))
        {
            skippingLine = true;
            return true;
        }

        switch (ReadRow(unread, out var length))
        {
            case RowEnd.NeedMore when window.Ended:
                window.RefuseEnd(window.Line, 0, "The CSV is truncated: the text ends inside a quoted cell of the row that begins here.");
                skippingLine = true;
                return true;
            case RowEnd.NeedMore:
                return false;
            case RowEnd.Malformed:
                window.Refuse(window.Line, 0, "The CSV row is malformed: a closing quote is followed by something other than a separator.");
                skippingLine = true;
                return true;
        }

        var breaks = unread[..length].Count((byte)'\n');
        if (!TakeHeader(unread))
        {
            TakeRow(unread);
        }

        window.Consume(length, breaks);
        return true;
    }

    private static bool IsTypeLine(ReadOnlySpan<byte> line) => line.StartsWith("#TYPE"u8);

    private bool SkipLine(ReadOnlySpan<byte> unread)
    {
        var lineEnd = unread.IndexOf((byte)'\n');
        window.ConsumeLines(lineEnd < 0 ? unread.Length : lineEnd + 1);
        skippingLine = lineEnd < 0;
        return true;
    }

    /// <summary>Finds the cells of the row at the start of the unread bytes, changing nothing.</summary>
    private RowEnd ReadRow(ReadOnlySpan<byte> unread, out int length)
    {
        cells.Clear();
        length = 0;
        var position = 0;
        while (true)
        {
            var end = ReadCell(unread, ref position, out var cell);
            if (end != RowEnd.Complete)
            {
                return end;
            }

            if (cells.Count < ColumnsMax)
            {
                cells.Add(cell);
            }

            if (position == unread.Length)
            {
                length = position;
                return window.Ended ? RowEnd.Complete : RowEnd.NeedMore;
            }

            if (unread[position] == separator)
            {
                position++;
                continue;
            }

            length = position + (unread[position] == '\r' && position + 1 < unread.Length && unread[position + 1] == '\n' ? 2 : 1);
            return unread[position] == '\r' && position + 1 == unread.Length && !window.Ended ? RowEnd.NeedMore : RowEnd.Complete;
        }
    }

    private RowEnd ReadCell(ReadOnlySpan<byte> unread, ref int position, out CsvCell cell)
    {
        cell = default;
        if (position < unread.Length && unread[position] == '"')
        {
            return ReadQuoted(unread, ref position, out cell);
        }

        var length = unread[position..].IndexOfAny(separator, (byte)'\n', (byte)'\r');
        var end = length < 0 ? unread.Length : position + length;
        cell = new CsvCell(position, end - position, HasQuotes: false);
        position = end;
        return length < 0 && !window.Ended ? RowEnd.NeedMore : RowEnd.Complete;
    }

    private RowEnd ReadQuoted(ReadOnlySpan<byte> unread, ref int position, out CsvCell cell)
    {
        var start = position + 1;
        var at = start;
        var hasQuotes = false;
        cell = default;
        while (true)
        {
            var quote = unread[at..].IndexOf((byte)'"');
            if (quote < 0 || (at + quote + 1 == unread.Length && !window.Ended))
            {
                return RowEnd.NeedMore;
            }

            at += quote + 1;
            if (at == unread.Length || unread[at] != '"')
            {
                break;
            }

            hasQuotes = true;
            at++;
        }

        cell = new CsvCell(start, at - 1 - start, hasQuotes);
        position = at;
        return at == unread.Length || unread[at] == separator || unread[at] is (byte)'\n' or (byte)'\r' ? RowEnd.Complete : RowEnd.Malformed;
    }

    /// <summary>Takes the first row, and the first row of each file that was appended, as the names of the columns.</summary>
    private bool TakeHeader(Span<byte> unread)
    {
        if (payload >= 0 && !LooksLikeHeader(unread))
        {
            return false;
        }

        columns = [];
        payload = -1;
        for (var i = 0; i < cells.Count; i++)
        {
            var name = cells[i].Bytes(unread).ToArray();
            columns.Add(name);
            if (CsvHeader.IsPayload(name))
            {
                payload = i;
            }
        }

        return true;
    }

    private bool LooksLikeHeader(Span<byte> unread)
    {
        foreach (var cell in cells)
        {
            if (cell.Length == CsvHeader.Payload.Length && CsvHeader.IsPayload(cell.Bytes(unread)))
            {
                return true;
            }
        }

        return false;
    }

    private void TakeRow(Span<byte> unread)
    {
        var line = window.Line;
        if (payload >= cells.Count)
        {
            window.Refuse(line, 0, $"The CSV row has {cells.Count} cells and so no AuditData, which is column {payload + 1}.");
            return;
        }

        var cell = cells[payload];
        var length = cell.HasQuotes ? CsvCell.Unquote(unread.Slice(cell.Start, cell.Length)) : cell.Length;
        var text = unread.Slice(cell.Start, length);
        var from = JsonSkip.SkipSpace(text, 0);
        while (length > from && JsonSkip.IsSpace(text[length - 1]))
        {
            length--;
        }

        if (from == length)
        {
            window.Refuse(line, 0, "AuditData is empty.");
        }
        else if (text[from] != '{')
        {
            window.Refuse(line, 0, "AuditData is not a JSON object.");
        }
        else
        {
            window.Add(cell.Start + from, length - from, line, 0);
            CountColumns();
        }
    }

    private void CountColumns()
    {
        for (var i = 0; i < cells.Count && i < columns.Count; i++)
        {
            if (i != payload && cells[i].Length > 0)
            {
                window.Tally.Add(columns[i]);
            }
        }
    }
}
