using System.CommandLine;
using Annals.Archive;
using Annals.Cli.Archives;
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
        var described = new List<TenantFacts>();
        var exitCode = ExitCode.Done;
        foreach (var tenant in TenantAccess.Data(context).Tenants())
        {
            try
            {
                described.Add(TenantFacts.Of(tenant));
            }
            catch (Exception e) when (e is ArchiveException or IOException or UnauthorizedAccessException)
            {
                // One that cannot be described must not hide the others.
                context.Console.Say(e.Message);
                exitCode = ExitCode.Trouble;
            }
        }

        if (context.IsJson)
        {
            WriteJson(context.Console, described);
        }
        else
        {
            AppConsole.PrintWhileRead(() => WriteText(context.Console, described));
        }

        if (described.Count == 0 && exitCode == ExitCode.Done && !context.IsJson)
        {
            context.Console.Say($"There are no tenants in \"{context.Data}\".");
        }

        return exitCode;
    }

    private static void WriteJson(AppConsole console, List<TenantFacts> tenants) => JsonOutput.WriteObject(console, writer =>
    {
        writer.WriteStartArray("tenants");
        foreach (var tenant in tenants)
        {
            writer.WriteStartObject();
            TenantView.WriteMembers(writer, tenant);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void WriteText(AppConsole console, List<TenantFacts> tenants)
    {
        var table = new TextTable(console.Out, console.Width, console.Style, new TableColumn("TENANT", 10), new TableColumn("CREATED (UTC)", 19), new TableColumn("ORIGIN", 20, LeaveOut: 1));
        foreach (var tenant in tenants)
        {
            table.Add(tenant.Name, TimeText.Short(tenant.Created), tenant.Origin);
        }

        table.Complete();
    }
}
