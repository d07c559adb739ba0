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

    /// <summary>Whether the data folder was given.</summary>
    public bool IsDataGiven => IsGiven(options.Data);

    /// <summary>Whether the tenant was given.</summary>
    public bool IsTenantGiven => IsGiven(options.Tenant);

    /// <summary>The server's address as given; null when the data folder is meant.</summary>
    public string? Server => arguments.GetValue(options.Server);

    /// <summary>The client's id as given.</summary>
    public string? ClientId => arguments.GetValue(options.ClientId);

    /// <summary>The file with the client's secret as given.</summary>
    public string? ClientSecretFile => arguments.GetValue(options.ClientSecretFile);

    public T? Value<T>(Option<T> option) => arguments.GetValue(option);

    public T? Value<T>(Argument<T> argument) => arguments.GetValue(argument);

    /// <summary>Whether the option was given, rather than left to its default.</summary>
    public bool IsGiven(Option option) => arguments.GetResult(option) is { Implicit: false };
}
