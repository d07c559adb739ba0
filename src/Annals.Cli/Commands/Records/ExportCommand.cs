using System.CommandLine;
using Annals.Archive;
using Annals.Cli.Archives;
using Annals.Cli.Options;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Index.Query;

namespace Annals.Cli.Commands.Records;

/// <summary><c>annals export [QUERY] -o FILE</c>: a whole result with a manifest beside it.</summary>
internal static class ExportCommand
{
    private const string StandardOutputName = "-";
    private const int OutputBufferBytes = 1 << 16;

    private static readonly QueryArgument Query = new();
    private static readonly DateRangeOptions Range = new();

    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "Where the records go, or - for standard output. The manifest goes to FILE.manifest.json beside it, or to standard error.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string> Format = CreateFormat();

    private static readonly Option<bool> NoGuard = new("--no-guard") { Description = "CSV: leave cells beginning with = + - @ as they are, without an apostrophe that keeps spreadsheets from running them." };

    public static Command Create(CommandHost host) =>
        new Command("export", "Write every matching record to a file, with a manifest whose digest is kept in the log.")
            .With(Query.Argument)
            .With(Output, Format, NoGuard, Range.From, Range.To)
            .WithExamples("annals export -o all.ndjson", "annals export 'actor:*@example.com' --format csv -o example.csv", "annals export 'occurred>=now-30d' --format parquet -o month.parquet", "annals export --format csv -o - | head")
            .Runs(host, RunAsync);

    private static Option<string> CreateFormat()
    {
        var option = new Option<string>("--format")
        {
            Description = "ndjson (the records as they arrived), csv or parquet (columns of the event view and the record).",
            HelpName = "FORMAT",
            DefaultValueFactory = _ => "ndjson",
        };
        option.AcceptOnlyFromAmong("ndjson", "csv", "parquet");
        return option;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var path = context.Value(Output)!;
        if (path == StandardOutputName && FormatOf(context) == ExportFormat.Parquet)
        {
            throw CommandException.Usage("A Parquet file cannot be written to standard output: its directory stands at its end. Name a file with -o.");
        }

        var query = QueryParsing.Parse(context, Range.AddTo(Query.Of(context), context));
        await using var archive = await ArchiveAccess.OpenAsync(context, cancellationToken);
        var finished = await ProgressReport.RunAsync(context.Console, "Exporting", progress =>
        {
            var options = new ExportOptions
            {
                Format = FormatOf(context),
                Guard = !context.Value(NoGuard),
                Progress = count => progress.Tell(count, null, $"{BarChart.Number(count)} records"),
            };
            return path == StandardOutputName
                ? ToStandardOutputAsync(archive, query, context.Console, options, cancellationToken)
                : ToFileAsync(archive, query, path, options, cancellationToken);
        });
        Report(context, path, finished);
        return ExitCode.Done;
    }

    private static ExportFormat FormatOf(CommandContext context) => Enum.Parse<ExportFormat>(context.Value(Format)!, ignoreCase: true);

    private static async Task<FinishedExport> ToStandardOutputAsync(IArchive archive, SearchQuery query, AppConsole console, ExportOptions options, CancellationToken cancellationToken)
    {
        await using var output = new BufferedStream(console.OutStream, OutputBufferBytes);
        return await archive.ExportAsync(query, options, output, cancellationToken);
    }

    private static Task<FinishedExport> ToFileAsync(IArchive archive, SearchQuery query, string path, ExportOptions options, CancellationToken cancellationToken)
    {
        RefuseDevice(path);
        return archive.ExportAsync(query, options, path, cancellationToken);
    }

    /// <summary>A finished export takes the place of the file of its name; a device would be replaced by it.</summary>
    private static void RefuseDevice(string path)
    {
        if (Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal))
        {
            throw CommandException.Usage($"\"{path}\" is a device, not a file. Use -o - and send standard output there.");
        }
    }

    private static void Report(CommandContext context, string path, FinishedExport finished)
    {
        if (path == StandardOutputName)
        {
            context.Console.Error.Write(System.Text.Encoding.UTF8.GetString(finished.Manifest));
        }
        else if (context.IsJson)
        {
            context.Console.OutStream.Write(finished.Manifest);
        }
        else
        {
            context.Console.Out.WriteLine($"{BarChart.Number(finished.Count)} records, {BarChart.Number(finished.Length)} bytes in {TerminalText.Escape(path)}");
            context.Console.Out.WriteLine($"Manifest in {TerminalText.Escape(path)}.manifest.json");
        }
    }
}
