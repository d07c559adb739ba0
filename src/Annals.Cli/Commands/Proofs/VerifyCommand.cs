using System.CommandLine;
using System.Globalization;
using Annals.Archive;
using Annals.Cli.Archives;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Log;

namespace Annals.Cli.Commands.Proofs;

/// <summary><c>annals verify</c>: recomputes everything from the bytes on disk. Takes no lock; a server does it when one is named.</summary>
internal static class VerifyCommand
{
    private static readonly Option<string[]> FromCheckpoint = new("--from-checkpoint")
    {
        Description = "An older checkpoint that was kept elsewhere: shows that the log only grew since. May be given several times.",
        HelpName = "FILE",
    };

    public static Command Create(CommandHost host) =>
        new Command("verify", "Recompute every commitment, entry and hash of the log and name whatever does not fit.")
            .With(FromCheckpoint)
            .WithExamples("annals verify", "annals verify --from-checkpoint checkpoint-2026-11.txt", "annals verify --json")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var archive = await ArchiveAccess.OpenServerAsync(context, cancellationToken);
        var older = (context.Value(FromCheckpoint) ?? []).Select(File.ReadAllBytes).ToArray();
        var started = context.Console.Time.GetTimestamp();
        var result = await ProgressReport.RunAsync(context.Console, "Verifying", async progress =>
        {
            var relay = new Relay(made => progress.Tell(made.Checked, made.Total, $"{BarChart.Number(made.Checked)} of {BarChart.Number(made.Total)} entries"));
            return archive is null
                ? LogVerdict.Of(await VerifyFolderAsync(context, older, relay, cancellationToken))
                : LogVerdict.Of(await archive.VerifyAsync([.. older.Select(System.Text.Encoding.UTF8.GetString)], (done, total) => relay.Report(new VerifyProgress(done, total)), cancellationToken));
        });
        var elapsed = context.Console.Time.GetElapsedTime(started);
        if (context.IsJson)
        {
            WriteJson(context.Console, result);
        }
        else
        {
            AppConsole.PrintWhileRead(() => WriteText(context.Console, result, elapsed));
        }

        return result.IsGood ? ExitCode.Done : ExitCode.No;
    }

    private static Task<Verification> VerifyFolderAsync(CommandContext context, byte[][] older, Relay relay, CancellationToken cancellationToken)
    {
        var verification = new TenantVerification(TenantAccess.ExistingFolder(context));
        var options = new VerifyOptions { OlderCheckpoints = [.. older.Select(bytes => (ReadOnlyMemory<byte>)bytes)], Progress = relay };
        return Task.Run(() => verification.Verify(options, cancellationToken), cancellationToken);
    }

    private static void WriteText(AppConsole console, LogVerdict result, TimeSpan elapsed)
    {
        foreach (var fault in result.Faults)
        {
            console.Out.WriteLine(TerminalText.Escape(fault.ToString()));
        }

        foreach (var remark in result.Remarks)
        {
            console.Out.WriteLine(TerminalText.Escape(remark));
        }

        var verdict = TerminalText.Escape(result.Text);
        console.Out.WriteLine(result.IsGood ? console.Style.Good(verdict) : console.Style.Bad(verdict));
        console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Size:N0} entries, {result.Erased:N0} of them erased, in {elapsed.TotalSeconds:0.0} s"));
    }

    private static void WriteJson(AppConsole console, LogVerdict result) => JsonOutput.WriteObject(console, writer =>
    {
        writer.WriteBoolean("good", result.IsGood);
        writer.WriteString("verdict", result.Text);
        writer.WriteNumber("size", result.Size);
        writer.WriteNumber("erased", result.Erased);
        writer.WriteStartArray("faults");
        foreach (var fault in result.Faults)
        {
            writer.WriteStartObject();
            writer.WriteString("file", fault.File);
            writer.WriteNumber("offset", fault.Offset);
            if (fault.First >= 0)
            {
                writer.WriteNumber("first", fault.First);
                writer.WriteNumber("last", fault.Last);
            }

            writer.WriteString("reason", fault.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("remarks");
        foreach (var remark in result.Remarks)
        {
            writer.WriteStringValue(remark);
        }

        writer.WriteEndArray();
    });

    private sealed class Relay(Action<VerifyProgress> tell) : IProgress<VerifyProgress>
    {
        private readonly Lock _gate = new();

        public void Report(VerifyProgress value)
        {
            lock (_gate)
            {
                tell(value);
            }
        }
    }
}
