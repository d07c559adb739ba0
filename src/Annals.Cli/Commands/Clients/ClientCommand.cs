using System.CommandLine;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands.Clients;

/// <summary><c>annals client</c>: programs that may use the server.</summary>
internal static class ClientCommand
{
    public static Command Create(CommandHost host)
    {
        var command = new Command("client", "Programs that may use the server.").WithExamples("annals client list", "annals client add shop --scope records.append --source webshop");
        command.Subcommands.Add(ClientAddCommand.Create(host));
        command.Subcommands.Add(ClientListCommand.Create(host));
        command.Subcommands.Add(ClientRemoveCommand.Create(host));
        command.Subcommands.Add(ClientRotateCommand.Create(host));
        command.Subcommands.Add(ClientCertificateCommand.Create(host));
        return command;
    }
}
