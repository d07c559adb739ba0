using System.CommandLine;
using System.Text.Json;
using Annals.Cli.Archives;
using Annals.Cli.Options;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Index;
using Annals.Index.Query;

namespace Annals.Cli.Commands.Records;

/// <summary><c>annals stats [QUERY] [--by FIELD|time]</c>.</summary>
internal static class StatsCommand
{
    private const string ByTime = "time";
    private const int LimitDefault = 20;

    private static readonly QueryArgument Query = new();
    private static readonly DateRangeOptions Range = new();

    private static readonly Option<string?> By = new("--by")
    {
        Description = "What to count by: time, or a field: source, action, service, kind, actor, actorid, target, targetid, ip, outcome, application, session, correlation. Without it only the count is printed.",
        HelpName = "FIELD",
    };

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "Most values to print, the most frequent first.",
        HelpName = "N",
        DefaultValueFactory = _ => LimitDefault,
    };

    private static readonly Option<string?> Every = CreateEvery();

    public static Command Create(CommandHost host) =>
        new Command("stats", "Count records, in all, over time or by a field.")
            .With(Query.Argument)
            .With(By, Every, Limit, Range.From, Range.To)
            .WithExamples("annals stats", "annals stats --by time 'outcome:failure'", "annals stats --by actor --limit 10 --from now-7d")
            .Runs(host, RunAsync);

    private static Option<string?> CreateEvery()
    {
        var option = new Option<string?>("--every")
        {
            Description = "With --by time: the width of a bar, hour, day, week, month or year (UTC). [default: the shortest that gives at most 48 bars]",
            HelpName = "STEP",
        };
        option.AcceptOnlyFromAmong("hour", "day", "week", "month", "year");
        return option;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var by = context.Value(By);
        var field = FacetField.Source;
        if (by is not (null or ByTime) && !FacetFields.TryParse(by, out field))
        {
            throw CommandException.Usage($"--by \"{by}\" is no field to count by. Use time, source, action, service, kind, actor, actorid, target, targetid, ip, outcome, application, session or correlation.");
        }

        var limit = context.Value(Limit);
        if (limit < 1)
        {
            throw CommandException.Usage($"--limit {limit} gives no values; give a number from 1.");
        }

        var query = QueryParsing.Parse(context, Range.AddTo(Query.Of(context), context));
        await using var archive = await ArchiveAccess.OpenAsync(context, cancellationToken);
        switch (by)
        {
            case null:
                Print(context, query, await archive.CountAsync(query, cancellationToken));
                break;
            case ByTime:
                PrintTimes(context, query, await archive.CountByHourAsync(query, cancellationToken));
                break;
            default:
                Print(context, query, await archive.FacetAsync(query, field, limit, cancellationToken));
                break;
        }

        return ExitCode.Done;
    }

    private static void Print(CommandContext context, SearchQuery query, SearchCount count)
    {
        if (context.IsJson)
        {
            WriteJson(context.Console, query, count.Scope, writer => writer.WriteNumber("count", count.Count));
            return;
        }

        context.Console.Out.WriteLine($"{BarChart.Number(count.Count)} records");
        Warn(context.Console, count.Scope);
    }

    private static void PrintTimes(CommandContext context, SearchQuery query, SearchHistogram histogram)
    {
        var hours = histogram.Buckets.Select(bucket => (bucket.FromMicros, bucket.Count));
        var buckets = Enum.TryParse<TimeStep>(context.Value(Every), ignoreCase: true, out var step) ? TimeBuckets.By(step, hours) : TimeBuckets.ByFitting(hours);
        if (context.IsJson)
        {
            WriteJson(context.Console, query, histogram.Scope, writer => WriteBuckets(writer, buckets, histogram.Unknown));
            return;
        }

        var rows = buckets.Rows.Select(row => (buckets.Label(row.From), row.Count)).ToList();
        if (histogram.Unknown > 0)
        {
            rows.Add(("unknown", histogram.Unknown));
        }

        BarChart.Write(context.Console.Out, context.Console.Width, context.Console.Style, rows);
        Warn(context.Console, histogram.Scope);
    }

    private static void Print(CommandContext context, SearchQuery query, SearchFacet facet)
    {
        if (context.IsJson)
        {
            WriteJson(context.Console, query, facet.Scope, writer => WriteValues(writer, facet));
            return;
        }

        var rows = facet.Values.Select(value => (value.Value, value.Count)).ToList();
        if (facet.Others > 0)
        {
            rows.Add(("(others)", facet.Others));
        }

        if (facet.Missing > 0)
        {
            rows.Add(("(none)", facet.Missing));
        }

        BarChart.Write(context.Console.Out, context.Console.Width, context.Console.Style, rows);
        if (!facet.IsComplete)
        {
            context.Console.Say("There are too many values to count each; rare ones may be missing.");
        }

        Warn(context.Console, facet.Scope);
    }

    private static void WriteBuckets(Utf8JsonWriter writer, TimeBuckets buckets, long unknown)
    {
        writer.WriteString("every", TimeBuckets.Name(buckets.Step));
        writer.WriteStartArray("buckets");
        foreach (var (from, count) in buckets.Rows)
        {
            writer.WriteStartObject();
            writer.WriteString("from", TimeText.Iso(from));
            writer.WriteNumber("count", count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("unknown", unknown);
    }

    private static void WriteValues(Utf8JsonWriter writer, SearchFacet facet)
    {
        writer.WriteStartArray("values");
        foreach (var value in facet.Values)
        {
            writer.WriteStartObject();
            writer.WriteString("value", value.Value);
            writer.WriteNumber("count", value.Count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("others", facet.Others);
        writer.WriteNumber("missing", facet.Missing);
        writer.WriteBoolean("complete", facet.IsComplete);
    }

    private static void WriteJson(AppConsole console, SearchQuery query, SearchScope scope, Action<Utf8JsonWriter> members) => JsonOutput.WriteObject(console, writer =>
    {
        writer.WriteString("query", query.ToString());
        members(writer);
        writer.WriteNumber("size", scope.Size);
        writer.WriteNumber("indexed", scope.IndexedSize);
        writer.WriteBoolean("partial", !scope.IsComplete);
    });

    private static void Warn(AppConsole console, SearchScope scope)
    {
        if (!scope.IsComplete)
        {
            console.Say($"The answer is partial: {scope.Size - scope.IndexedSize} of {scope.Size} entries are not indexed yet.");
        }
    }
}
