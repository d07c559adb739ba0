using System.CommandLine;
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
        var removed = await AccessCommands.ChangeAsync(
            context,
            (access, tenant, account) =>
            {
                var client = ClientView.Find(access.Clients(tenant), context.Value(Client)!);
                access.RemoveClient(tenant, client.Id, account);
                return client;
            },
            cancellationToken);
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
