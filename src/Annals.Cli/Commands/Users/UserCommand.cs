using System.CommandLine;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands.Users;

/// <summary><c>annals user</c>: people who may sign in.</summary>
internal static class UserCommand
{
    public static Command Create(CommandHost host)
    {
        var command = new Command("user", "People who may sign in to the server.").WithExamples("annals user list", "annals user add alice --role auditor --link");
        command.Subcommands.Add(UserAddCommand.Create(host));
        command.Subcommands.Add(UserListCommand.Create(host));
        command.Subcommands.Add(UserRemoveCommand.Create(host));
        return command;
    }
}
