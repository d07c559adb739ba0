using System.CommandLine;
using Annals.Cli.Access;
using Annals.Cli.Shell;
using Annals.Server.Access;

namespace Annals.Cli.Commands.Clients;

/// <summary><c>annals client add NAME</c>.</summary>
internal static class ClientAddCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "Name for people and receipts." };

    private static readonly Option<string[]> Scope = CreateScope();

    private static readonly Option<string[]> Source = new("--source")
    {
        Description = "Source it may append to; may be repeated. Vendors' sources must be named. [default: every own application's]",
        HelpName = "SOURCE",
        DefaultValueFactory = _ => [],
    };

    public static Command Create(CommandHost host) =>
        new Command("add", "Add a client and print its id and secret; the secret is shown this once.")
            .With(Name)
            .With(Scope, Source)
            .WithExamples(
                "annals client add shop --scope records.append --source webshop",
                "annals client add siem --scope records.read --tenant acme --json")
            .Runs(host, RunAsync);

    private static Option<string[]> CreateScope()
    {
        var option = new Option<string[]>("--scope") { Description = $"What it may do: {string.Join(", ", Scopes.All)}. May be repeated.", HelpName = "SCOPE", Required = true };
        option.AcceptOnlyFromAmong([.. Scopes.All]);
        return option;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (name, scopes, sources) = (context.Value(Name)!, context.Value(Scope)!, context.Value(Source)!);
        if (ClientRules.FaultOf(name, scopes, sources) is { } fault)
        {
            throw CommandException.Usage(fault);
        }

        using var access = await AccessTo.TenantAsync(context, cancellationToken);
        var (client, secret) = await access.AddClientAsync(name, scopes, sources, cancellationToken);
        ClientView.WriteSecret(context, client, secret);
        return ExitCode.Done;
    }
}
