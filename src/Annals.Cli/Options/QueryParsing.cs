using Annals.Cli.Shell;
using Annals.Index.Query;

namespace Annals.Cli.Options;

/// <summary>Queries from the command line.</summary>
internal static class QueryParsing
{
    /// <summary>Reads a query; one that cannot be understood ends the command with the place marked by carets.</summary>
    public static SearchQuery Parse(CommandContext context, string text)
    {
        try
        {
            return QueryParser.Parse(text, QueryClock.From(context.Console.Time));
        }
        catch (QuerySyntaxException error)
        {
            throw new CommandException(ExitCode.Usage, error.Message, error.PointAt(Math.Max(20, context.Console.Width - 1)).ReplaceLineEndings("\n"));
        }
    }
}
