using System.CommandLine;
using Annals.Cli.Access;
using Annals.Cli.Output;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands.Clients;

/// <summary><c>annals client remove CLIENT</c>.</summary>
internal static class ClientRemoveCommand
{
    private static readonly Argument<string> Client = new("CLIENT") { Description = "Name or id of the client." };

    public static Command Create(CommandHost host) =>
        new Command("remove", "Remove a client; its tokens are void from then on.")
            .With(Client)
            .WithExamples("annals client remove shop")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using var access = await AccessTo.TenantAsync(context, cancellationToken);
        var removed = ClientView.Find(await access.ClientsAsync(cancellationToken), context.Value(Client)!);
        await access.RemoveClientAsync(removed, cancellationToken);
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer => ClientView.WriteMembers(writer, removed));
        }
        else
        {
            context.Console.Say($"Removed the client \"{removed.Name}\".");
        }

        return ExitCode.Done;
    }
}
