using System.CommandLine;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands.Keys;

/// <summary><c>annals key</c>.</summary>
internal static class KeyCommand
{
    public static Command Create(CommandHost host)
    {
        var command = new Command("key", "The log's public key.").WithExamples("annals key show");
        command.Subcommands.Add(KeyShowCommand.Create(host));
        return command;
    }
}
