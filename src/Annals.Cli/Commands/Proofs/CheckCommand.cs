using System.CommandLine;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Log;

namespace Annals.Cli.Commands.Proofs;

/// <summary><c>annals check FILE</c>: checks the proof of one record. Needs no archive, only proof, record and key.</summary>
internal static class CheckCommand
{
    private const long RecordBytesMax = 1L << 30;

    private static readonly Argument<string> Proof = new("FILE") { Description = "The proof, as written by 'annals prove'." };

    private static readonly Option<string?> Record = new("--record")
    {
        Description = "The record's exact bytes. [default: FILE.json]",
        HelpName = "FILE",
    };

    private static readonly Option<string> Key = new("--key")
    {
        Description = "The log's public key, from a source that you trust ('annals key show' prints it).",
        HelpName = "VKEY",
        Required = true,
    };

    public static Command Create(CommandHost host) =>
        new Command("check", "Check that a record is in the log, unchanged, with nothing but its proof and the log's public key.")
            .With(Proof)
            .With(Record, Key)
            .WithExamples(
                "annals check evidence.tlog-proof --key 'log.example.com/acme+1a2b3c4d+AbCd…'",
                "annals check evidence.tlog-proof --record record.json --key \"$(cat acme.vkey)\"")
            .Runs(host, Run);

    private static int Run(CommandContext context)
    {
        var path = context.Value(Proof)!;
        var key = NoteVerifier.TryParse(context.Value(Key)!.Trim(), out var parsed, out var reason)
            ? parsed
            : throw CommandException.Usage($"The key cannot be read: {reason} Give it as 'annals key show' prints it.");
        var verdict = RecordProof.Check(Read(path), Read(context.Value(Record) ?? path + ".json"), key);
        if (context.IsJson)
        {
            WriteJson(context.Console, verdict);
        }
        else
        {
            AppConsole.PrintWhileRead(() => WriteText(context.Console, verdict, key));
        }

        return verdict is RecordProofVerdict.Good ? ExitCode.Done : ExitCode.No;
    }

    private static byte[] Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw CommandException.Trouble(Directory.Exists(path) ? $"\"{path}\" is a folder. Name a file." : $"The file \"{path}\" does not exist.");
        }

        return file.Length <= RecordBytesMax
            ? File.ReadAllBytes(path)
            : throw CommandException.Trouble($"The file \"{path}\" is {file.Length} bytes long, too long for a proof or a record.");
    }

    private static void WriteText(AppConsole console, RecordProofVerdict verdict, NoteVerifier key)
    {
        switch (verdict)
        {
            case RecordProofVerdict.Good good:
                console.Out.WriteLine($"{console.Style.Good("Good")}: the record is in the log {TerminalText.Escape(key.Name)} at position #{good.Position}, unchanged since {TimeText.Iso(good.Entry.RecordedMicros)}.");
                console.Out.WriteLine($"The log signed it as one of its first {BarChart.Number(good.Checkpoint.Size)} entries.");
                console.Out.WriteLine("That the log shows everybody the same entries takes a witness or an older checkpoint; this proof alone cannot show it.");
                break;
            case RecordProofVerdict.Failed failed:
                console.Out.WriteLine($"{console.Style.Bad("Not proven")}: step \"{failed.StepName}\" failed. {TerminalText.Escape(failed.Explanation)}");
                break;
        }
    }

    private static void WriteJson(AppConsole console, RecordProofVerdict verdict) => JsonOutput.WriteObject(console, writer =>
    {
        writer.WriteBoolean("good", verdict is RecordProofVerdict.Good);
        switch (verdict)
        {
            case RecordProofVerdict.Good good:
                writer.WriteNumber("position", good.Position);
                writer.WriteString("recorded", TimeText.Iso(good.Entry.RecordedMicros));
                writer.WriteString("origin", good.Checkpoint.Origin);
                writer.WriteNumber("size", good.Checkpoint.Size);
                break;
            case RecordProofVerdict.Failed failed:
                writer.WriteString("step", failed.StepName);
                writer.WriteString("explanation", failed.Explanation);
                break;
        }
    });
}
