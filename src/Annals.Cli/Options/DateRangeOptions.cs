using System.CommandLine;
using Annals.Cli.Shell;

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
        var range = string.Join(' ', Condition(">=", context.Value(From), "--from"), Condition("<", context.Value(To), "--to")).Trim();
        return (range.Length, query.Trim().Length) switch
        {
            (0, _) => query,
            (_, 0) => range,
            _ => $"({query}) {range}",
        };
    }

    private static string? Condition(string comparison, string? moment, string option)
    {
        if (moment is null)
        {
            return null;
        }

        // Only what a moment is made of, so that a value cannot become a piece of query.
        return moment.Length > 0 && moment.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or ':' or '.' or '/')
            ? $"occurred{comparison}{moment}"
            : throw CommandException.Usage($"{option} \"{moment}\" is no time. Give a date such as 2026-01-01, a time such as 2026-01-01T08:00:00Z, or one relative to now such as now-7d.");
    }
}
