using System.CommandLine;
using Annals.Archive;
using Annals.Cli.Archives;
using Annals.Cli.Archives.Remote;
using Annals.Cli.Options;
using Annals.Cli.Output;
using Annals.Cli.Shell;

namespace Annals.Cli.Commands.Records;

/// <summary><c>annals tail [QUERY]</c>: records while they arrive.</summary>
internal static class TailCommand
{
    private static readonly QueryArgument Query = new();
    private static readonly OutputFormatOption Format = new("line", "line (one a record), json (one object a record), ndjson (the records themselves), csv (the columns of the event view).");

    private static readonly Option<long> Limit = new("--limit")
    {
        Description = "End after so many records; 0 goes on until it is stopped.",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<long?> After = new("--after")
    {
        Description = "Begin behind this position, to go on where an earlier tail ended. [default: the present end of the log]",
        HelpName = "POS",
    };

    public static Command Create(CommandHost host) =>
        new Command("tail", "Show records while a server stores them, until it is stopped with Ctrl-C. A connection that breaks is made again; no record is missed.")
            .With(Query.Argument)
            .With(Format.Option, Limit, After)
            .WithExamples("annals tail", "annals tail 'outcome:failure' --format ndjson", "annals tail --server https://annals.example.com --after 100000")
            .Runs(host, RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (limit, after) = (context.Value(Limit), context.Value(After));
        if (limit < 0 || after < 0)
        {
            throw CommandException.Usage("--limit and --after take numbers from 0.");
        }

        var query = QueryParsing.Parse(context, Query.Of(context));
        await using var archive = await ArchiveAccess.OpenAsync(context, cancellationToken);
        if (archive is not RemoteArchive served)
        {
            throw CommandException.Trouble("No server holds the tenant, so nothing arrives in it. Start one with 'annals serve', or name one with --server.");
        }

        using var enough = new CancellationTokenSource();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, enough.Token);
        var printer = TailPrinter.Create(context.Console, Format.Of(context));
        var count = 0L;
        try
        {
            await served.FollowAsync(query, after, Print, context.Console.Time, ending.Token);
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            return enough.IsCancellationRequested ? ExitCode.Done : ExitCode.Cancelled;
        }

        void Print(ShownRecord record)
        {
            if (limit > 0 && count == limit)
            {
                return;
            }

            printer.Add(record);
            if (++count == limit)
            {
                enough.Cancel();
            }
        }
    }
}
