using System.CommandLine;
using System.Globalization;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Sources.Samples;

namespace Annals.Cli.Commands.Records;

/// <summary><c>annals generate</c>: sample records, the same bytes for the same options.</summary>
internal static class GenerateCommand
{
    private const string StandardOutputName = "-";
    private const string FromDefault = "2026-01-01";
    private const string ToDefault = "2026-04-01";
    private const int OutputBufferBytes = 1 << 16;

    private static readonly Option<long> Count = new("--count") { Description = "Number of records.", HelpName = "N", DefaultValueFactory = _ => 20_000 };

    private static readonly Option<ulong> Seed = new("--seed") { Description = "What all randomness comes from.", HelpName = "S", DefaultValueFactory = _ => 1 };

    private static readonly Option<string[]> Source = CreateSource();

    private static readonly Option<int> Users = new("--users") { Description = "Number of different users; few of them do most.", HelpName = "N", DefaultValueFactory = _ => SampleOptions.UsersDefault };

    private static readonly Option<string> From = new("--from") { Description = "Earliest time of a record, UTC.", HelpName = "TIME", DefaultValueFactory = _ => FromDefault };

    private static readonly Option<string> To = new("--to") { Description = "Time that no record reaches, UTC.", HelpName = "TIME", DefaultValueFactory = _ => ToDefault };

    private static readonly Option<string> Output = new("--output", "-o") { Description = "Where the records go, one a line, or - for standard output.", HelpName = "FILE", Required = true };

    public static Command Create(CommandHost host) =>
        new Command("generate", "Make sample records that look and weigh like real ones. The same options give the same bytes.")
            .With(Count, Seed, Source, Users, From, To, Output)
            .WithExamples("annals generate -o samples.ndjson", "annals generate --count 1000000 --seed 7 -o samples.ndjson", "annals generate --source genesys-cloud --count 1000 -o - | annals import -")
            .Runs(host, RunAsync);

    private static Option<string[]> CreateSource()
    {
        var option = new Option<string[]>("--source")
        {
            Description = "Source to include: microsoft365, genesys-cloud or application. May be given several times. [default: all three]",
            HelpName = "NAME",
        };
        option.AcceptOnlyFromAmong("microsoft365", "genesys-cloud", "application");
        return option;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var path = context.Value(Output)!;
        var count = context.Value(Count);
        var generator = Generator(context, count);
        await ProgressReport.RunAsync(context.Console, "Generating", progress => Task.Run(
            () =>
            {
                using var output = new BufferedStream(path == StandardOutputName ? context.Console.OutStream : File.Create(path), OutputBufferBytes);
                generator.WriteTo(output, new Relay(done => progress.Tell(done, count, $"{BarChart.Number(done)} records")), cancellationToken);
                return count;
            },
            cancellationToken));
        if (path != StandardOutputName)
        {
            Report(context, path, count);
        }

        return ExitCode.Done;
    }

    private static SampleGenerator Generator(CommandContext context, long count)
    {
        try
        {
            return new SampleGenerator(new SampleOptions
            {
                Count = count,
                Seed = context.Value(Seed),
                Sources = Sources(context.Value(Source) ?? []),
                Users = context.Value(Users),
                From = Time(context, From),
                To = Time(context, To),
            });
        }
        catch (ArgumentException error)
        {
            throw CommandException.Usage(error);
        }
    }

    private static SampleSources Sources(string[] names) => names.Length == 0
        ? SampleSources.All
        : names.Aggregate(SampleSources.None, (all, name) => all | name switch
        {
            "microsoft365" => SampleSources.Microsoft365,
            "genesys-cloud" => SampleSources.GenesysCloud,
            _ => SampleSources.Application,
        });

    private static DateTimeOffset Time(CommandContext context, Option<string> option) =>
        DateTimeOffset.TryParse(context.Value(option), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw CommandException.Usage($"{option.Name} \"{context.Value(option)}\" is no time. Give a date such as 2026-01-01 or a time such as 2026-01-01T08:00:00Z.");

    private static void Report(CommandContext context, string path, long count)
    {
        var length = new FileInfo(path).Length;
        if (context.IsJson)
        {
            JsonOutput.WriteObject(context.Console, writer =>
            {
                writer.WriteString("file", path);
                writer.WriteNumber("count", count);
                writer.WriteNumber("length", length);
            });
        }
        else
        {
            context.Console.Out.WriteLine($"{BarChart.Number(count)} records, {BarChart.Number(length)} bytes in {TerminalText.Escape(path)}");
        }
    }

    private sealed class Relay(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
