using Annals.Cli.Terminal;

namespace Annals.Cli.Tests.Terminal;

public sealed class TextTableTests
{
    private static readonly TableColumn[] Columns = [new("TIME", 8), new("ACTION", 6), new("TARGET", 6, LeaveOut: 1), new("IP", 7, LeaveOut: 2), new("COUNT", 5, IsNumber: true)];

    [Fact]
    public void Columns_are_as_wide_as_their_values_where_there_is_room()
    {
        var lines = Print(80, ["10:00:00", "FileDeleted", "a.txt", "192.0.2.1", "1,000"], ["11:00:00", "Login", "", "192.0.2.20", "2"]);

        Assert.Equal(
            [
                "TIME      ACTION       TARGET  IP          COUNT",
                "10:00:00  FileDeleted  a.txt   192.0.2.1   1,000",
                "11:00:00  Login                192.0.2.20      2",
            ],
            lines);
    }

    [Fact]
    public void The_widest_column_is_cut_first()
    {
        var lines = Print(44, ["10:00:00", "FileDeleted", "a/very/long/path.txt", "192.0.2.1", "1"]);

        Assert.Equal("10:00:00  FileDe…  a/very/…  192.0.2…      1", lines[1]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 44));
    }

    [Fact]
    public void The_least_important_columns_are_left_out_when_nothing_else_helps()
    {
        var lines = Print(30, ["10:00:00", "FileDeleted", "a/very/long/path.txt", "192.0.2.1", "1"]);

        Assert.DoesNotContain("IP", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("TARGET", lines[0], StringComparison.Ordinal);
        Assert.Contains("COUNT", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Values_cannot_break_out_of_their_cell()
    {
        var lines = Print(80, ["10:00:00", "x\n\u001b[2Jy", "z", "", ""]);

        Assert.Equal(2, lines.Length);
        Assert.Contains(@"x\n\u001b[2Jy", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_rows_prints_nothing() => Assert.Empty(Print(80));

    [Fact]
    public void Rows_after_the_first_ones_are_printed_at_once()
    {
        var output = new StringWriter { NewLine = "\n" };
        var table = new TextTable(output, 80, AnsiStyle.Plain, new TableColumn("N"));
        for (var i = 0; i < 1000; i++)
        {
            table.Add("x");
        }

        Assert.Equal(1001, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static string[] Print(int width, params string[][] rows)
    {
        var output = new StringWriter { NewLine = "\n" };
        var table = new TextTable(output, width, AnsiStyle.Plain, Columns);
        foreach (var row in rows)
        {
            table.Add(row);
        }

        table.Complete();
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
