using System.CommandLine;
using Annals.Archive;
using Annals.Cli.Output;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands.Proofs;

/// <summary><c>annals checkpoint</c>: prints the newest signed statement of the log. Takes no lock.</summary>
internal static class CheckpointCommand
{
    public static Command Create(CommandHost host) =>
        new Command("checkpoint", "Print the newest signed checkpoint: size and root of the log. Kept elsewhere, it shows later that nothing was rewritten.")
            .WithExamples("annals checkpoint > checkpoint-2026-11.txt", "annals verify --from-checkpoint checkpoint-2026-11.txt")
            .Runs(host, Run);

    private static int Run(CommandContext context)
    {
        using var snapshot = new TenantVerification(TenantAccess.ExistingFolder(context)).OpenSnapshot();
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer =>
            {
                writer.WriteString("origin", snapshot.Checkpoint.Origin);
                writer.WriteNumber("size", snapshot.Checkpoint.Size);
                writer.WriteString("root", snapshot.Checkpoint.Root.ToString());
                writer.WriteString("note", snapshot.Note.ToString());
            });
        }
        else
        {
            context.Console.Out.Write(snapshot.Note.ToString());
        }

        context.Console.Say("No witness and no outlet is set up: a log that was rewritten and signed again would look good alone. Keep this checkpoint outside of this machine.");
        return ExitCode.Done;
    }
}
