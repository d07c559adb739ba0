using System.CommandLine;
using System.Globalization;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Emulation;

namespace Annals.Cli.Commands.Emulate;

/// <summary><c>annals emulate</c>: both vendors' audit APIs out of a plan, with faults (docs/emulator.md).</summary>
internal static class EmulateCommand
{
    /// <summary>So long after the last publication it goes on by itself.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromDays(1);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private static readonly Option<string> Faults = new("--faults") { Description = "Faults to inject: names separated by commas, all or none. See docs/emulator.md.", HelpName = "LIST", DefaultValueFactory = _ => "none" };

    private static readonly Option<long> Seed = new("--seed") { Description = "What all chance comes from. The same options make the same plan.", HelpName = "N", DefaultValueFactory = _ => 1 };

    private static readonly Option<double> Days = new("--days") { Description = "How long records are published, in emulated days.", HelpName = "N", DefaultValueFactory = _ => EmulationOptions.DefaultLength.TotalDays };

    private static readonly Option<int> RecordsPerDay = new("--records-per-day") { Description = "Records a day of each vendor, about.", HelpName = "N", DefaultValueFactory = _ => 60 };

    private static readonly Option<string?> Start = new("--start") { Description = "When the emulated time begins, UTC. [default: the time of --clock if it has one, else now]", HelpName = "TIME" };

    private static readonly Option<string> Url = new("--url") { Description = "Where it is served, on this machine only; port 0 is a free one.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:0" };

    private static readonly Option<string?> Clock = new("--clock") { Description = "A file of 8 bytes that another process writes: the emulated time as microseconds since 1970 UTC, lowest byte first.", HelpName = "FILE" };

    private static readonly Option<double> Speed = new("--speed") { Description = "Emulated seconds in a real one.", HelpName = "X", DefaultValueFactory = _ => 1 };

    private static readonly Option<string?> PushTo = new("--push-to") { Description = "Where events of published audits are sent (G12).", HelpName = "URL" };

    private static readonly Option<string?> PushKey = new("--push-key") { Description = "What events are sent with: Authorization: Bearer KEY.", HelpName = "KEY" };

    private static readonly Option<long> BigBlob = new("--big-blob") { Description = "Bytes of the large content item (F5).", HelpName = "BYTES", DefaultValueFactory = _ => 70L << 20 };

    private static readonly Option<string?> Report = new("--report") { Description = "Where the report goes at the end, as JSON: requests, faults met, violations, and the records that must be held.", HelpName = "FILE" };

    private static readonly Option<string?> Plan = new("--plan") { Description = "Where the plan goes at the start, as JSON.", HelpName = "FILE" };

    public static Command Create(CommandHost host) =>
        new Command("emulate", "Serve both vendors' audit APIs out of generated records, with faults, for tests of collectors: in a temporary archive of its own, on this machine only, until it is stopped with Ctrl-C or the emulated time is over.")
            .With(Faults, Seed, Days, RecordsPerDay, Start, Url, Clock, Speed, PushTo, PushKey, BigBlob, Report, Plan)
            .WithExamples(
                "annals emulate",
                "annals emulate --faults all --seed 7 --speed 3600 --report report.json",
                "annals emulate --faults F2,F4,G4 --start 2026-03-01 --clock clock.bin --plan plan.json")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Value(Clock) is not null && context.IsGiven(Speed))
        {
            throw CommandException.Usage("--clock and --speed exclude each other: the time comes from the file, or goes by itself.");
        }

        using var file = context.Value(Clock) is { } path ? ClockFile.Open(path) : null;
        var options = OptionsOf(context, file);
        var plan = Planned(options);
        if (context.Value(Plan) is { } planFile)
        {
            await using var output = File.Create(planFile);
            plan.WriteTo(output);
        }

        await using var emulator = await Emulator.StartAsync(plan, file ?? (TimeProvider)new SpeedClock(context.Console.Time, options.Start, EndOf(options), SpeedOf(context)), cancellationToken);
        Announce(context, plan, emulator);
        await UntilOverAsync(context, emulator, EndOf(options), cancellationToken);
        Tell(context, emulator.Report());
        return ExitCode.Done;
    }

    private static EmulationOptions OptionsOf(CommandContext context, ClockFile? file)
    {
        if (!FaultNames.TryParse(context.Value(Faults)!, out var faults, out var unknown))
        {
            var known = string.Join('\n', FaultNames.All.Select(fault => $"  {fault.Name,-4} {fault.Summary}"));
            throw new CommandException(ExitCode.Usage, $"--faults: there is no fault \"{unknown}\". Give names from this list, separated by commas, or all, or none.", known);
        }

        var days = context.Value(Days);
        if (!double.IsFinite(days) || Math.Abs(days) > 1_000_000)
        {
            throw CommandException.Usage($"--days {days.ToString(CultureInfo.InvariantCulture)} is no number of days.");
        }

        return new EmulationOptions
        {
            Seed = context.Value(Seed),
            Faults = faults,
            Start = StartOf(context, file),
            Length = TimeSpan.FromDays(days),
            RecordsPerDay = context.Value(RecordsPerDay),
            Url = context.Value(Url)!,
            PushTo = Address(context),
            PushKey = context.Value(PushKey),
            BigBlobBytes = context.Value(BigBlob),
        };
    }

    private static DateTimeOffset StartOf(CommandContext context, ClockFile? file)
    {
        if (context.Value(Start) is { } text)
        {
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                ? time
                : throw CommandException.Usage($"--start \"{text}\" is no time. Give a date such as 2026-03-01 or a time such as 2026-03-01T08:00:00Z.");
        }

        return file?.GetUtcNow() is { } known && known > DateTimeOffset.UnixEpoch ? known : context.Console.Time.GetUtcNow();
    }

    private static Uri? Address(CommandContext context)
    {
        if (context.Value(PushTo) is not { } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : throw CommandException.Usage($"--push-to \"{text}\" is no address, such as http://127.0.0.1:5391/push.");
    }

    private static DateTimeOffset EndOf(EmulationOptions options) => options.Start + options.Length + Afterwards;

    private static double SpeedOf(CommandContext context) => context.Value(Speed) is > 0 and <= 1_000_000 and var speed
        ? speed
        : throw CommandException.Usage("--speed is a number above 0, up to 1,000,000.");

    private static FaultPlan Planned(EmulationOptions options)
    {
        try
        {
            return FaultPlan.Create(options);
        }
        catch (ArgumentException e)
        {
            throw CommandException.Usage(e);
        }
        catch (InvalidOperationException e)
        {
            throw CommandException.Usage(e.Message);
        }
    }

    private static void Announce(CommandContext context, FaultPlan plan, Emulator emulator)
    {
        var end = plan.Options.Start + plan.Options.Length;
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer =>
            {
                writer.WriteString("url", emulator.Url.AbsoluteUri.TrimEnd('/'));
                writer.WriteStartObject("microsoft365");
                writer.WriteString("tenantId", emulator.TenantId);
                writer.WriteString("clientId", emulator.ClientId);
                writer.WriteString("clientSecret", emulator.Secret);
                writer.WriteString("cloud", plan.Cloud);
                writer.WriteString("resource", emulator.Resource.AbsoluteUri.TrimEnd('/'));
                writer.WriteEndObject();
                writer.WriteStartObject("genesysCloud");
                writer.WriteString("clientId", emulator.GenesysClientId);
                writer.WriteString("clientSecret", emulator.GenesysSecret);
                writer.WriteEndObject();
                writer.WriteString("start", TimeText.Iso(plan.Options.Start));
                writer.WriteString("end", TimeText.Iso(end));
            });
            context.Console.Out.Flush();
            return;
        }

        var output = context.Console.Out;
        output.WriteLine($"Microsoft 365   API and login   {emulator.Url.AbsoluteUri.TrimEnd('/')}");
        output.WriteLine($"                tenant id       {emulator.TenantId}");
        output.WriteLine($"                client id       {emulator.ClientId}");
        output.WriteLine($"                client secret   {emulator.Secret}");
        output.WriteLine($"                resource        {emulator.Resource.AbsoluteUri.TrimEnd('/')} (cloud {plan.Cloud})");
        output.WriteLine($"Genesys Cloud   API and login   {emulator.Url.AbsoluteUri.TrimEnd('/')}");
        output.WriteLine($"                client id       {emulator.GenesysClientId}");
        output.WriteLine($"                client secret   {emulator.GenesysSecret}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"It publishes from {TimeText.Iso(plan.Options.Start)} to {TimeText.Iso(end)} and ends a day later, or with Ctrl-C. Faults: {(plan.Options.Faults.Count == 0 ? "none" : string.Join(", ", FaultNames.All.Select(fault => fault.Name).Where(plan.Options.Faults.Contains)))}."));
        output.Flush();
    }

    private static async Task UntilOverAsync(CommandContext context, Emulator emulator, DateTimeOffset end, CancellationToken cancellationToken)
    {
        while (emulator.Now < end && !cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAny(emulator.Failed, Task.Delay(LookEvery, context.Console.Time, cancellationToken));
            if (emulator.Failed.IsFaulted)
            {
                throw CommandException.Trouble($"The emulator cannot go on: {emulator.Failed.Exception.GetBaseException().Message}");
            }
        }
    }

    private static void Tell(CommandContext context, EmulationReport report)
    {
        if (context.Value(Report) is { } path)
        {
            using var output = File.Create(path);
            report.WriteTo(output);
        }

        if (context.IsJson)
        {
            context.Console.Out.Flush();
            report.WriteTo(context.Console.OutStream);
            context.Console.OutStream.WriteByte((byte)'\n');
        }
        else
        {
            report.WriteTo(context.Console.Out);
        }
    }
}
