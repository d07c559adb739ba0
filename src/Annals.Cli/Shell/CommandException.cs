namespace Annals.Cli.Shell;

/// <summary>Ends a command with a message for people and an exit code.</summary>
internal sealed class CommandException(int exitCode, string message, string? detail = null) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>Lines printed before the message as they are, such as a query with a caret under it.</summary>
    public string? Detail { get; } = detail;

    /// <summary>The command was used wrongly.</summary>
    public static CommandException Usage(string message) => new(Shell.ExitCode.Usage, message);

    /// <summary>The command was used wrongly, as a library says; the name of its parameter is nothing to the user.</summary>
    public static CommandException Usage(ArgumentException error)
    {
        var name = error.ParamName is null ? -1 : error.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
        return Usage(name < 0 ? error.Message : error.Message[..name]);
    }

    /// <summary>Something around the program is in the way.</summary>
    public static CommandException Trouble(string message) => new(Shell.ExitCode.Trouble, message);
}
