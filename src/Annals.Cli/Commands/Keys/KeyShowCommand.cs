using System.CommandLine;
using System.Globalization;
using Annals.Cli.Archives;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Log;

namespace Annals.Cli.Commands.Keys;

/// <summary><c>annals key show</c>: what an auditor needs to check proofs. Takes no lock, reads no secret.</summary>
internal static class KeyShowCommand
{
    public static Command Create(CommandHost host) =>
        new Command("show", "Print the log's public key, to be given to whoever checks proofs.")
            .WithExamples("annals key show", "annals check evidence.tlog-proof --key \"$(annals key show)\"")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var tenant = await TenantFacts.OfAsync(context, cancellationToken);
        if (!context.IsJson)
        {
            context.Console.Out.WriteLine(tenant.VerifierKey);
            return ExitCode.Done;
        }

        var key = NoteVerifier.Parse(tenant.VerifierKey);
        JsonOutput.WriteObject(context.Console, writer =>
        {
            writer.WriteString("key", tenant.VerifierKey);
            writer.WriteString("origin", tenant.Origin);
            writer.WriteString("keyId", key.KeyId.ToString("x8", CultureInfo.InvariantCulture));
        });
        return ExitCode.Done;
    }
}
