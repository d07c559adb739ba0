using System.CommandLine;
using Annals.Cli.Output;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands.Users;

/// <summary><c>annals user remove USER</c>.</summary>
internal static class UserRemoveCommand
{
    private static readonly Argument<string> User = new("USER") { Description = "Name or id of the user." };

    public static Command Create(CommandHost host) =>
        new Command("remove", "Remove a user and end its sessions.")
            .With(User)
            .WithExamples("annals user remove alice")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var removed = await AccessCommands.ChangeAsync(
            context,
            (access, tenant, account) =>
            {
                var user = UserView.Find(access.Users(tenant), context.Value(User)!);
                access.RemoveUser(tenant, user.Id, account);
                return user;
            },
            cancellationToken);
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer => UserView.WriteMembers(writer, removed));
        }
        else
        {
            context.Console.Say($"Removed the user \"{removed.Name}\".");
        }

        return ExitCode.Done;
    }
}
