using Annals.Cli.Terminal;

namespace Annals.Cli.Tests.Terminal;

public sealed class BarChartTests
{
    [Fact]
    public void Bars_are_in_proportion_and_a_few_never_look_like_none()
    {
        var lines = Print(40, ("monday", 1_000_000), ("tuesday", 500_000), ("wednesday", 1), ("thursday", 0));

        Assert.Equal(
            [
                "monday     1,000,000  " + new string('█', 18),
                "tuesday      500,000  " + new string('█', 9),
                "wednesday          1  ▏",
                "thursday           0",
            ],
            lines);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_terminal(int width) =>
        Assert.All(Print(width, (new string('x', 300), long.MaxValue), ("東京", 5)), line => Assert.InRange(TerminalText.Width(line), 1, width));

    private static string[] Print(int width, params (string, long)[] rows)
    {
        var output = new StringWriter { NewLine = "\n" };
        BarChart.Write(output, width, AnsiStyle.Plain, rows);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
