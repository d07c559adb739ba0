using System.Globalization;

namespace Annals.Cli.Terminal;

/// <summary>Counts as horizontal bars, one line each.</summary>
internal static class BarChart
{
    private const int LabelWidthMax = 40;
    private const int BarWidthMax = 60;
    private const string Eighths = " ▏▎▍▌▋▊▉█";

    public static void Write(TextWriter output, int width, AnsiStyle style, IReadOnlyList<(string Label, long Count)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var labels = rows.Select(row => TerminalText.Escape(row.Label)).ToArray();
        var counts = rows.Select(row => Number(row.Count)).ToArray();
        var countWidth = counts.Max(count => count.Length);
        var labelWidth = Math.Min(Math.Min(LabelWidthMax, width - countWidth - 14), labels.Max(TerminalText.Width));
        var barWidth = Math.Min(BarWidthMax, width - labelWidth - countWidth - 4);
        var most = Math.Max(1, rows.Max(row => row.Count));
        for (var i = 0; i < rows.Count; i++)
        {
            var label = TerminalText.Fit(labels[i], labelWidth);
            var padding = new string(' ', labelWidth - TerminalText.Width(label));
            var bar = Bar(rows[i].Count, most, barWidth);
            output.WriteLine($"{label}{padding}  {counts[i].PadLeft(countWidth)}  {style.Accent(bar)}".TrimEnd());
        }
    }

    /// <summary>A count with commas between thousands.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A bar in eighths of a column; a count above zero never looks like none.</summary>
    private static string Bar(long count, long most, int width)
    {
        var eighths = (int)Math.Round((double)count / most * width * 8, MidpointRounding.AwayFromZero);
        eighths = count > 0 ? Math.Max(1, eighths) : 0;
        var rest = eighths % 8 == 0 ? "" : Eighths[eighths % 8].ToString();
        return new string('█', eighths / 8) + rest;
    }
}
