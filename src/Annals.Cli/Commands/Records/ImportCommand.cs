using System.CommandLine;
using Annals.Archive;
using Annals.Cli.Archives;
using Annals.Cli.Archives.Remote;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Records.Events;
using Annals.Sources.Import;

namespace Annals.Cli.Commands.Records;

/// <summary><c>annals import PATH…</c>.</summary>
internal static class ImportCommand
{
    private const string StandardInputName = "-";

    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Files to import, or - for standard input: NDJSON, JSON arrays, Microsoft 365 and Genesys Cloud result pages, Purview and Search-UnifiedAuditLog CSV; each plain, .gz or .zip. The kind is detected.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Source = new("--source")
    {
        Description = "Name of the source of records of no known shape. [default: import]",
        HelpName = "NAME",
    };

    private static readonly Option<Guid[]> Fills = new("--fills")
    {
        Description = "A gap of a collector that these files fill, by its id (annals doctor, annals collect --once); may be repeated. It is closed when everything in the files was taken.",
        HelpName = "GAP",
        DefaultValueFactory = _ => [],
    };

    public static Command Create(CommandHost host) =>
        new Command("import", "Take in audit records from files. What is stored already is recognised, so an import may be repeated at any time.")
            .With(Paths)
            .With(Source, Fills)
            .WithExamples("annals import exports/*.ndjson purview-export.csv", "zcat big.ndjson.gz | annals import -", "annals import app.ndjson --source payroll --json")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var sources = Sources(context.Value(Paths)!, cancellationToken);
        CheckName(context.Value(Source));
        if (ServerTarget.Of(context) is null && TenantAccess.Folder(context) is { Exists: false } folder)
        {
            TenantAccess.Create(context, folder);
        }

        await using var archive = await ArchiveAccess.OpenAsync(context, cancellationToken);
        var gaps = await GapsAsync(archive, context.Value(Fills)!, cancellationToken);
        using var report = context.IsJson ? new JsonImportReport(context.Console) : (IImportReport)new TextImportReport(context.Console);
        var summary = await ProgressReport.RunAsync(context.Console, "Importing", progress => archive.ImportAsync(
            sources,
            new IntakeOptions
            {
                SourceName = context.Value(Source),
                Refused = WhileRead(report.Refuse),
                Progress = made => progress.Tell(made.BytesRead, made.Length, $"{Path.GetFileName(made.Name)}, {BarChart.Number(made.Records)} records"),
            },
            cancellationToken));
        AppConsole.PrintWhileRead(() => report.Complete(summary));
        await CloseAsync(context, archive, gaps, summary, cancellationToken);
        return summary.Total.Refused > 0 ? ExitCode.No : ExitCode.Done;
    }

    private static async Task<List<CollectionGap>> GapsAsync(IArchive archive, Guid[] ids, CancellationToken cancellationToken)
    {
        var gaps = new List<CollectionGap>();
        foreach (var id in ids.Distinct())
        {
            var gap = await archive.FindGapAsync(id, cancellationToken) ?? throw CommandException.Usage($"There is no gap {id}, so nothing was imported. 'annals doctor' lists the gaps of a connection.");
            gaps.Add(gap.IsOpen ? gap : throw CommandException.Usage($"The gap {id} was closed before ({gap.How}), so nothing was imported. Leave out --fills."));
        }

        return gaps;
    }

    /// <summary>An export with something that is no record, or without any record, fills nothing.</summary>
    private static async Task CloseAsync(CommandContext context, IArchive archive, List<CollectionGap> gaps, IntakeSummary summary, CancellationToken cancellationToken)
    {
        if (gaps.Count > 0 && (summary.Total.Refused > 0 || summary.Total.Read == 0))
        {
            context.Console.Say(summary.Total.Read == 0 ? "The files hold no record, so the gap stays open." : $"{summary.Total.Refused} pieces were no records, so the gap stays open. Mend the file and import it again.");
            return;
        }

        foreach (var gap in gaps)
        {
            var how = $"imported from {string.Join(", ", context.Value(Paths)!.Select(Path.GetFileName))}: {summary.Total.Read} records, {summary.Total.Stored} of them new";
            await archive.CloseGapAsync(gap, how, cancellationToken);
            context.Console.Say($"Closed the gap {gap.Id} of {gap.Stream}: {how}.");
        }
    }

    /// <summary>A reader who has seen enough refusals (head, say) must not end the import.</summary>
    private static Action<ImportRefusal> WhileRead(Action<ImportRefusal> refuse)
    {
        var isRead = true;
        return refusal =>
        {
            try
            {
                if (isRead)
                {
                    refuse(refusal);
                }
            }
            catch (OutputClosedException)
            {
                isRead = false;
            }
        };
    }

    private static void CheckName(string? source)
    {
        if (source is not null && !SourceNames.IsValid(source))
        {
            throw CommandException.Usage($"\"{source}\" is no name of a source: use 1 to {SourceNames.LengthMax} of a-z, 0-9 and hyphen, beginning with a letter or digit.");
        }

        if (source is not null && SourceNames.IsReserved(source))
        {
            throw CommandException.Usage($"The source \"{source}\" is not for applications: it belongs to a vendor, whose records are recognised, or to the archive itself. Choose another name.");
        }
    }

    /// <summary>All sources; a path that cannot be read ends the command before anything is stored.</summary>
    private static List<IntakeSource> Sources(string[] paths, CancellationToken cancellationToken)
    {
        var sources = new List<IntakeSource>();
        foreach (var path in paths)
        {
            if (path == StandardInputName)
            {
                sources.Add(OfStandardInput(cancellationToken));
            }
            else if (Directory.Exists(path))
            {
                sources.AddRange(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(IntakeSource.OfFile));
            }
            else if (File.Exists(path))
            {
                sources.Add(IntakeSource.OfFile(path));
            }
            else
            {
                throw CommandException.Trouble($"\"{path}\" does not exist, so nothing was imported. Check the path.");
            }
        }

        return sources;
    }

    private static IntakeSource OfStandardInput(CancellationToken cancellationToken) => StandardInput.IsClosed
        ? throw CommandException.Trouble("Standard input is closed, so nothing was imported. Send it the records (zcat FILE | annals import -) or name a file.")
        : new IntakeSource("standard input", () => StandardInput.Open(cancellationToken), Length: null);
}
