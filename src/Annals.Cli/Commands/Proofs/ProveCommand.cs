using System.CommandLine;
using Annals.Archive;
using Annals.Cli.Archives;
using Annals.Cli.Options;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;

namespace Annals.Cli.Commands.Proofs;

/// <summary><c>annals prove ID|#POS -o FILE</c>.</summary>
internal static class ProveCommand
{
    private static readonly Argument<string> Record = RecordArgument.Create();

    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "Where the proof goes; the record's exact bytes go to FILE.json beside it.",
        HelpName = "FILE",
        Required = true,
    };

    public static Command Create(CommandHost host) =>
        new Command("prove", "Write a proof that a record is in the log, unchanged, for somebody who has neither the archive nor trust in it.")
            .With(Record)
            .With(Output)
            .WithExamples("annals prove 9d1c5f6e-0b1a-4c55-9a0e-2f7d5c1b8a11 -o evidence.tlog-proof", "annals prove '#123' -o evidence.tlog-proof")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var wanted = context.Value(Record)!;
        var path = context.Value(Output)!;
        await using var archive = await ArchiveAccess.OpenAsync(context, cancellationToken);
        var found = RecordArgument.TryPosition(wanted, out var position)
            ? await archive.ProveAsync(position, cancellationToken)
            : await archive.ProveAsync(wanted, cancellationToken);
        if (found is null)
        {
            context.Console.Say($"There is no record {wanted}.");
            return ExitCode.No;
        }

        var proven = found.Record;
        if (found.Others.Count > 0)
        {
            context.Console.Say($"Proving #{proven.Position}; {found.Others.Count} more with this id: {string.Join(", ", found.Others.Select(other => $"#{other}"))}.");
        }

        await File.WriteAllBytesAsync(path, proven.Proof, cancellationToken);
        await File.WriteAllBytesAsync(path + ".json", proven.Record.ToArray(), cancellationToken);
        Report(context, path, proven, found.VerifierKey);
        return ExitCode.Done;
    }

    private static void Report(CommandContext context, string path, ProvenRecord proven, string key)
    {
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer =>
            {
                writer.WriteNumber("position", proven.Position);
                writer.WriteString("proof", path);
                writer.WriteString("record", path + ".json");
                writer.WriteString("key", key);
            });
            return;
        }

        var output = context.Console.Out;
        output.WriteLine($"Record  {TerminalText.Escape(path)}.json");
        output.WriteLine($"Proof   {TerminalText.Escape(path)}");
        output.WriteLine("Hand over both files. The public key should reach the checker on another way. They check with");
        output.WriteLine($"  annals check {TerminalText.Escape(path)} --key '{TerminalText.Escape(key)}'");
    }
}
