namespace Annals.Sources.Import;

/// <summary>
/// Finds the place to read on after text that cannot be delimited. It resumes only where a record surely begins: at an element on a line of
/// its own with the same indentation, at an element that begins like the good ones before it, or at a value at the start of a line.
/// </summary>
internal sealed class ResumeMark
{
    private const int HeadMax = 256;
    private readonly byte[] head = new byte[HeadMax];
    private int headLength;
    private byte[]? mark;
    private bool inArray;
    private long line;
    private long element;
    private string reason = "";
    private byte[]? indentation;
    private bool atLineStart;

    public enum Outcome
    {
        NeedMore,

        /// <summary>The next unread byte begins an element of the same array.</summary>
        AtElement,

        /// <summary>The next unread byte begins a value outside of all arrays.</summary>
        AtTop,

        /// <summary>The text ended.</summary>
        Ended,
    }

    public bool IsSearching { get; private set; }

    /// <summary>Keeps how a good element begins: <c>{"FirstName"</c>. An element in which that occurs again inside is no help.</summary>
    public void Remember(ReadOnlySpan<byte> record)
    {
        if (headLength > 0 && record.StartsWith(head.AsSpan(0, headLength)))
        {
            return;
        }

        // A second way to begin makes both unreliable for this array.
        headLength = headLength == 0 ? HeadOf(record) : -1;
        if (headLength > 0)
        {
            record[..headLength].CopyTo(head);
            if (record[1..].IndexOf(head.AsSpan(0, headLength)) >= 0)
            {
                headLength = -1;
            }
        }
    }

    /// <summary>A new array begins.</summary>
    public void BeginArray()
    {
        headLength = 0;
        indentation = null;
    }

    /// <summary>White space before an element: tells whether it begins its line.</summary>
    public void NoteSpace(ReadOnlySpan<byte> space)
    {
        var lineBreak = space.LastIndexOf((byte)'\n');
        if (lineBreak < 0)
        {
            return;
        }

        var indent = space[(lineBreak + 1)..];
        if (indent.Length > HeadMax)
        {
            indentation = null;
        }
        else if (indentation is null || !indent.SequenceEqual(indentation))
        {
            indentation = indent.ToArray();
        }

        atLineStart = true;
    }

    /// <summary>Something other than white space was read.</summary>
    public void LeaveLineStart() => atLineStart = false;

    /// <summary>Begins the search behind a malformed value, which is the first of the unread bytes.</summary>
    public void Search(RecordWindow window, long elementNumber, long faultLine, bool insideArray)
    {
        line = window.Line;
        element = elementNumber;
        inArray = insideArray;
        reason = faultLine == line ? "The JSON is malformed" : $"The JSON is malformed (at line {faultLine})";
        mark = !insideArray ? null : atLineStart && indentation is not null ? [(byte)'\n', .. indentation, (byte)'{'] : headLength > 0 ? head[..headLength] : null;
        IsSearching = true;
        window.Consume(1);
    }

    /// <summary>Looks through the unread bytes.</summary>
    public Outcome Advance(RecordWindow window)
    {
        var unread = window.Unread;
        var found = Find(unread, window.Ended, out var atElement, out var keep);
        if (found >= 0)
        {
            window.ConsumeLines(found);
            Finish(window, $"; reading went on at line {window.Line}.");
            return atElement ? Outcome.AtElement : Outcome.AtTop;
        }

        window.ConsumeLines(unread.Length - keep);
        if (!window.Ended)
        {
            return Outcome.NeedMore;
        }

        Finish(window, "; no later record could be told apart, so the rest was not read.");
        return Outcome.Ended;
    }

    private static int HeadOf(ReadOnlySpan<byte> record)
    {
        var open = record.IndexOf((byte)'"');
        var close = open < 0 ? -1 : record[(open + 1)..].IndexOf((byte)'"');
        var length = open + close + 2;
        return close < 0 || length > HeadMax ? -1 : length;
    }

    private static int FindLine(ReadOnlySpan<byte> unread, ReadOnlySpan<byte> heads)
    {
        var from = 0;
        while (true)
        {
            var found = unread[from..].IndexOf((byte)'\n');
            if (found < 0 || from + found + 1 == unread.Length)
            {
                return -1;
            }

            from += found + 1;
            if (heads.Contains(unread[from]))
            {
                return from;
            }
        }
    }

    private int Find(ReadOnlySpan<byte> unread, bool ended, out bool atElement, out int keep)
    {
        // A value at the start of a line ends the search outside of arrays; inside, only the start of another array does ("[" is how feeds begin).
        var top = FindLine(unread, inArray ? "["u8 : "{["u8);
        var own = mark is null ? -1 : FindElement(unread);
        atElement = own >= 0 && (top < 0 || own < top);
        keep = ended ? 0 : Math.Min(unread.Length, Math.Max(1, mark?.Length ?? 0));
        return atElement ? own : top;
    }

    private int FindElement(ReadOnlySpan<byte> unread)
    {
        var found = unread.IndexOf(mark);
        return found < 0 ? -1 : mark![0] == '\n' ? found + mark.Length - 1 : found;
    }

    private void Finish(RecordWindow window, string end)
    {
        IsSearching = false;
        LeaveLineStart();
        window.Refuse(line, element, reason + end);
    }
}
