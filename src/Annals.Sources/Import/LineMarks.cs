namespace Annals.Sources.Import;

/// <summary>
/// Tells lines that are plainly records from lines that may be wrappers, pages or several values. Each mark is searched for in the whole
/// window at once, so a line without any costs a few comparisons; pages and envelopes of other tools are told by how they begin.
/// </summary>
internal sealed class LineMarks
{
    private readonly byte[][] marks = ["uditData\""u8.ToArray(), "}{"u8.ToArray()];
    private readonly int[] next;
    private int generation = -1;

    public LineMarks() => next = new int[marks.Length];

    /// <summary>Whether the line that begins at <paramref name="start"/> of the unread bytes has a mark in it.</summary>
    public bool Touch(RecordWindow window, int start, int length)
    {
        if (generation != window.Generation)
        {
            generation = window.Generation;
            next.AsSpan().Clear();
        }

        var touched = ObjectScanner.BeginsLikeEnvelope(window.Unread.Slice(start, length));
        var from = window.Position + start;
        for (var i = 0; i < marks.Length; i++)
        {
            if (next[i] < from)
            {
                var found = window.Unread[start..].IndexOf(marks[i]);
                next[i] = found < 0 ? int.MaxValue : from + found;
            }

            touched |= next[i] < from + length;
        }

        return touched;
    }
}
