using System.CommandLine;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;

namespace Annals.Cli.Commands.Tenants;

/// <summary><c>annals tenant list</c>.</summary>
internal static class TenantListCommand
{
    public static Command Create(CommandHost host) =>
        new Command("list", "List the tenants of the data folder.")
            .WithExamples("annals tenant list", "annals tenant list --data /srv/annals --json")
            .Runs(host, Run);

    private static int Run(CommandContext context)
    {
        var tenants = TenantAccess.Data(context).Tenants();
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer =>
            {
                writer.WriteStartArray("tenants");
                foreach (var tenant in tenants)
                {
                    TenantView.WriteJson(writer, tenant);
                }

                writer.WriteEndArray();
            });
            return ExitCode.Done;
        }

        var table = new TextTable(context.Console.Out, context.Console.Width, context.Console.Style, new TableColumn("TENANT", 10), new TableColumn("CREATED (UTC)", 19), new TableColumn("ORIGIN", 20, LeaveOut: 1));
        foreach (var tenant in tenants)
        {
            var description = TenantView.Describe(tenant);
            table.Add(description.Name, TimeText.Short(description.Created), description.Origin);
        }

        table.Complete();
        if (tenants.Count == 0)
        {
            context.Console.Say($"There are no tenants in \"{context.Data}\".");
        }

        return ExitCode.Done;
    }
}
