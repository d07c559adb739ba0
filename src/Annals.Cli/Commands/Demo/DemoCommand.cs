using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Annals.Archive;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Sources.Samples;

namespace Annals.Cli.Commands.Demo;

/// <summary><c>annals demo</c>: what the program is for, in about ten seconds, with sample records in a temporary folder.</summary>
internal static class DemoCommand
{
    private const long RecordCount = 20_000;
    private const string RuleQuery = $"Parameters.ForwardTo:{SampleStory.ForwardsTo}";
    private static readonly TimeSpan Span = TimeSpan.FromDays(30);

    private static readonly Option<bool> NoServer = new("--no-server") { Description = "End when everything was shown, without serving the archive." };

    public static Command Create(CommandHost host) =>
        new Command("demo", "Try it: a fresh archive of sample records in a temporary folder, searched, verified and proven, then served until it is stopped with Ctrl-C.")
            .With(NoServer)
            .WithExamples("annals demo", "annals demo --no-server", "annals demo --json")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var started = context.Console.Time.GetTimestamp();
        var folder = Directory.CreateTempSubdirectory("annals-demo-").FullName;
        using var quiet = AppConsole.InMemory(Stream.Null, context.Console.Error, context.Console.Time);
        var script = new DemoScript(context.IsJson ? quiet : context.Console, folder, cancellationToken);
        script.Say($"{BarChart.Number(RecordCount)} sample records of the last {Span.Days} days, of Microsoft 365, Genesys Cloud and an application, go into a fresh archive.");
        Generate(script.File("samples.ndjson"), context.Console.Time.GetUtcNow(), cancellationToken);
        await script.RunAsync("import", script.File("samples.ndjson"));
        await script.RunAsync("stats", "--by", "time");
        script.Say("Somebody tried many passwords from one address, got in, and set up a rule that forwards mail.");
        await script.RunAsync("search", $"ip:{SampleStory.Address} outcome:failure", "--limit", "5");
        await script.RunAsync("search", RuleQuery);
        var position = await PositionOfRuleAsync(context, folder, cancellationToken);
        script.Say("Nothing was changed since it was stored:");
        await script.RunAsync("verify");
        script.Say("And that one record can be proven to somebody who has only two small files and the public key:");
        await script.RunAsync("prove", string.Create(CultureInfo.InvariantCulture, $"#{position}"), "-o", script.File("evidence.tlog-proof"));
        await script.RunAsync("check", script.File("evidence.tlog-proof"), "--key", KeyOf(folder));
        var elapsed = context.Console.Time.GetElapsedTime(started);
        if (context.Value(NoServer))
        {
            Finish(context, script, folder, position, elapsed, served: null);
            return ExitCode.Done;
        }

        await using var served = await DemoServer.StartAsync(context, folder, cancellationToken);
        Finish(context, script, folder, position, elapsed, served);
        await served.UntilStoppedAsync(cancellationToken);
        return ExitCode.Done;
    }

    private static void Generate(string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 16 });
        new SampleGenerator(new SampleOptions { Count = RecordCount, From = now - Span, To = now, IncludeStory = true }).WriteTo(file, progress: null, cancellationToken);
    }

    private static async Task<long> PositionOfRuleAsync(CommandContext context, string folder, CancellationToken cancellationToken)
    {
        using var tenant = await Tenant.OpenAsync(Folder(folder), new TenantOptions(), context.Console.Time, cancellationToken);
        var page = tenant.Search(tenant.Parse(RuleQuery), 1, cursor: null, cancellationToken);
        return page.Rows.Count > 0 ? page.Rows[0].Position : throw new UnreachableException("The sample records hold the rule that the demonstration is about.");
    }

    private static string KeyOf(string folder) => new TenantVerification(Folder(folder)).Description.VerifierKey;

    private static TenantFolder Folder(string folder) => new DataFolder(folder).Tenant(TenantName.Default);

    private static void Finish(CommandContext context, DemoScript script, string folder, long position, TimeSpan elapsed, DemoServer? served)
    {
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer =>
            {
                writer.WriteString("folder", folder);
                writer.WriteNumber("records", RecordCount);
                writer.WriteNumber("proven", position);
                writer.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 1));
                served?.WriteMembers(writer);
            });
            return;
        }

        script.Say(string.Create(CultureInfo.InvariantCulture, $"Done in {elapsed.TotalSeconds:0.0} s. Look around with 'annals search --data {folder}'; delete the folder when you have seen enough."));
        served?.WriteText(script);
    }
}
