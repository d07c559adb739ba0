using System.CommandLine;
using System.Runtime.CompilerServices;

namespace Annals.Cli.Shell;

/// <summary>How commands are put together.</summary>
internal static class CommandExtensions
{
    private static readonly ConditionalWeakTable<Command, string[]> Examples = [];

    /// <summary>Adds examples, printed at the end of the command's help.</summary>
    public static Command WithExamples(this Command command, params string[] examples)
    {
        Examples.Add(command, examples);
        return command;
    }

    public static IReadOnlyList<string> ExamplesOf(Command command) => Examples.TryGetValue(command, out var examples) ? examples : [];

    public static Command With(this Command command, params Option[] options)
    {
        Array.ForEach(options, command.Options.Add);
        return command;
    }

    public static Command With(this Command command, params Argument[] arguments)
    {
        Array.ForEach(arguments, command.Arguments.Add);
        return command;
    }

    /// <summary>Sets what the command does; it returns an exit code.</summary>
    public static Command Runs(this Command command, CommandHost host, Func<CommandContext, CancellationToken, Task<int>> action)
    {
        command.SetAction(async (arguments, cancellationToken) =>
        {
            // Signals are listened to only when this returns for the first time: a command that works or waits without a pause could not be stopped.
            await Task.Yield();
            return await action(new CommandContext(host.Console, arguments, host.Options), cancellationToken);
        });
        return command;
    }

    /// <inheritdoc cref="Runs(Command, CommandHost, Func{CommandContext, CancellationToken, Task{int}})"/>
    public static Command Runs(this Command command, CommandHost host, Func<CommandContext, int> action) =>
        command.Runs(host, (context, _) => Task.FromResult(action(context)));
}

/// <summary>What commands are made with.</summary>
internal sealed record CommandHost(AppConsole Console, GlobalOptions Options);
