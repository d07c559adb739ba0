using System.CommandLine;
using Annals.Cli.Access;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Server.Access;

namespace Annals.Cli.Commands.Clients;

/// <summary><c>annals client list</c>.</summary>
internal static class ClientListCommand
{
    public static Command Create(CommandHost host) =>
        new Command("list", "List the clients of the tenant.")
            .WithExamples("annals client list", "annals client list --tenant acme --json")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using var access = await AccessTo.TenantAsync(context, cancellationToken);
        var clients = await access.ClientsAsync(cancellationToken);
        if (context.IsJson)
        {
            WriteJson(context.Console, clients);
            return ExitCode.Done;
        }

        AppConsole.PrintWhileRead(() => WriteText(context.Console, clients));
        if (clients.Count == 0)
        {
            context.Console.Say("The tenant has no clients.");
        }

        return ExitCode.Done;
    }

    private static void WriteJson(AppConsole console, IReadOnlyList<Client> clients) => JsonOutput.WriteObject(console, writer =>
    {
        writer.WriteStartArray("clients");
        foreach (var client in clients)
        {
            writer.WriteStartObject();
            ClientView.WriteMembers(writer, client);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void WriteText(AppConsole console, IReadOnlyList<Client> clients)
    {
        var table = new TextTable(console.Out, console.Width, console.Style, new TableColumn("CLIENT", 10), new TableColumn("ID", 36), new TableColumn("SCOPES", 14), new TableColumn("SOURCES", 10, LeaveOut: 1), new TableColumn("CREATED (UTC)", 19, LeaveOut: 2));
        foreach (var client in clients)
        {
            table.Add(client.Name, client.Id.ToString(), string.Join(' ', client.Scopes), string.Join(' ', client.Sources), TimeText.Short(client.Created));
        }

        table.Complete();
    }
}
