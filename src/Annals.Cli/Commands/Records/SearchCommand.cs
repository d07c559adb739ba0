using System.CommandLine;
using Annals.Cli.Archives;
using Annals.Cli.Options;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Index;
using Annals.Index.Query;

namespace Annals.Cli.Commands.Records;

/// <summary><c>annals search [QUERY]</c>.</summary>
internal static class SearchCommand
{
    private const int LimitDefault = 50;

    private static readonly QueryArgument Query = new();
    private static readonly DateRangeOptions Range = new();
    private static readonly OutputFormatOption Format = new();

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "Most records to print; 0 for all.",
        HelpName = "N",
        DefaultValueFactory = _ => LimitDefault,
    };

    public static Command Create(CommandHost host) =>
        new Command("search", "Find records, newest first.")
            .With(Query.Argument)
            .With(Range.From, Range.To, Limit, Format.Option)
            .WithExamples(
                "annals search 'actor:*@example.com outcome:failure'",
                "annals search 'action:New-InboxRule Parameters.ForwardTo:*' --from now-30d",
                "annals search 'ip:10.0.0.0/8' --limit 0 --format ndjson",
                "annals search '\"quarterly report\"' --json",
                "annals search -- '-outcome:success'")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var limit = context.Value(Limit);
        if (limit < 0)
        {
            throw CommandException.Usage($"--limit {limit} is negative; give a number from 1, or 0 for all.");
        }

        var query = QueryParsing.Parse(context, Range.AddTo(Query.Of(context), context));
        await using var archive = await ArchiveAccess.OpenAsync(context, cancellationToken);
        using var printer = RecordPrinter.Create(context.Console, Format.Of(context), query);
        var scope = await PrintAsync(archive, query, limit == 0 ? long.MaxValue : limit, printer, cancellationToken);
        printer.Complete(scope);
        if (!scope.IsComplete)
        {
            context.Console.Say($"The answer is partial: {scope.Size - scope.IndexedSize} of {scope.Size} entries are not indexed yet. Run the search again.");
        }

        return ExitCode.Done;
    }

    /// <summary>Prints page after page of one answer; the first page fixes the log size.</summary>
    private static async Task<SearchScope> PrintAsync(IArchive archive, SearchQuery query, long wanted, RecordPrinter printer, CancellationToken cancellationToken)
    {
        string? cursor = null;
        while (true)
        {
            var page = await archive.SearchAsync(query, (int)Math.Min(wanted, EventSearchOptions.LimitMax), cursor, printer.Add, cancellationToken);
            wanted -= page.Count;
            cursor = page.Next;
            if (cursor is null || wanted <= 0)
            {
                printer.HasMore = cursor is not null;
                return page.Scope;
            }
        }
    }
}
