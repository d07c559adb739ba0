using System.CommandLine;
using Annals.Cli.Access;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Server.Accounts;

namespace Annals.Cli.Commands.Users;

/// <summary><c>annals user list</c>.</summary>
internal static class UserListCommand
{
    public static Command Create(CommandHost host) =>
        new Command("list", "List the users of the tenant.")
            .WithExamples("annals user list", "annals user list --tenant acme --json")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using var access = await AccessTo.TenantAsync(context, cancellationToken);
        var users = await access.UsersAsync(cancellationToken);
        if (context.IsJson)
        {
            WriteJson(context.Console, users);
            return ExitCode.Done;
        }

        AppConsole.PrintWhileRead(() => WriteText(context.Console, users));
        if (users.Count == 0)
        {
            context.Console.Say("The tenant has no users.");
        }

        return ExitCode.Done;
    }

    private static void WriteJson(AppConsole console, IReadOnlyList<User> users) => JsonOutput.WriteObject(console, writer =>
    {
        writer.WriteStartArray("users");
        foreach (var user in users)
        {
            writer.WriteStartObject();
            UserView.WriteMembers(writer, user);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void WriteText(AppConsole console, IReadOnlyList<User> users)
    {
        var table = new TextTable(console.Out, console.Width, console.Style, new TableColumn("USER", 12), new TableColumn("ROLES", 14), new TableColumn("SIGNS IN BY", 15), new TableColumn("CREATED (UTC)", 19, LeaveOut: 1));
        foreach (var user in users)
        {
            table.Add(user.Name, string.Join(' ', user.Roles), UserView.StateOf(user), TimeText.Short(user.Created));
        }

        table.Complete();
    }
}
