using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Annals.Archive;
using Annals.Cli.Archives;
using Annals.Cli.Options;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Index.Query;
using Annals.Records.Events;
using Annals.Sources.Import;

namespace Annals.Cli.Commands.Records;

/// <summary><c>annals reconcile FILE [QUERY]</c>: an export made elsewhere against the archive.</summary>
internal static class ReconcileCommand
{
    private const int LimitDefault = 20;

    private static readonly Argument<string> Export = new("FILE")
    {
        Description = "An export of the same records made elsewhere, such as by the Purview portal: whatever annals import takes. What is compared goes from its first record to its last, unless --from and --to say otherwise.",
    };

    private static readonly QueryArgument Query = new();
    private static readonly DateRangeOptions Range = new();

    private static readonly Option<string?> Source = new("--source")
    {
        Description = "Name of the source of records of no known shape, as at their import. [default: import]",
        HelpName = "NAME",
    };

    private static readonly Option<bool> All = new("--all") { Description = "Print the counts that are equal too." };

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "Most records of each side to name.",
        HelpName = "N",
        DefaultValueFactory = _ => LimitDefault,
    };

    public static Command Create(CommandHost host) =>
        new Command("reconcile", "Compare an export made elsewhere with the archive: what either lacks, by day, type and operation.")
            .With(Export)
            .With(Query.Argument)
            .With(Source, All, Limit, Range.From, Range.To)
            .WithExamples("annals reconcile purview-export.csv", "annals reconcile purview-export.csv 'service:Exchange' --from 2026-03-01 --to 2026-04-01", "annals reconcile audits.zip --all --json")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var path = context.Value(Export)!;
        if (!File.Exists(path))
        {
            throw CommandException.Trouble($"\"{path}\" is no file, so nothing was compared. Check the path; the file is read twice, so it cannot be standard input.");
        }

        if (context.Value(Source) is { } name && (!SourceNames.IsValid(name) || SourceNames.IsReserved(name)))
        {
            throw CommandException.Usage($"\"{name}\" cannot name a source of an own application: use 1 to {SourceNames.LengthMax} of a-z, 0-9 and hyphen, beginning with a letter or digit, and none of the reserved names.");
        }

        var text = Range.AddTo(Query.Of(context), context);
        var reconciler = new Reconciler(QueryParsing.Parse(context, text), context.Value(Source));
        await using var archive = await ArchiveAccess.OpenAsync(context, cancellationToken);
        var result = await ProgressReport.RunAsync(context.Console, "Comparing", progress => CompareAsync(context, archive, reconciler, path, text, progress, cancellationToken));
        if (!context.IsJson)
        {
            WriteAside(context, result);
        }

        if (reconciler.Range is null)
        {
            throw CommandException.Trouble($"\"{path}\" holds no record that could be compared, so nothing is known of the archive. Look at the query, at --from and --to, and at what the file is.");
        }

        var missing = OnlyExport(reconciler, path, result.OnlyExport == 0 ? 0 : context.Value(Limit), cancellationToken);
        if (context.IsJson)
        {
            WriteJson(context, result, missing);
        }
        else
        {
            AppConsole.PrintWhileRead(() => WriteText(context, result, missing));
        }

        return result.IsEqual ? ExitCode.Done : ExitCode.No;
    }

    private static async Task<Reconciliation> CompareAsync(
        CommandContext context, IArchive archive, Reconciler reconciler, string path, string text, ProgressReport progress, CancellationToken cancellationToken)
    {
        var length = new FileInfo(path).Length;
        await using (var export = File.OpenRead(path))
        {
            reconciler.ReadExport(export, path, read => progress.Tell(read, length, Path.GetFileName(path)), cancellationToken);
        }

        if (reconciler.Range is { } range)
        {
            var asked = QueryParsing.Parse(context, OfArchive(text, reconciler.Sources, context.Value(Range.From) is null ? range.First : null, context.Value(Range.To) is null ? range.Last : null));
            var count = 0L;
            await using var lines = new RecordLineStream(record =>
            {
                reconciler.AddArchived(record);
                count++;
                if (count % 1_000 == 0)
                {
                    progress.Tell(count, null, $"with {BarChart.Number(count)} records of the archive");
                }
            });
            await archive.ExportAsync(asked, new ExportOptions { Format = ExportFormat.Ndjson }, lines, cancellationToken);
        }

        return reconciler.Complete();
    }

    /// <summary>The query for the archive: what the user asked for, of the export's sources, in the range of the export where the user gave none.</summary>
    private static string OfArchive(string text, IReadOnlyCollection<string> sources, long? first, long? last)
    {
        var ofSources = $"({string.Join(" OR ", sources.Select(source => $"source:{source}"))}){(text.Trim().Length == 0 ? string.Empty : $" ({text})")}";
        return QueryRange.TryAdd(ofSources, first is { } from ? Moment(from) : null, last is { } to ? Moment(to + 1) : null, out var combined, out _) ? combined : ofSources;
    }

    private static string Moment(long micros) => DateTime.UnixEpoch.AddTicks(checked(micros * TimeSpan.TicksPerMicrosecond)).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static List<(string Id, ImportPlace Place)> OnlyExport(Reconciler reconciler, string path, int limit, CancellationToken cancellationToken)
    {
        if (limit <= 0)
        {
            return [];
        }

        using var export = File.OpenRead(path);
        return [.. reconciler.OnlyExport(export, path, cancellationToken).Take(limit)];
    }

    private static void WriteText(CommandContext context, Reconciliation result, List<(string Id, ImportPlace Place)> missing)
    {
        var output = context.Console.Out;
        var table = new TextTable(
            output, context.Console.Width, context.Console.Style, new TableColumn("DAY (UTC)", 10), new TableColumn("SOURCE", 12, LeaveOut: 2), new TableColumn("TYPE", 12, LeaveOut: 1), new TableColumn("OPERATION", 12),
            new TableColumn("EXPORT", 6, IsNumber: true), new TableColumn("ARCHIVE", 7, IsNumber: true), new TableColumn("MISSING", 7, IsNumber: true), new TableColumn("EXTRA", 5, IsNumber: true));
        foreach (var counts in result.Groups.Where(counts => context.Value(All) || !counts.IsEqual))
        {
            var (day, source, kind, action) = counts.Group;
            table.Add(
                day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), source, kind, action, BarChart.Number(counts.Export), BarChart.Number(counts.Archive), BarChart.Number(counts.OnlyExport),
                BarChart.Number(counts.OnlyArchive));
        }

        table.Complete();
        WriteIds(output, "Missing, only in the export", result.OnlyExport, missing.Select(record => $"{(record.Id.Length == 0 ? "without an id" : record.Id)}, {record.Place}"));
        WriteIds(output, "Extra, only in the archive", result.OnlyArchive, result.OnlyArchiveIds.Take(context.Value(Limit)).Select(id => id.Length == 0 ? "without an id" : id));
        output.WriteLine(result.IsEqual
            ? $"Both have the same {BarChart.Number(result.Export)} {(result.Export == 1 ? "record" : "records")}."
            : $"The export has {BarChart.Number(result.Export)} {(result.Export == 1 ? "record" : "records")}, the archive {BarChart.Number(result.Archive)} in the same range. Only in the export: {BarChart.Number(result.OnlyExport)}; only in the archive: {BarChart.Number(result.OnlyArchive)}.");
    }

    private static void WriteIds(TextWriter output, string heading, long count, IEnumerable<string> records)
    {
        if (count == 0)
        {
            return;
        }

        output.WriteLine($"{heading} ({BarChart.Number(count)}):");
        var written = 0;
        foreach (var record in records)
        {
            output.WriteLine($"  {TerminalText.Escape(record)}");
            written++;
        }

        if (written < count)
        {
            output.WriteLine($"  … and {BarChart.Number(count - written)} more");
        }
    }

    /// <summary>What was not compared, on standard error.</summary>
    private static void WriteAside(CommandContext context, Reconciliation result)
    {
        foreach (var (count, what) in ((long, string)[])[
            (result.Repeated, "records of the export repeat the id of another; each was counted once."),
            (result.Untimed, "records of the export tell no time and were not compared."),
            (result.Outside, "records of the export are outside of what was asked for and were not compared."),
            (result.Refused, "pieces of the export are no records; annals import names them.")])
        {
            if (count > 0)
            {
                context.Console.Say($"{BarChart.Number(count)} {what}");
            }
        }
    }

    private static void WriteJson(CommandContext context, Reconciliation result, List<(string Id, ImportPlace Place)> missing) => JsonOutput.WriteObject(context.Console, writer =>
    {
        writer.WriteBoolean("equal", result.IsEqual);
        writer.WriteNumber("export", result.Export);
        writer.WriteNumber("archive", result.Archive);
        writer.WriteNumber("onlyExport", result.OnlyExport);
        writer.WriteNumber("onlyArchive", result.OnlyArchive);
        writer.WriteNumber("repeated", result.Repeated);
        writer.WriteNumber("untimed", result.Untimed);
        writer.WriteNumber("outside", result.Outside);
        writer.WriteNumber("refused", result.Refused);
        writer.WriteStartArray("groups");
        foreach (var counts in result.Groups.Where(counts => context.Value(All) || !counts.IsEqual))
        {
            WriteGroup(writer, counts);
        }

        writer.WriteEndArray();
        WriteIds(writer, "onlyExportIds", missing.Select(record => record.Id));
        WriteIds(writer, "onlyArchiveIds", result.OnlyArchiveIds.Take(context.Value(Limit)));
    });

    private static void WriteGroup(Utf8JsonWriter writer, ReconciledCounts counts)
    {
        writer.WriteStartObject();
        writer.WriteString("day", counts.Group.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteString("source", counts.Group.Source);
        writer.WriteString("kind", counts.Group.Kind);
        writer.WriteString("action", counts.Group.Action);
        writer.WriteNumber("export", counts.Export);
        writer.WriteNumber("archive", counts.Archive);
        writer.WriteNumber("onlyExport", counts.OnlyExport);
        writer.WriteNumber("onlyArchive", counts.OnlyArchive);
        writer.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter writer, string name, IEnumerable<string> ids)
    {
        writer.WriteStartArray(name);
        foreach (var id in ids)
        {
            writer.WriteStringValue(id);
        }

        writer.WriteEndArray();
    }
}
