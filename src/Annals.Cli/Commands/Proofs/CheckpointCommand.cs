using System.CommandLine;
using Annals.Archive;
using Annals.Cli.Archives;
using Annals.Cli.Archives.Remote;
using Annals.Cli.Output;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands.Proofs;

/// <summary><c>annals checkpoint</c>: prints the newest signed statement of the log. Takes no lock.</summary>
internal static class CheckpointCommand
{
    public static Command Create(CommandHost host) =>
        new Command("checkpoint", "Print the newest signed checkpoint: size and root of the log. Kept elsewhere, it shows later that nothing was rewritten.")
            .WithExamples("annals checkpoint > checkpoint-2026-11.txt", "annals verify --from-checkpoint checkpoint-2026-11.txt")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var checkpoint = await NewestAsync(context, cancellationToken);
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer =>
            {
                writer.WriteString("origin", checkpoint.Origin);
                writer.WriteNumber("size", checkpoint.Size);
                writer.WriteString("root", checkpoint.Root);
                writer.WriteString("note", checkpoint.Note);
            });
        }
        else
        {
            context.Console.Out.Write(checkpoint.Note);
        }

        context.Console.Say("No witness and no outlet is set up: a log that was rewritten and signed again would look good alone. Keep this checkpoint outside of this machine.");
        return ExitCode.Done;
    }

    private static async Task<CheckpointAnswer> NewestAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var archive = await ArchiveAccess.OpenServerAsync(context, cancellationToken);
        if (archive is not null)
        {
            return await archive.CheckpointAsync(cancellationToken);
        }

        using var snapshot = new TenantVerification(TenantAccess.ExistingFolder(context)).OpenSnapshot();
        return new CheckpointAnswer(snapshot.Checkpoint.Origin, snapshot.Checkpoint.Size, snapshot.Checkpoint.Root.ToString(), snapshot.Note.ToString());
    }
}
