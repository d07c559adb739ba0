using Annals.Cli.Shell;
using Annals.Cli.Terminal;

namespace Annals.Cli.Commands.Demo;

/// <summary>Shows commands as they would be typed and runs them on the demonstration's archive.</summary>
internal sealed class DemoScript(AppConsole console, string folder, CancellationToken cancellationToken)
{
    public string File(string name) => Path.Combine(folder, name);

    public void Say(string sentence)
    {
        console.Out.WriteLine();
        console.Out.WriteLine(console.Style.Bold(TerminalText.Escape(sentence)));
        console.Out.Flush();
    }

    /// <summary>Prints a line as it is, to be read or copied.</summary>
    public void Show(string line)
    {
        console.Out.WriteLine(TerminalText.Escape(line));
        console.Out.Flush();
    }

    /// <summary>Runs one command.</summary>
    /// <exception cref="CommandException">It did not end well.</exception>
    public async Task RunAsync(params string[] arguments)
    {
        console.Out.WriteLine();
        console.Out.WriteLine(console.Style.Dim($"$ annals {string.Join(' ', arguments.Select(Quote))}"));
        console.Out.Flush();
        var exitCode = await new App(console).RunAsync(["--data", folder, .. arguments], cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (exitCode != ExitCode.Done)
        {
            throw new CommandException(exitCode, $"The step 'annals {arguments[0]}' of the demonstration ended with exit code {exitCode}; its message is above.");
        }
    }

    private static string Quote(string argument) =>
        argument.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '/' or '_' or '+') ? argument : $"'{argument}'";
}
