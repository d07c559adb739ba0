using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Annals.Cli.Commands;

namespace Annals.Cli.Shell;

/// <summary>The program: reads the command line, runs one command, reports how it ended.</summary>
internal sealed class App(AppConsole console)
{
    /// <summary>Columns that help texts use, the same everywhere.</summary>
    private const int HelpWidth = 100;

    /// <summary>Time that a command gets to close the archive cleanly after Ctrl-C.</summary>
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(30);

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default)
    {
        var exitCode = ExitCode.Done;
        try
        {
            exitCode = await InvokeAsync(arguments, cancellationToken);
            await console.Out.FlushAsync(CancellationToken.None);
            return exitCode;
        }
        catch (Exception error) when (error is not OutputClosedException)
        {
            return FlushThenPrint(error);
        }
        catch (OutputClosedException)
        {
            // A reader who has seen enough must not turn a no into a yes.
            return exitCode;
        }
    }

    /// <summary>The root command with all others below it.</summary>
    public RootCommand CreateRoot()
    {
        var options = new GlobalOptions();
        var host = new CommandHost(console, options);
        var root = new RootCommand("Annals keeps audit records of Microsoft 365, Genesys Cloud and own applications, finds any of them, and proves that none was changed.");
        options.AddTo(root);
        foreach (var command in CommandList.Create(host))
        {
            root.Subcommands.Add(command);
        }

        root.WithExamples(CommandList.Examples);
        UseHelpWithExamples(root);
        return root;
    }

    private async Task<int> InvokeAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // Queries may begin with @ (an address without its user), so response files are off.
        var parsed = CreateRoot().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            return ReportUsage(parsed, parsed.Errors.Select(error => error.Message));
        }

        if (EmptyPath(parsed) is { } empty)
        {
            return ReportUsage(parsed, [$"{empty} is empty. Name a file or folder."]);
        }

        var configuration = new InvocationConfiguration
        {
            Output = console.Out,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,

            // Who can cancel listens to signals itself, as the demonstration does for the commands it runs: two listeners would race.
            ProcessTerminationTimeout = cancellationToken.CanBeCanceled ? null : ClosingTime,
        };
        return await parsed.InvokeAsync(configuration, cancellationToken);
    }

    private static void UseHelpWithExamples(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples(new HelpAction { MaxWidth = HelpWidth });
    }

    /// <summary>Name of an option or argument that names a file or folder and was given an empty text, as an unset variable of a script gives it.</summary>
    private static string? EmptyPath(ParseResult parsed)
    {
        for (SymbolResult? result = parsed.CommandResult; result is not null; result = result.Parent)
        {
            foreach (var child in ((CommandResult)result).Children)
            {
                var (help, name) = child switch
                {
                    OptionResult option => (option.Option.HelpName, option.Option.Name),
                    ArgumentResult argument => (argument.Argument.Name, argument.Argument.Name),
                    _ => (null, string.Empty),
                };
                if (help is "FILE" or "DIR" or "PATH" && child.Tokens.Any(token => token.Value.Length == 0))
                {
                    return name;
                }
            }
        }

        return null;
    }

    private int ReportUsage(ParseResult parsed, IEnumerable<string> errors)
    {
        var path = string.Join(' ', PathOf(parsed));
        foreach (var error in errors)
        {
            // Lists of allowed values come one a line.
            var line = string.Join(' ', error.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
            console.Error.WriteLine($"{path}: {Terminal.TerminalText.Escape(line)}");
        }

        console.Error.WriteLine($"Run '{path} --help' to see how it is used.");
        return ExitCode.Usage;
    }

    private static Stack<string> PathOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (SymbolResult? result = parsed.CommandResult; result is not null; result = result.Parent)
        {
            names.Push(result is CommandResult { Command: RootCommand } ? "annals" : ((CommandResult)result).Command.Name);
        }

        return names;
    }

    private int FlushThenPrint(Exception error)
    {
        AppConsole.PrintWhileRead(console.Out.Flush);
        return ErrorReport.Print(console, error);
    }
}
