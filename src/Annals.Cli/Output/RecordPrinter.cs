using System.Text.Json;
using Annals.Archive;
using Annals.Cli.Options;
using Annals.Cli.Shell;
using Annals.Index;
using Annals.Index.Query;

namespace Annals.Cli.Output;

/// <summary>Prints found records one by one in one of the formats.</summary>
internal abstract class RecordPrinter : IDisposable
{
    /// <summary>Whether there are more matches than were asked for.</summary>
    public bool HasMore { get; set; }

    public static RecordPrinter Create(AppConsole console, OutputFormat format, SearchQuery query) => format switch
    {
        OutputFormat.Json => new JsonPrinter(console, query),
        OutputFormat.Ndjson => new NdjsonPrinter(console),
        OutputFormat.Csv => new CsvPrinter(console),
        _ => new TablePrinter(console),
    };

    public abstract void Add(ShownRecord record);

    /// <summary>Called once, after the last record.</summary>
    public abstract void Complete(SearchScope scope);

    public virtual void Dispose()
    {
    }

    private sealed class TablePrinter(AppConsole console) : RecordPrinter
    {
        private readonly EventTable _table = new(console);
        private long _count;

        public override void Add(ShownRecord record)
        {
            _table.Add(record);
            _count++;
        }

        public override void Complete(SearchScope scope)
        {
            _table.Complete();
            if (_count == 0)
            {
                console.Say("No record matches.");
            }
            else if (HasMore)
            {
                console.Say($"These are the newest {_count}; there are more. Print more with --limit, all with --limit 0.");
            }
        }
    }

    private sealed class JsonPrinter : RecordPrinter
    {
        private const int FlushBytes = 64 << 10;

        private readonly AppConsole _console;
        private readonly Utf8JsonWriter _writer;

        public JsonPrinter(AppConsole console, SearchQuery query)
        {
            _console = console;
            _writer = JsonOutput.Begin(console);
            _writer.WriteStartObject();
            _writer.WriteString("query", query.ToString());
            _writer.WriteStartArray("records");
        }

        public override void Add(ShownRecord record)
        {
            RecordJson.Write(_writer, record, withRecord: true);
            if (_writer.BytesPending > FlushBytes)
            {
                _writer.Flush();
            }
        }

        public override void Complete(SearchScope scope)
        {
            _writer.WriteEndArray();
            _writer.WriteBoolean("more", HasMore);
            _writer.WriteNumber("size", scope.Size);
            _writer.WriteNumber("indexed", scope.IndexedSize);
            _writer.WriteBoolean("partial", !scope.IsComplete);
            _writer.WriteEndObject();
            JsonOutput.Complete(_console, _writer);
        }

        public override void Dispose()
        {
            JsonOutput.Close(_writer);
            base.Dispose();
        }
    }

    private sealed class NdjsonPrinter(AppConsole console) : RecordPrinter
    {
        private readonly BufferedStream _output = new(console.OutStream, 64 << 10);

        public override void Add(ShownRecord record) => RecordLines.Write(_output, record.Payload.Span);

        public override void Complete(SearchScope scope) => _output.Flush();
    }

    private sealed class CsvPrinter : RecordPrinter
    {
        private readonly EventCsv _csv;

        public CsvPrinter(AppConsole console) => _csv = new EventCsv(console.Out);

        public override void Add(ShownRecord record) => _csv.Add(record);

        public override void Complete(SearchScope scope)
        {
        }
    }
}
