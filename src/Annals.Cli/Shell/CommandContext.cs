using System.CommandLine;

namespace Annals.Cli.Shell;

/// <summary>What one run of a command gets: the parsed arguments and the console.</summary>
internal sealed class CommandContext(AppConsole console, ParseResult arguments, GlobalOptions options)
{
    public AppConsole Console { get; } = console;

    public bool IsJson => arguments.GetValue(options.Json);

    /// <summary>The data folder as given.</summary>
    public string Data => arguments.GetValue(options.Data)!;

    /// <summary>The tenant's name as given.</summary>
    public string Tenant => arguments.GetValue(options.Tenant)!;

    public T? Value<T>(Option<T> option) => arguments.GetValue(option);

    public T? Value<T>(Argument<T> argument) => arguments.GetValue(argument);

    /// <summary>Whether the option was given, rather than left to its default.</summary>
    public bool IsGiven(Option option) => arguments.GetResult(option) is { Implicit: false };
}
