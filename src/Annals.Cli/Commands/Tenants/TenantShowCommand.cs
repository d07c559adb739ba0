using System.CommandLine;
using Annals.Cli.Archives;
using Annals.Cli.Output;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands.Tenants;

/// <summary><c>annals tenant show</c>.</summary>
internal static class TenantShowCommand
{
    public static Command Create(CommandHost host) =>
        new Command("show", "Show the tenant: its identity, place and public key.")
            .WithExamples("annals tenant show", "annals tenant show --tenant acme --json")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var tenant = await TenantFacts.OfAsync(context, cancellationToken);
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer => TenantView.WriteMembers(writer, tenant));
        }
        else
        {
            TenantView.WriteText(context.Console, tenant);
        }

        return ExitCode.Done;
    }
}
