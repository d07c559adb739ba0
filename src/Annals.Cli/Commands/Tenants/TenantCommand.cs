using System.CommandLine;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands.Tenants;

/// <summary><c>annals tenant</c>: organisations, each with a log and keys of its own.</summary>
internal static class TenantCommand
{
    public static Command Create(CommandHost host)
    {
        var command = new Command("tenant", "List, create and show tenants.").WithExamples("annals tenant list", "annals tenant create acme");
        command.Subcommands.Add(TenantListCommand.Create(host));
        command.Subcommands.Add(TenantCreateCommand.Create(host));
        command.Subcommands.Add(TenantShowCommand.Create(host));
        return command;
    }
}
