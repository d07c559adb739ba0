namespace Annals.Sources.Import;

/// <summary>
/// Reads JSON text of every arrangement: one record a line, values one after the other with any white space, arrays, pages, wrappers.
/// </summary>
/// <remarks>
/// Begins by lines, where a record costs one search for the line break, and goes over to values for good at the first line that is more
/// than one record. Arrays and pages are entered, not collected, so that their length does not matter.
/// </remarks>
internal sealed class JsonReader : IRecordReader
{
    private const int NestingMax = 8;
    private readonly RecordWindow window;
    private readonly ObjectScanner scanner = new();
    private readonly BracketStack brackets = new();
    private readonly LineMarks marks = new();
    private readonly Stack<Level> levels = new();
    private readonly ResumeMark resume = new();
    private bool byLines = true;
    private bool skippingLine;
    private long element;
    private OversizeSkip? oversize;

    public JsonReader(RecordWindow window) => this.window = window;

    private enum Level
    {
        /// <summary>Elements of an array.</summary>
        Array,

        /// <summary>The members of a page behind its array.</summary>
        PageRest,
    }

    private enum Step
    {
        Done,
        NeedMore,
        End,
    }

    /// <summary>Number of the element that begins at the current position; 0 outside of arrays.</summary>
    private long NextNumber => levels.Count > 0 ? element + 1 : 0;

    public bool Read()
    {
        while (!window.BatchIsFull)
        {
            switch (Next())
            {
                case Step.End:
                    return false;
                case Step.NeedMore:
                    switch (window.Fill())
                    {
                        case FillResult.BatchIsDue:
                            return true;
                        case FillResult.TooLong:
                            oversize = new OversizeSkip(window.Line, NextNumber, byLines);
                            break;
                    }

                    break;
            }
        }

        return true;
    }

    private static bool IsObjectOrArray(byte value) => value is (byte)'{' or (byte)'[';

    private Step Next()
    {
        if (oversize is not null)
        {
            return SkipOversize();
        }

        if (skippingLine)
        {
            return SkipLine();
        }

        if (resume.IsSearching)
        {
            return SearchResume();
        }

        if (byLines)
        {
            return NextLine();
        }

        return levels.Count == 0 ? NextValue() : levels.Peek() == Level.Array ? NextElement() : NextPageMember();
    }

    private Step NextLine()
    {
        var unread = window.Unread;
        var lineEnd = unread.IndexOf((byte)'\n');
        if (lineEnd < 0)
        {
            if (!window.Ended)
            {
                byLines = !IsMoreThanOneRecord(unread);
                return byLines ? Step.NeedMore : Step.Done;
            }

            if (unread.IsEmpty)
            {
                return Step.End;
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
            if (!byLines || step != Step.Done)
            {
                return step;
            }
        }

        window.ConsumeLine(lineEnd < 0 ? length : length + 1, lineEnd >= 0);
        return Step.Done;
    }

    private Step AddLine(Span<byte> unread, int start, Span<byte> line, int lineEnd)
    {
        if (line[0] != '{')
        {
            byLines = line[0] != '[';
            if (byLines)
            {
                window.Refuse(window.Line, 0, "The line is not a JSON object.");
            }

            return Step.Done;
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

        return Step.Done;
    }

    /// <summary>A line that begins an object and does not end one is cut off when another record or nothing follows, else an object over several lines.</summary>
    private Step AddUnfinishedLine(ReadOnlySpan<byte> unread, ReadOnlySpan<byte> line, int lineEnd)
    {
        if (line[^1] is (byte)',' or (byte)'[' or (byte)'{' || scanner.Scan(line, 0, out _) == JsonSkipResult.Complete)
        {
            byLines = false;
            return Step.Done;
        }

        var next = lineEnd < 0 ? unread.Length : JsonSkip.SkipSpace(unread, lineEnd);
        if (next == unread.Length && !window.Ended)
        {
            return Step.NeedMore;
        }

        if (next < unread.Length && unread[next] != '{')
        {
            byLines = false;
        }
        else if (next < unread.Length)
        {
            window.Refuse(window.Line, 0, "The JSON is truncated: the line does not end with the end of an object.");
        }
        else
        {
            window.RefuseEnd(window.Line, 0, "The JSON is truncated: the text ends inside the record that begins here.");
        }

        return Step.Done;
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
            byLines = false;
        }
        else
        {
            AddObject(line, start, shape, 0);
        }
    }

    private Step NextValue()
    {
        if (!SkipToValue(out var unread))
        {
            return window.Ended ? Step.End : Step.NeedMore;
        }

        element = 0;
        switch (unread[0])
        {
            case (byte)'{':
                return NextObject(unread);
            case (byte)'[':
                window.Consume(1);
                levels.Push(Level.Array);
                resume.BeginArray();
                return Step.Done;
            case 0xEF when unread.StartsWith("\uFEFF"u8):
                window.Consume(3);
                return Step.Done;
            case 0xEF when unread.Length < 3 && !window.Ended:
                return Step.NeedMore;
            default:
                window.Refuse(window.Line, 0, "What stands here is not a JSON object.");
                skippingLine = true;
                return Step.Done;
        }
    }

    private Step NextElement()
    {
        while (true)
        {
            if (!SkipToValue(out var unread))
            {
                return window.Ended ? EndInside() : Step.NeedMore;
            }

            switch (unread[0])
            {
                case (byte)',':
                    window.Consume(1);
                    resume.LeaveLineStart();
                    continue;
                case (byte)']':
                    window.Consume(1);
                    levels.Pop();
                    return Step.Done;
                case (byte)'{':
                    return NextObject(unread);
                case (byte)'[':
                    return NextInnerArray(unread);
                case (byte)'}' or (byte)':':
                    return Malformed(unread, 0);
                default:
                    return RefuseElement(unread);
            }
        }
    }

    private Step NextPageMember()
    {
        if (!SkipToValue(out var unread))
        {
            return window.Ended ? EndInside() : Step.NeedMore;
        }

        switch (unread[0])
        {
            case (byte)'}':
                window.Consume(1);
                levels.Pop();
                return Step.Done;
            case (byte)',':
                window.Consume(1);
                return Step.Done;
        }

        var position = 0;
        var result = scanner.ReadMember(unread, ref position, out var name, out _);
        if (result == JsonSkipResult.Complete)
        {
            result = SkipInside(unread, ref position);
        }

        switch (result)
        {
            case JsonSkipResult.NeedMore:
                return window.Ended ? EndInside() : Step.NeedMore;
            case JsonSkipResult.Malformed:
                return Malformed(unread, position);
            default:
                window.Tally.Add(name);
                window.ConsumeLines(position);
                return Step.Done;
        }
    }

    private Step NextObject(Span<byte> unread)
    {
        switch (scanner.Scan(unread, 0, out var shape))
        {
            case JsonSkipResult.NeedMore:
                return window.Ended ? EndInside() : Step.NeedMore;
            case JsonSkipResult.Malformed:
                return Malformed(unread, scanner.FaultAt);
        }

        if (shape.Kind == ObjectKind.Page && levels.Count <= NestingMax)
        {
            CountPageHead(unread, shape.InnerStart);
            window.ConsumeLines(shape.InnerStart + 1);
            levels.Push(Level.PageRest);
            levels.Push(Level.Array);
            resume.BeginArray();
            return Step.Done;
        }

        if (levels.Count > 0)
        {
            element++;
            resume.Remember(unread[..shape.End]);
        }

        // Decoding text in place changes the bytes, so their line breaks are counted before.
        var breaks = unread[..shape.End].Count((byte)'\n');
        AddObject(unread, 0, shape, levels.Count > 0 ? element : 0);
        window.Consume(shape.End, breaks);
        resume.LeaveLineStart();
        return Step.Done;
    }

    private Step NextInnerArray(Span<byte> unread)
    {
        var inner = JsonSkip.SkipSpace(unread, 1);
        if (inner == unread.Length && !window.Ended)
        {
            return Step.NeedMore;
        }

        if (inner < unread.Length && IsObjectOrArray(unread[inner]) && levels.Count < NestingMax)
        {
            window.Consume(1);
            levels.Push(Level.Array);
            resume.BeginArray();
            return Step.Done;
        }

        return RefuseElement(unread);
    }

    private Step RefuseElement(Span<byte> unread)
    {
        var position = 0;
        switch (SkipInside(unread, ref position))
        {
            case JsonSkipResult.NeedMore:
                return window.Ended ? EndInside() : Step.NeedMore;
            case JsonSkipResult.Malformed:
                return Malformed(unread, position);
        }

        element++;
        window.Refuse(window.Line, element, "The element is not a JSON object.");
        window.ConsumeLines(position);
        resume.LeaveLineStart();
        return Step.Done;
    }

    private JsonSkipResult SkipInside(ReadOnlySpan<byte> unread, ref int position) => JsonSkip.SkipValue(unread, ref position, brackets);

    private bool SkipToValue(out Span<byte> unread)
    {
        unread = window.Unread;
        var skip = JsonSkip.SkipSpace(unread, 0);
        if (skip > 0)
        {
            resume.NoteSpace(unread[..skip]);
            window.ConsumeLines(skip);
            unread = window.Unread;
        }

        return unread.Length > 0;
    }

    private void CountPageHead(ReadOnlySpan<byte> unread, int arrayStart)
    {
        var position = JsonSkip.SkipSpace(unread, 1);
        while (position < arrayStart)
        {
            scanner.ReadMember(unread, ref position, out var name, out _);
            if (position < arrayStart)
            {
                window.Tally.Add(name);
                SkipInside(unread, ref position);
                position = JsonSkip.SkipSpace(unread, position);
                position = JsonSkip.SkipSpace(unread, position + 1);
            }
        }
    }

    /// <param name="data">Bytes that begin with the object.</param>
    /// <param name="offset">Offset of <paramref name="data"/> in the unread bytes.</param>
    /// <param name="shape">What the scanner found.</param>
    /// <param name="number">Number of the element, 0 outside of arrays.</param>
    private void AddObject(Span<byte> data, int offset, in ObjectShape shape, long number)
    {
        var line = window.Line;
        switch (shape.Kind)
        {
            case ObjectKind.WrappedObject:
                scanner.CountWrapperMembers(data, shape, window.Tally);
                window.Add(offset + shape.InnerStart, shape.InnerEnd - shape.InnerStart, line, number);
                break;
            case ObjectKind.WrappedText:
                scanner.CountWrapperMembers(data, shape, window.Tally);
                AddText(data, offset, shape, line, number);
                break;
            case ObjectKind.WrappedNothing:
                window.Refuse(line, number, "AuditData is empty or not a JSON object.");
                break;
            default:
                window.Add(offset, shape.End, line, number);
                break;
        }
    }

    private void AddText(Span<byte> data, int offset, in ObjectShape shape, long line, long number)
    {
        var text = data[(shape.InnerStart + 1)..(shape.InnerEnd - 1)];
        if (!JsonText.TryUnescape(text, out var length, out var fault))
        {
            window.Refuse(line, number, $"AuditData cannot be decoded. {fault}");
            return;
        }

        var from = JsonSkip.SkipSpace(text[..length], 0);
        while (length > from && JsonSkip.IsSpace(text[length - 1]))
        {
            length--;
        }

        window.Add(offset + shape.InnerStart + 1 + from, length - from, line, number);
    }

    private Step EndInside()
    {
        var unread = window.Unread;
        if (unread.Length > 0 || levels.Count > 0)
        {
            window.RefuseEnd(window.Line, NextNumber, unread.Length > 0
                ? "The JSON is truncated: the text ends inside the record that begins here."
                : "The JSON is truncated: the text ends before its array is closed.");
            window.ConsumeLines(unread.Length);
        }

        levels.Clear();
        return Step.End;
    }

    private Step Malformed(ReadOnlySpan<byte> unread, int faultAt)
    {
        var faultLine = window.Line + unread[..Math.Min(faultAt, unread.Length)].Count((byte)'\n');
        resume.Search(window, NextNumber, faultLine, levels.Count > 0 && levels.Peek() == Level.Array);
        return Step.Done;
    }

    private Step SkipLine()
    {
        var unread = window.Unread;
        var lineEnd = unread.IndexOf((byte)'\n');
        window.ConsumeLines(lineEnd < 0 ? unread.Length : lineEnd + 1);
        skippingLine = lineEnd < 0 && !window.Ended;
        return skippingLine ? Step.NeedMore : Step.Done;
    }

    private Step SearchResume()
    {
        switch (resume.Advance(window))
        {
            case ResumeMark.Outcome.NeedMore:
                return Step.NeedMore;
            case ResumeMark.Outcome.AtElement:
                // The elements between are gone; numbering goes on with the one that was malformed counted as one.
                element++;
                return Step.Done;
            case ResumeMark.Outcome.AtTop:
                levels.Clear();
                return Step.Done;
            default:
                levels.Clear();
                return Step.End;
        }
    }

    private Step SkipOversize()
    {
        var unread = window.Unread;
        var done = oversize!.Advance(unread, out var length);
        window.ConsumeLines(length);
        if (!done && !window.Ended)
        {
            return Step.NeedMore;
        }

        if (!done)
        {
            window.RefuseEnd(oversize.Line, oversize.Element, "The record is over the size limit, and the text ends inside it.");
            oversize = null;
            levels.Clear();
            return Step.End;
        }

        window.RefuseTooLong(oversize.Line, oversize.Element);
        element = oversize.Element;
        oversize = null;
        return Step.Done;
    }
}
