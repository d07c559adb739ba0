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
    private readonly RecordWindow window;
    private readonly JsonLines lines;
    private readonly JsonValues values;
    private OversizeSkip? oversize;

    public JsonReader(RecordWindow window)
    {
        this.window = window;
        var scanner = new ObjectScanner();
        var taker = new ObjectTaker(window, scanner);
        lines = new JsonLines(window, scanner, taker);
        values = new JsonValues(window, scanner, taker);
    }

    public bool Read()
    {
        while (!window.BatchIsFull)
        {
            switch (Next())
            {
                case JsonStep.End:
                    return false;
                case JsonStep.NeedMore:
                    switch (window.Fill())
                    {
                        case FillResult.BatchIsDue:
                            return true;
                        case FillResult.TooLong:
                            oversize = new OversizeSkip(window.Line, values.NextNumber, isLine: !lines.IsOver);
                            break;
                    }

                    break;
            }
        }

        return true;
    }

    private JsonStep Next() => oversize is not null ? SkipOversize() : lines.IsOver ? values.Next() : lines.Next();

    private JsonStep SkipOversize()
    {
        var unread = window.Unread;
        var done = oversize!.Advance(unread, out var length);
        window.ConsumeLines(length);
        if (!done && !window.Ended)
        {
            return JsonStep.NeedMore;
        }

        if (!done)
        {
            window.RefuseEnd(oversize.Line, oversize.Element, "The record is over the size limit, and the text ends inside it.");
            oversize = null;
            values.LeaveAll();
            return JsonStep.End;
        }

        window.RefuseTooLong(oversize.Line, oversize.Element);
        values.PassedOver(oversize.Element);
        oversize = null;
        return JsonStep.Done;
    }
}
