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
    /// <summary>The option with the forms of a result that is whole.</summary>
    public OutputFormatOption()
        : this("table", "table, json (one object), ndjson (the records themselves, one a line), csv (the columns of the event view).")
    {
    }

    /// <summary>The option with another form for people.</summary>
    /// <param name="people">Name of the form for people, which is the default.</param>
    /// <param name="forms">What the help says of all forms.</param>
    public OutputFormatOption(string people, string forms)
    {
        Option = new("--format") { Description = $"How records are printed: {forms}", HelpName = "FORMAT", DefaultValueFactory = _ => people };
        Option.AcceptOnlyFromAmong(people, "json", "ndjson", "csv");
    }

    public Option<string> Option { get; }

    public OutputFormat Of(CommandContext context) => context.Value(Option) switch
    {
        "json" => OutputFormat.Json,
        "ndjson" => OutputFormat.Ndjson,
        "csv" => OutputFormat.Csv,
        _ => context.IsJson ? OutputFormat.Json : OutputFormat.Table,
    };
}
