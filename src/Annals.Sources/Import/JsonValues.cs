namespace Annals.Sources.Import;

/// <summary>
/// Reads JSON text value by value, whatever lines it has. Arrays and pages are entered, not collected, so that their length does not matter.
/// </summary>
internal sealed class JsonValues(RecordWindow window, ObjectScanner scanner, ObjectTaker taker)
{
    private const int NestingMax = 8;
    private readonly BracketStack brackets = new();
    private readonly Stack<Level> levels = new();
    private readonly ResumeMark resume = new();
    private bool skippingLine;
    private long element;

    private enum Level
    {
        /// <summary>Elements of an array.</summary>
        Array,

        /// <summary>The members of a page behind its array.</summary>
        PageRest,
    }

    /// <summary>Number of the element that begins at the current position; 0 outside of arrays.</summary>
    public long NextNumber => levels.Count > 0 ? element + 1 : 0;

    /// <summary>Reads a value, or enters or leaves an array or page.</summary>
    public JsonStep Next()
    {
        if (skippingLine)
        {
            return SkipLine();
        }

        if (resume.IsSearching)
        {
            return SearchResume();
        }

        return levels.Count == 0 ? NextValue() : levels.Peek() == Level.Array ? NextElement() : NextPageMember();
    }

    /// <summary>Goes on behind an element that somebody else has passed over.</summary>
    public void PassedOver(long number) => element = number;

    /// <summary>Leaves all arrays and pages, because the text ended within them.</summary>
    public void LeaveAll() => levels.Clear();

    private static bool IsObjectOrArray(byte value) => value is (byte)'{' or (byte)'[';

    private JsonStep NextValue()
    {
        if (!SkipToValue(out var unread))
        {
            return window.Ended ? JsonStep.End : JsonStep.NeedMore;
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
                return JsonStep.Done;
            case 0xEF when unread.StartsWith("\uFEFF"u8):
                window.Consume(3);
                return JsonStep.Done;
            case 0xEF when unread.Length < 3 && !window.Ended:
                return JsonStep.NeedMore;
            default:
                window.Refuse(window.Line, 0, "What stands here is not a JSON object.");
                skippingLine = true;
                return JsonStep.Done;
        }
    }

    private JsonStep NextElement()
    {
        while (true)
        {
            if (!SkipToValue(out var unread))
            {
                return window.Ended ? EndInside() : JsonStep.NeedMore;
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
                    return JsonStep.Done;
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

    private JsonStep NextPageMember()
    {
        if (!SkipToValue(out var unread))
        {
            return window.Ended ? EndInside() : JsonStep.NeedMore;
        }

        switch (unread[0])
        {
            case (byte)'}':
                window.Consume(1);
                levels.Pop();
                return JsonStep.Done;
            case (byte)',':
                window.Consume(1);
                return JsonStep.Done;
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
                return window.Ended ? EndInside() : JsonStep.NeedMore;
            case JsonSkipResult.Malformed:
                return Malformed(unread, position);
            default:
                window.Tally.Add(name);
                window.ConsumeLines(position);
                return JsonStep.Done;
        }
    }

    private JsonStep NextObject(Span<byte> unread)
    {
        switch (scanner.Scan(unread, 0, out var shape))
        {
            case JsonSkipResult.NeedMore:
                return window.Ended ? EndInside() : JsonStep.NeedMore;
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
            return JsonStep.Done;
        }

        if (levels.Count > 0)
        {
            element++;
            resume.Remember(unread[..shape.End]);
        }

        // Decoding text in place changes the bytes, so their line breaks are counted before.
        var breaks = unread[..shape.End].Count((byte)'\n');
        taker.Add(unread, 0, shape, levels.Count > 0 ? element : 0);
        window.Consume(shape.End, breaks);
        resume.LeaveLineStart();
        return JsonStep.Done;
    }

    private JsonStep NextInnerArray(Span<byte> unread)
    {
        var inner = JsonSkip.SkipSpace(unread, 1);
        if (inner == unread.Length && !window.Ended)
        {
            return JsonStep.NeedMore;
        }

        if (inner < unread.Length && IsObjectOrArray(unread[inner]) && levels.Count < NestingMax)
        {
            window.Consume(1);
            levels.Push(Level.Array);
            resume.BeginArray();
            return JsonStep.Done;
        }

        return RefuseElement(unread);
    }

    private JsonStep RefuseElement(Span<byte> unread)
    {
        var position = 0;
        switch (SkipInside(unread, ref position))
        {
            case JsonSkipResult.NeedMore:
                return window.Ended ? EndInside() : JsonStep.NeedMore;
            case JsonSkipResult.Malformed:
                return Malformed(unread, position);
        }

        element++;
        window.Refuse(window.Line, element, "The element is not a JSON object.");
        window.ConsumeLines(position);
        resume.LeaveLineStart();
        return JsonStep.Done;
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

    private JsonStep EndInside()
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
        return JsonStep.End;
    }

    private JsonStep Malformed(ReadOnlySpan<byte> unread, int faultAt)
    {
        var faultLine = window.Line + unread[..Math.Min(faultAt, unread.Length)].Count((byte)'\n');
        resume.Search(window, NextNumber, faultLine, levels.Count > 0 && levels.Peek() == Level.Array);
        return JsonStep.Done;
    }

    private JsonStep SkipLine()
    {
        var unread = window.Unread;
        var lineEnd = unread.IndexOf((byte)'\n');
        window.ConsumeLines(lineEnd < 0 ? unread.Length : lineEnd + 1);
        skippingLine = lineEnd < 0 && !window.Ended;
        return skippingLine ? JsonStep.NeedMore : JsonStep.Done;
    }

    private JsonStep SearchResume()
    {
        switch (resume.Advance(window))
        {
            case ResumeMark.Outcome.NeedMore:
                return JsonStep.NeedMore;
            case ResumeMark.Outcome.AtElement:
                // The elements between are gone; numbering goes on with the one that was malformed counted as one.
                element++;
                return JsonStep.Done;
            case ResumeMark.Outcome.AtTop:
                levels.Clear();
                return JsonStep.Done;
            default:
                levels.Clear();
                return JsonStep.End;
        }
    }
}
