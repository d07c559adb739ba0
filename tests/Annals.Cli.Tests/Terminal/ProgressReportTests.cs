using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Microsoft.Extensions.Time.Testing;

namespace Annals.Cli.Tests.Terminal;

public sealed class ProgressReportTests
{
    [Fact]
    public async Task Without_a_terminal_a_line_every_five_seconds_on_standard_error_and_nothing_on_standard_output()
    {
        var time = new FakeTimeProvider();
        var output = new MemoryStream();
        var error = new StringWriter { NewLine = "\n" };
        using var console = AppConsole.InMemory(output, error, time);

        await ProgressReport.RunAsync(console, "Importing", report =>
        {
            for (var second = 0; second < 12; second++)
            {
                report.Tell(second * 10, 100, $"{second} records\u001b");
                time.Advance(TimeSpan.FromSeconds(1));
            }

            return Task.FromResult(0);
        });

        Assert.Equal(
            @"Importing: 50 %, 5 records\u001b, 5 s" + "\n" + @"Importing: 100 %, 10 records\u001b, 10 s" + "\n",
            error.ToString());
        Assert.Equal(0, output.Length);
    }
}
