using System.Text;
using Annals.Compare.Engines;

namespace Annals.Compare.Reports;

/// <summary>Writes the results as a page of Markdown. What people wrote below the mark stays.</summary>
internal static class ResultsPage
{
    private const string Mark = "<!-- Below this line is written by hand and kept. -->";
    private const long BudgetCount = 1_000_000;

    public static async Task WriteAsync(string path, Results results, CancellationToken cancellationToken)
    {
        var page = new StringBuilder();
        AddHead(page, results);
        AddFigures(page, results);
        AddRatios(page, results);
        AddSizes(page, results);
        AddNotes(page, results);
        page.Append(Mark).Append(await KeptAsync(path, cancellationToken));
        await File.WriteAllTextAsync(path, page.ToString(), cancellationToken);
    }

    private static async Task<string> KeptAsync(string path, CancellationToken cancellationToken)
    {
        var old = File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : string.Empty;
        var at = old.IndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? "\n" : old[(at + Mark.Length)..];
    }

    private static void AddHead(StringBuilder page, Results results)
    {
        var (machine, truth, options) = (results.Machine, results.Truth, results.Options);
        Line(page, $"# Results");
        Line(page, "");
        Line(page, $"Written by `bench/compare`; see [README.md](README.md) for what is measured and how.");
        Line(page, "");
        Line(page, $"- Date: {TimeProvider.System.GetUtcNow():yyyy-MM-dd}");
        Line(page, $"- Machine: {machine.Processor}, {machine.Cores} cores, {machine.MemoryBytes / 1e9:0.0} GB of memory; {machine.System}, {machine.Runtime}; load average at the end {machine.LoadAverage}");
        Line(page, $"- Disk: a write of 4 KiB with its sync takes {ResultRow.Format(results.SyncMilliseconds)} ms (median)");
        Line(page, $"- Data: {truth.Count:#,0} generated records, {truth.Bytes / 1e6:#,0.0} MB of JSON, {truth.MeanBytes:#,0} bytes a record");
        Line(page, $"- Rounds: medians of {options.LoadRounds} loads and of {options.Rounds} warm rounds of each question, engines in turn");
        Line(page, $"- Versions: {string.Join("; ", results.Engines.Where(engine => engine.Version is not null).Select(engine => engine.Version).Distinct())}{(options.ClickHousePackage is { } package ? $" (package {package})" : string.Empty)}");
        Line(page, "");
    }

    private static void AddFigures(StringBuilder page, Results results)
    {
        Line(page, $"| | unit | budget | {string.Join(" | ", results.Engines.Select(engine => engine.Name))} |");
        Line(page, $"|---|---|---|{string.Concat(results.Engines.Select(_ => "---|"))}");
        foreach (var row in ResultRow.All(results.Truth))
        {
            var budget = row.Budget is { } value ? $"{(row.IsRate ? "≥" : "≤")} {ResultRow.Format(value)}" : "";
            Line(page, $"| {row.Name} | {row.Unit} | {budget} | {string.Join(" | ", results.Engines.Select(engine => Figure(row, engine, results.Truth)))} |");
        }

        Line(page, "");
    }

    private static string Figure(ResultRow row, EngineMeasurements engine, Truth truth)
    {
        if (row.Question is { } question && engine.Wrong.TryGetValue(question, out var wrong))
        {
            return $"**wrong**: {wrong.Rows} rows, not {truth.Answers[question].Rows}";
        }

        // Annals has one phrase search, which ignores case.
        var value = row.Question == Question.PhraseExact && engine.Engine == EngineKind.Annals ? null : row.Value(engine);
        return value is { } figure ? (engine.Engine == EngineKind.Annals && row.Miss(figure) is not null ? $"{ResultRow.Format(figure)} (missed)" : ResultRow.Format(figure)) : engine.Failure is null ? "–" : "absent";
    }

    private static void AddRatios(StringBuilder page, Results results)
    {
        var annals = results.Engines.Single(engine => engine.Engine == EngineKind.Annals);
        var others = results.Engines.Where(engine => engine.Engine != EngineKind.Annals).ToArray();
        Line(page, $"How many times better Annals is (faster, smaller); below 1 it is worse:");
        Line(page, "");
        Line(page, $"| | {string.Join(" | ", others.Select(engine => engine.Name))} |");
        Line(page, $"|---|{string.Concat(others.Select(_ => "---|"))}");
        foreach (var row in ResultRow.All(results.Truth))
        {
            if ((row.Value(annals) ?? (row.Question == Question.PhraseExact ? annals.Milliseconds(Question.Phrase) : null)) is { } ours && others.Any(engine => row.Value(engine) is not null))
            {
                Line(page, $"| {row.Name} | {string.Join(" | ", others.Select(engine => row.Value(engine) is { } theirs ? ResultRow.Format(row.Ratio(ours, theirs)) : "–"))} |");
            }
        }

        Line(page, "");
    }

    private static void AddSizes(StringBuilder page, Results results)
    {
        var annals = results.Engines.Single(engine => engine.Engine == EngineKind.Annals);
        if (annals.Sizes.Count == 0)
        {
            return;
        }

        Line(page, $"What Annals keeps on disk, per byte of JSON:");
        Line(page, "");
        Line(page, $"| part | per byte of JSON |");
        Line(page, "|---|---|");
        foreach (var part in annals.Sizes.Keys.Where(part => part != SizePart.Whole))
        {
            Line(page, $"| {part} | {ResultRow.PerByte(annals, results.Truth, part):0.0000} |");
        }

        var lean = annals.Sizes[SizePart.Whole] - annals.Sizes["word filters"] - annals.Sizes["id tables"];
        Line(page, $"| all without word filters and id tables | {(double)lean / results.Truth.Bytes:0.0000} |");
        Line(page, $"| all | {ResultRow.PerByte(annals, results.Truth, SizePart.Whole):0.0000} |");
        Line(page, "");
    }

    private static void AddNotes(StringBuilder page, Results results)
    {
        var annals = results.Engines.Single(engine => engine.Engine == EngineKind.Annals);
        Line(page, $"Notes");
        Line(page, "");
        if (results.Truth.Count != BudgetCount)
        {
            Line(page, $"- The budgets are for {BudgetCount:#,0} records; this run had {results.Truth.Count:#,0}, so fixed costs weigh otherwise.");
        }

        foreach (var row in ResultRow.All(results.Truth))
        {
            if (row.Value(annals) is { } figure && row.Miss(figure) is { } miss)
            {
                Line(page, $"- Missed: {row.Name}, {ResultRow.Format(figure)} {row.Unit} against a budget of {ResultRow.Format(row.Budget!.Value)}, {miss:0} % {(row.IsRate ? "short" : "over")}.".Replace("  ", " ", StringComparison.Ordinal));
            }
        }

        foreach (var engine in results.Engines)
        {
            if (engine.Failure is { } failure)
            {
                Line(page, $"- {engine.Name} is absent: {failure.Replace(results.Options.Work, "…", StringComparison.Ordinal)}.");
            }

            foreach (var (question, answer) in engine.Wrong)
            {
                Line(page, $"- {engine.Name} gave a wrong answer to {question}: {answer.Rows} rows with check {answer.Check}, the file says {results.Truth.Answers[question].Rows} with {results.Truth.Answers[question].Check}.");
            }
        }

        Line(page, $"- {(results.Options.AnnalsProgram is null ? "Annals was loaded by a process with its libraries." : "Annals was loaded by `annals import`.")} Its questions include the durable receipt that each leaves.");
        Line(page, $"- Only Annals proves what it keeps. ClickHouse runs with its default settings, which acknowledge before data is on disk.");
        Line(page, $"- The user asked for has at least {results.Truth.Answers[Question.Newest].Rows} records, the phrase stands in {results.Truth.Answers[Question.Phrase].Rows}.");
        Line(page, "");
    }

    private static void Line(StringBuilder page, string text) => page.Append(text).Append('\n');
}
