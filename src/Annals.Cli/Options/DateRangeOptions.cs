using System.CommandLine;
using Annals.Cli.Shell;
using Annals.Index.Query;

namespace Annals.Cli.Options;

/// <summary>A range of occurred time, added to the query; the same moments as in a query are understood.</summary>
internal sealed class DateRangeOptions
{
    public Option<string?> From { get; } = new("--from")
    {
        Description = "Only what occurred at this time or later: 2026-01-01, 2026-01-01T08:00:00Z, now-7d.",
        HelpName = "TIME",
    };

    public Option<string?> To { get; } = new("--to")
    {
        Description = "Only what occurred before this time.",
        HelpName = "TIME",
    };

    /// <summary>The query with the range added to it.</summary>
    public string AddTo(string query, CommandContext context)
    {
        var from = context.Value(From);
        return QueryRange.TryAdd(query, from, context.Value(To), out var combined, out var fault)
            ? combined
            : throw CommandException.Usage($"{(fault == from ? "--from" : "--to")} \"{fault}\" is no time. Give a date such as 2026-01-01, a time such as 2026-01-01T08:00:00Z, or one relative to now such as now-7d.");
    }
}
