using System.Text.Json;
using Annals.Archive;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Sources.Import;

namespace Annals.Cli.Commands.Records;

/// <summary>Prints what an import did. Refusals are printed as they are met, however many there are.</summary>
internal interface IImportReport : IDisposable
{
    void Refuse(ImportRefusal refusal);

    void Complete(IntakeSummary summary);
}

/// <summary>For people: a line per refusal, then a table by source.</summary>
internal sealed class TextImportReport(AppConsole console) : IImportReport
{
    public void Refuse(ImportRefusal refusal) => console.Out.WriteLine(TerminalText.Escape($"Refused {refusal.Place}: {refusal.Reason}"));

    public void Complete(IntakeSummary summary)
    {
        var table = new TextTable(
            console.Out,
            console.Width,
            console.Style,
            new TableColumn("SOURCE", 6),
            new TableColumn("READ", 5, IsNumber: true),
            new TableColumn("STORED", 6, IsNumber: true),
            new TableColumn("DUPLICATE", 9, IsNumber: true),
            new TableColumn("VARIANT", 7, IsNumber: true),
            new TableColumn("REFUSED", 7, IsNumber: true));
        foreach (var (source, counts) in summary.Sources.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            Add(table, source, counts);
        }

        Add(table, "total", summary.Total);
        table.Complete();
    }

    public void Dispose()
    {
    }

    private static void Add(TextTable table, string source, IntakeCounts counts) => table.Add(
        source,
        BarChart.Number(counts.Read),
        BarChart.Number(counts.Stored),
        BarChart.Number(counts.Duplicate),
        BarChart.Number(counts.Variant),
        BarChart.Number(counts.Refused));
}

/// <summary>For programs: one object; refusals come first, because they are written while the import runs.</summary>
internal sealed class JsonImportReport : IImportReport
{
    private readonly AppConsole _console;
    private readonly Utf8JsonWriter _writer;

    public JsonImportReport(AppConsole console)
    {
        _console = console;
        _writer = JsonOutput.Begin(console);
        _writer.WriteStartObject();
        _writer.WriteStartArray("refusals");
    }

    public void Refuse(ImportRefusal refusal)
    {
        _writer.WriteStartObject();
        _writer.WriteString("file", refusal.Place.File);
        _writer.WriteNumber("line", refusal.Place.Line);
        if (refusal.Place.Element is { } element)
        {
            _writer.WriteNumber("element", element);
        }

        _writer.WriteString("reason", refusal.Reason);
        _writer.WriteEndObject();
        _writer.Flush();
    }

    public void Complete(IntakeSummary summary)
    {
        _writer.WriteEndArray();
        WriteCounts(summary.Total);
        _writer.WriteNumber("size", summary.Size);
        _writer.WriteStartObject("sources");
        foreach (var (source, counts) in summary.Sources.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            _writer.WriteStartObject(source);
            WriteCounts(counts);
            _writer.WriteEndObject();
        }

        _writer.WriteEndObject();
        _writer.WriteEndObject();
        JsonOutput.Complete(_console, _writer);
    }

    public void Dispose() => JsonOutput.Close(_writer);

    private void WriteCounts(IntakeCounts counts)
    {
        _writer.WriteNumber("read", counts.Read);
        _writer.WriteNumber("stored", counts.Stored);
        _writer.WriteNumber("duplicate", counts.Duplicate);
        _writer.WriteNumber("variant", counts.Variant);
        _writer.WriteNumber("refused", counts.Refused);
    }
}
