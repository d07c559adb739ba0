using System.CommandLine;
using Annals.Cli.Access;
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
        using var access = await AccessTo.TenantAsync(context, cancellationToken);
        var removed = UserView.Find(await access.UsersAsync(cancellationToken), context.Value(User)!);
        await access.RemoveUserAsync(removed, cancellationToken);
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
