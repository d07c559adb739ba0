using System.CommandLine;
using Annals.Cli.Access;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands.Clients;

/// <summary><c>annals client rotate CLIENT</c>.</summary>
internal static class ClientRotateCommand
{
    private static readonly Argument<string> Client = new("CLIENT") { Description = "Name or id of the client." };

    public static Command Create(CommandHost host) =>
        new Command("rotate", "Give a client a new secret; the old one and all its tokens are void from then on.")
            .With(Client)
            .WithExamples("annals client rotate shop")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using var access = await AccessTo.TenantAsync(context, cancellationToken);
        var client = ClientView.Find(await access.ClientsAsync(cancellationToken), context.Value(Client)!);
        var secret = await access.RotateClientAsync(client, cancellationToken) ?? throw new CommandException(ExitCode.No, $"The client \"{client.Name}\" was removed meanwhile.");
        ClientView.WriteSecret(context, client, secret);
        return ExitCode.Done;
    }
}
