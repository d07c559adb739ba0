namespace Annals.Index.Planning;

/// <summary>A bounded number of possible rows, and which of them turned out to match.</summary>
internal sealed class CandidateWindow(int capacity)
{
    public int Capacity => capacity;

    public int Count { get; private set; }

    public long[] Positions { get; } = new long[capacity];

    public long[] Occurred { get; } = new long[capacity];

    public long[] Recorded { get; } = new long[capacity];

    public RecordFlags[] Flags { get; } = new RecordFlags[capacity];

    public uint[] Codes { get; } = new uint[capacity];

    /// <summary>Whether the row matches: at first the sure ones, after <see cref="RecordReader"/> all that do.</summary>
    public bool[] Matches { get; } = new bool[capacity];

    public void Clear() => Count = 0;

    /// <summary>Takes rows from <paramref name="from"/> on.</summary>
    /// <returns>How many fitted.</returns>
    public int Add(ColumnRows rows, int from)
    {
        var count = Math.Min(rows.Count - from, capacity - Count);
        rows.Positions.Slice(from, count).CopyTo(Positions.AsSpan(Count));
        rows.Occurred.Slice(from, count).CopyTo(Occurred.AsSpan(Count));
        rows.Recorded.Slice(from, count).CopyTo(Recorded.AsSpan(Count));
        rows.Flags.Slice(from, count).CopyTo(Flags.AsSpan(Count));
        rows.Sure.Slice(from, count).CopyTo(Matches.AsSpan(Count));
        if (!rows.Codes.IsEmpty)
        {
            rows.Codes.Slice(from, count).CopyTo(Codes.AsSpan(Count));
        }

        Count += count;
        return count;
    }

    public SearchRow Row(int index) => new(Positions[index], Occurred[index] == long.MinValue ? null : Occurred[index], Recorded[index], Flags[index]);

    /// <summary>Cuts a stream of rows into windows; one window is used again and again.</summary>
    public static IEnumerable<CandidateWindow> Cut(IEnumerable<ColumnRows> chunks, int capacity)
    {
        var window = new CandidateWindow(capacity);
        foreach (var rows in chunks)
        {
            for (var from = 0; from < rows.Count;)
            {
                from += window.Add(rows, from);
                if (window.Count == capacity)
                {
                    yield return window;
                    window.Clear();
                }
            }
        }

        if (window.Count > 0)
        {
            yield return window;
        }
    }
}
