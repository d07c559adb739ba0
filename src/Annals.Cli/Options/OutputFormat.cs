using System.CommandLine;
using Annals.Cli.Shell;

namespace Annals.Cli.Options;

/// <summary>How records are printed.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    Ndjson,
    Csv,
}

/// <summary>The option that chooses it; <c>--json</c> is short for <c>--format json</c>.</summary>
internal sealed class OutputFormatOption
{
    public OutputFormatOption() => Option.AcceptOnlyFromAmong("table", "json", "ndjson", "csv");

    public Option<string> Option { get; } = new("--format")
    {
        Description = "How records are printed: table, json (one object), ndjson (the records themselves, one a line), csv (the columns of the event view).",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => "table",
    };

    public OutputFormat Of(CommandContext context) => context.Value(Option) switch
    {
        "json" => OutputFormat.Json,
        "ndjson" => OutputFormat.Ndjson,
        "csv" => OutputFormat.Csv,
        _ => context.IsJson ? OutputFormat.Json : OutputFormat.Table,
    };
}
