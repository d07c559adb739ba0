using System.CommandLine;
using Annals.Cli.Output;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands.Tenants;

/// <summary><c>annals tenant show</c>.</summary>
internal static class TenantShowCommand
{
    public static Command Create(CommandHost host) =>
        new Command("show", "Show the tenant: its identity, folder and public key.")
            .WithExamples("annals tenant show", "annals tenant show --tenant acme --json")
            .Runs(host, Run);

    private static int Run(CommandContext context)
    {
        var folder = TenantAccess.ExistingFolder(context);
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer => TenantView.WriteMembers(writer, folder));
        }
        else
        {
            TenantView.WriteText(context.Console, folder);
        }

        return ExitCode.Done;
    }
}
