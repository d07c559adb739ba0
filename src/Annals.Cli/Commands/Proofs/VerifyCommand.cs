using System.CommandLine;
using System.Globalization;
using Annals.Archive;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Log;

namespace Annals.Cli.Commands.Proofs;

/// <summary><c>annals verify</c>: recomputes everything from the bytes on disk. Takes no lock.</summary>
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
        var verification = new TenantVerification(TenantAccess.ExistingFolder(context));
        var started = context.Console.Time.GetTimestamp();
        var older = (context.Value(FromCheckpoint) ?? []).Select(path => (ReadOnlyMemory<byte>)File.ReadAllBytes(path)).ToArray();
        var result = await ProgressReport.RunAsync(context.Console, "Verifying", progress => Task.Run(
            () => verification.Verify(
                new VerifyOptions
                {
                    OlderCheckpoints = older,
                    Progress = new Relay(made => progress.Tell(made.Checked, made.Total, $"{BarChart.Number(made.Checked)} of {BarChart.Number(made.Total)} entries")),
                },
                cancellationToken),
            cancellationToken));
        var elapsed = context.Console.Time.GetElapsedTime(started);
        if (context.IsJson)
        {
            WriteJson(context.Console, result);
        }
        else
        {
            AppConsole.PrintWhileRead(() => WriteText(context.Console, result, elapsed));
        }

        return result is Verification.Consistent ? ExitCode.Done : ExitCode.No;
    }

    private static void WriteText(AppConsole console, Verification result, TimeSpan elapsed)
    {
        if (result is Verification.Broken broken)
        {
            foreach (var fault in broken.Faults)
            {
                console.Out.WriteLine(TerminalText.Escape(fault.ToString()));
            }
        }

        foreach (var remark in result.Remarks)
        {
            console.Out.WriteLine(TerminalText.Escape(remark));
        }

        var verdict = TerminalText.Escape(result.Text);
        console.Out.WriteLine(result is Verification.Consistent ? console.Style.Good(verdict) : console.Style.Bad(verdict));
        console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Size:N0} entries, {result.ErasedCount:N0} of them erased, in {elapsed.TotalSeconds:0.0} s"));
    }

    private static void WriteJson(AppConsole console, Verification result) => JsonOutput.WriteObject(console, writer =>
    {
        writer.WriteBoolean("good", result is Verification.Consistent);
        writer.WriteString("verdict", result.Text);
        writer.WriteNumber("size", result.Size);
        writer.WriteNumber("erased", result.ErasedCount);
        writer.WriteStartArray("faults");
        foreach (var fault in (result as Verification.Broken)?.Faults ?? [])
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
