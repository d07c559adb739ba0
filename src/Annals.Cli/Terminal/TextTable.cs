namespace Annals.Cli.Terminal;

/// <summary>
/// A table that fits the width of the terminal: columns are narrowed, their values cut with an ellipsis, and the least important ones left out.
/// Widths are settled by the first rows, so that a long result is printed as it comes.
/// </summary>
internal sealed class TextTable(TextWriter output, int width, AnsiStyle style, params IReadOnlyList<TableColumn> columns)
{
    /// <summary>Rows looked at before the widths are settled.</summary>
    private const int RowsLookedAt = 200;

    private const int Gap = 2;

    /// <summary>Width to which texts are cut when leaving out columns was not enough.</summary>
    private const int WidthMinAtLast = 8;

    private readonly List<string[]> _waiting = [];
    private int[]? _widths;

    /// <summary>Adds a row; values are escaped here.</summary>
    public void Add(params ReadOnlySpan<string?> values)
    {
        var cells = new string[columns.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = TerminalText.Escape(values[i] ?? "");
        }

        if (_widths is not null)
        {
            Write(cells, _widths);
            return;
        }

        _waiting.Add(cells);
        if (_waiting.Count == RowsLookedAt)
        {
            Settle();
        }
    }

    /// <summary>Prints what still waits. A table without rows prints nothing.</summary>
    public void Complete()
    {
        if (_widths is null && _waiting.Count > 0)
        {
            Settle();
        }
    }

    private void Settle()
    {
        var natural = new int[columns.Count];
        for (var i = 0; i < natural.Length; i++)
        {
            natural[i] = Math.Max(TerminalText.Width(columns[i].Header), _waiting.Max(row => TerminalText.Width(row[i])));
        }

        _widths = Fit(natural);
        Write([.. columns.Select(column => column.Header)], _widths, style.Dim);
        _waiting.ForEach(row => Write(row, _widths));
        _waiting.Clear();
    }

    /// <summary>Width of each column, 0 for one left out.</summary>
    private int[] Fit(int[] natural)
    {
        var widths = (int[])natural.Clone();
        while (Least(widths) > width && Droppable(widths) is >= 0 and var dropped)
        {
            widths[dropped] = 0;
        }

        Narrow(widths, column => column.WidthMin);
        Narrow(widths, _ => WidthMinAtLast);
        return widths;
    }

    private void Narrow(int[] widths, Func<TableColumn, int> widthMin)
    {
        while (Total(widths) > width && Widest(widths, widthMin) is >= 0 and var widest)
        {
            widths[widest]--;
        }
    }

    private int Least(int[] widths) => Total([.. widths.Select((each, i) => Math.Min(each, Math.Max(columns[i].WidthMin, 1)))]);

    private static int Total(int[] widths) => widths.Sum() + (Gap * Math.Max(0, widths.Count(each => each > 0) - 1));

    private int Droppable(int[] widths) => Enumerable.Range(0, widths.Length)
        .Where(i => widths[i] > 0 && columns[i].LeaveOut > 0)
        .OrderByDescending(i => columns[i].LeaveOut)
        .FirstOrDefault(-1);

    private int Widest(int[] widths, Func<TableColumn, int> widthMin) => Enumerable.Range(0, widths.Length)
        .Where(i => widths[i] > widthMin(columns[i]) && !columns[i].IsNumber)
        .OrderByDescending(i => widths[i])
        .FirstOrDefault(-1);

    private void Write(string[] cells, int[] widths, Func<string, string>? wrap = null)
    {
        var last = Enumerable.Range(0, widths.Length).LastOrDefault(i => widths[i] > 0 && cells[i].Length > 0);
        for (var i = 0; i <= last; i++)
        {
            if (widths[i] == 0)
            {
                continue;
            }

            var cell = TerminalText.Fit(cells[i], widths[i]);
            var padding = new string(' ', Math.Max(0, widths[i] - TerminalText.Width(cell)));
            cell = wrap?.Invoke(cell) ?? cell;
            output.Write(columns[i].IsNumber ? padding + cell : i == last ? cell : cell + padding);
            output.Write(i == last ? "" : new string(' ', Gap));
        }

        output.WriteLine();
    }
}
