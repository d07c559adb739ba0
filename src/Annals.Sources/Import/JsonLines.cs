namespace Annals.Sources.Import;

/// <summary>Reads JSON text as long as each line is one record, for which a search for the line break is enough.</summary>
internal sealed class JsonLines(RecordWindow window, ObjectScanner scanner, ObjectTaker taker)
{
    private readonly LineMarks marks = new();

    /// <summary>Whether the text is no more lines of one record each; the next unread byte begins what has to be read by values.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Reads a line.</summary>
    public JsonStep Next()
    {
        var unread = window.Unread;
        var lineEnd = unread.IndexOf((byte)'\n');
        if (lineEnd < 0)
        {
            if (!window.Ended)
            {
                IsOver = IsMoreThanOneRecord(unread);
                return IsOver ? JsonStep.Done : JsonStep.NeedMore;
            }

            if (unread.IsEmpty)
            {
                return JsonStep.End;
            }
        }

        var length = lineEnd < 0 ? unread.Length : lineEnd;
        var start = JsonSkip.SkipSpace(unread[..length], 0);
        if (unread[start..length].StartsWith("\uFEFF"u8))
        {
            start = JsonSkip.SkipSpace(unread[..length], start + 3);
        }

        var line = unread[start..length];
        while (line.Length > 0 && JsonSkip.IsSpace(line[^1]))
        {
            line = line[..^1];
        }

        if (line.Length > 0)
        {
            var step = AddLine(unread, start, line, lineEnd);
            if (IsOver || step != JsonStep.Done)
            {
                return step;
            }
        }

        window.ConsumeLine(lineEnd < 0 ? length : length + 1, lineEnd >= 0);
        return JsonStep.Done;
    }

    private JsonStep AddLine(Span<byte> unread, int start, Span<byte> line, int lineEnd)
    {
        if (line[0] != '{')
        {
            IsOver = line[0] == '[';
            if (!IsOver)
            {
                window.Refuse(window.Line, 0, "The line is not a JSON object.");
            }

            return JsonStep.Done;
        }

        if (line[^1] != '}')
        {
            return AddUnfinishedLine(unread, line, lineEnd);
        }

        if (!marks.Touch(window, start, line.Length))
        {
            window.Add(start, line.Length, window.Line, 0);
        }
        else
        {
            AddMarkedLine(start, line);
        }

        return JsonStep.Done;
    }

    /// <summary>A line that begins an object and does not end one is cut off when another record or nothing follows, else an object over several lines.</summary>
    private JsonStep AddUnfinishedLine(ReadOnlySpan<byte> unread, ReadOnlySpan<byte> line, int lineEnd)
    {
        if (line[^1] is (byte)',' or (byte)'[' or (byte)'{' || scanner.Scan(line, 0, out _) == JsonSkipResult.Complete)
        {
            IsOver = true;
            return JsonStep.Done;
        }

        var next = lineEnd < 0 ? unread.Length : JsonSkip.SkipSpace(unread, lineEnd);
        if (next == unread.Length && !window.Ended)
        {
            return JsonStep.NeedMore;
        }

        if (next < unread.Length && unread[next] != '{')
        {
            IsOver = true;
        }
        else if (next < unread.Length)
        {
            window.Refuse(window.Line, 0, "The JSON is truncated: the line does not end with the end of an object.");
        }
        else
        {
            window.RefuseEnd(window.Line, 0, "The JSON is truncated: the text ends inside the record that begins here.");
        }

        return JsonStep.Done;
    }

    /// <summary>Whether text without a line break yet has an array, a page or a further value in it.</summary>
    private bool IsMoreThanOneRecord(ReadOnlySpan<byte> unread)
    {
        var start = JsonSkip.SkipSpace(unread, 0);
        if (start == unread.Length || unread[start] != '{')
        {
            return start < unread.Length && unread[start] == '[';
        }

        return scanner.Scan(unread, start, out var shape) == JsonSkipResult.Complete
            && (shape.Kind == ObjectKind.Page || JsonSkip.SkipSpace(unread, shape.End) < unread.Length);
    }

    /// <summary>Handles a line that has a word of a wrapper or page in it, or switches to reading by values.</summary>
    private void AddMarkedLine(int start, Span<byte> line)
    {
        if (scanner.Scan(line, 0, out var shape) != JsonSkipResult.Complete)
        {
            window.Add(start, line.Length, window.Line, 0);
        }
        else if (shape.Kind == ObjectKind.Page || shape.End != line.Length)
        {
            IsOver = true;
        }
        else
        {
            taker.Add(line, start, shape, 0);
        }
    }
}
