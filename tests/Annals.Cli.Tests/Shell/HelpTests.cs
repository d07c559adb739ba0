using System.CommandLine;
using Annals.Cli.Shell;
using Annals.Testing;

namespace Annals.Cli.Tests.Shell;

/// <summary>The help of every command as files under Golden; ANNALS_UPDATE_GOLDEN=1 rewrites them.</summary>
public sealed class HelpTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests/Annals.Cli.Tests/Golden");

    public static TheoryData<string> Commands => [.. Paths()];

    [Theory, MemberData(nameof(Commands))]
    public async Task Help_is_as_reviewed(string command)
    {
        var result = await RunResult.OfAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        Assert.Contains("Examples:", result.Output, StringComparison.Ordinal);
        Golden.AssertEqual(Path.Combine(Folder, $"help {command}".Trim().Replace(' ', '-') + ".txt"), result.Output.Replace("Annals.Cli.Tests", "annals", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Paths()
    {
        using var console = AppConsole.InMemory(Stream.Null, TextWriter.Null, TimeProvider.System);
        var waiting = new Stack<(string Path, Command Command)>([("", new App(console).CreateRoot())]);
        while (waiting.TryPop(out var next))
        {
            yield return next.Path;
            foreach (var child in next.Command.Subcommands)
            {
                waiting.Push(($"{next.Path} {child.Name}".Trim(), child));
            }
        }
    }
}
