using System.Text.Encodings.Web;
using System.Text.Json;
using Annals.Archive;
using Annals.Cli.Options;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;

namespace Annals.Cli.Output;

/// <summary>Prints records as they arrive; each is out before the next is looked at.</summary>
internal abstract class TailPrinter
{
    public static TailPrinter Create(AppConsole console, OutputFormat format) => format switch
    {
        OutputFormat.Json => new JsonLines(console),
        OutputFormat.Ndjson => new NdjsonPrinter(console),
        OutputFormat.Csv => new CsvPrinter(console),
        _ => new LinePrinter(console),
    };

    public abstract void Add(ShownRecord record);

    /// <summary>Widths cannot fit what has not arrived, so nothing is cut.</summary>
    private sealed class LinePrinter(AppConsole console) : TailPrinter
    {
        public override void Add(ShownRecord record)
        {
            var view = EventView.Of(record);
            string?[] cells =
            [
                $"#{record.Position}",
                view?.Occurred is { } occurred ? TimeText.Short(occurred) : "unknown",
                view?.Source,
                view?.Actor.Name ?? view?.Actor.Id,
                view?.Action,
                view?.Target.Name ?? view?.Target.Id,
                view is null ? null : RecordJson.NameOf(view.Outcome),
                string.Join(' ', view?.IpAddresses ?? []),
                EventView.Standing(record),
            ];
            console.Out.WriteLine(string.Join("  ", cells.Where(cell => !string.IsNullOrEmpty(cell)).Select(cell => TerminalText.Escape(cell!))));
            console.Out.Flush();
        }
    }

    private sealed class JsonLines(AppConsole console) : TailPrinter
    {
        private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        public override void Add(ShownRecord record)
        {
            using (var writer = new Utf8JsonWriter(console.OutStream, Options))
            {
                RecordJson.Write(writer, record, withRecord: true);
            }

            console.OutStream.Write("\n"u8);
            console.OutStream.Flush();
        }
    }

    private sealed class NdjsonPrinter(AppConsole console) : TailPrinter
    {
        public override void Add(ShownRecord record)
        {
            RecordLines.Write(console.OutStream, record.Payload.Span);
            console.OutStream.Flush();
        }
    }

    private sealed class CsvPrinter(AppConsole console) : TailPrinter
    {
        private readonly EventCsv _csv = new(console.Out);

        public override void Add(ShownRecord record)
        {
            _csv.Add(record);
            console.Out.Flush();
        }
    }
}
