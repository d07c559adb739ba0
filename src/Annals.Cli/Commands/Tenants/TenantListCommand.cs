using System.CommandLine;
using Annals.Archive;
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
        var described = new List<(TenantFolder Folder, TenantDescription Description)>();
        var exitCode = ExitCode.Done;
        foreach (var tenant in TenantAccess.Data(context).Tenants())
        {
            try
            {
                described.Add((tenant, TenantView.Describe(tenant)));
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

    private static void WriteJson(AppConsole console, List<(TenantFolder Folder, TenantDescription Description)> tenants) => JsonOutput.WriteObject(console, writer =>
    {
        writer.WriteStartArray("tenants");
        foreach (var (folder, description) in tenants)
        {
            writer.WriteStartObject();
            TenantView.WriteMembers(writer, folder, description);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void WriteText(AppConsole console, List<(TenantFolder Folder, TenantDescription Description)> tenants)
    {
        var table = new TextTable(console.Out, console.Width, console.Style, new TableColumn("TENANT", 10), new TableColumn("CREATED (UTC)", 19), new TableColumn("ORIGIN", 20, LeaveOut: 1));
        foreach (var (_, description) in tenants)
        {
            table.Add(description.Name, TimeText.Short(description.Created), description.Origin);
        }

        table.Complete();
    }
}
