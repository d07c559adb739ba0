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

    public byte[] Outcomes { get; } = new byte[capacity];

    /// <summary>Codes of the fields asked for; empty when none were.</summary>
    public FieldCodes[] Codes { get; private set; } = [];

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
        rows.Outcomes.Slice(from, count).CopyTo(Outcomes.AsSpan(Count));
        if (rows.CodeFields > 0)
        {
            AddCodes(rows, from, count);
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

    private void AddCodes(ColumnRows rows, int from, int count)
    {
        Codes = Codes.Length == 0 ? new FieldCodes[capacity] : Codes;
        for (var i = 0; i < count; i++)
        {
            Codes[Count + i] = new FieldCodes(CodeAt(rows, 0, from + i), CodeAt(rows, 1, from + i), CodeAt(rows, 2, from + i), CodeAt(rows, 3, from + i));
        }
    }

    private static uint CodeAt(ColumnRows rows, int field, int row) => field < rows.CodeFields ? rows.Codes(field)[row] : 0;
}
