using System.Globalization;
using System.Text.Json;
using Annals.Archive;
using Annals.Cli.Output;
using Annals.Cli.Shell;
using Annals.Cli.Terminal;
using Annals.Collectors.Connections;
using Annals.Collectors.Streams;

namespace Annals.Cli.Commands.Collect;

/// <summary>How connections stand, as a table for people and as JSON.</summary>
internal static class CollectorView
{
    public static void WriteText(AppConsole console, IReadOnlyList<CollectorStatus> statuses)
    {
        var table = new TextTable(
            console.Out,
            console.Width,
            console.Style,
            new TableColumn("CONNECTION", WidthMin: 8),
            new TableColumn("STREAM", WidthMin: 14),
            new TableColumn("COMPLETE UP TO", WidthMin: 20),
            new TableColumn("RECORDS", IsNumber: true),
            new TableColumn("WAITING", LeaveOut: 1, IsNumber: true),
            new TableColumn("STATE", WidthMin: 12));
        foreach (var status in statuses)
        {
            foreach (var stream in status.Streams)
            {
                table.Add(
                    status.Connection,
                    stream.Stream,
                    stream.CompleteUpTo is { } upTo ? TimeText.Iso(upTo) : "-",
                    BarChart.Number(stream.Records),
                    BarChart.Number(stream.Open),
                    StateOf(status, stream));
            }
        }

        table.Complete();
        foreach (var status in statuses)
        {
            WriteTrouble(console, status);
        }
    }

    public static void WriteJson(AppConsole console, IReadOnlyList<CollectorStatus> statuses) => JsonOutput.WriteObject(console, writer =>
    {
        writer.WriteStartArray("collectors");
        foreach (var status in statuses)
        {
            writer.WriteStartObject();
            writer.WriteString("connection", status.Connection);
            writer.WriteString("source", status.Source);
            writer.WriteString("tenant", status.Tenant);
            writer.WriteNumber("clockOffsetSeconds", status.ClockOffset.TotalSeconds);
            writer.WriteNumber("requestsInLastMinute", status.RequestsInLastMinute);
            writer.WriteNumber("requestsPerMinute", status.RequestsPerMinute);
            WriteTrouble(writer, status.Trouble);
            writer.WriteStartArray("streams");
            foreach (var stream in status.Streams)
            {
                WriteStream(writer, stream);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("gaps");
            foreach (var gap in status.Gaps)
            {
                WriteGap(writer, gap);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void WriteTrouble(AppConsole console, CollectorStatus status)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (what, trouble) in status.Streams.Select(stream => ($"{status.Connection}/{stream.Stream}", stream.Trouble)).Prepend((status.Connection, status.Trouble)))
        {
            if (trouble is not null && told.Add(trouble.Finding.Message))
            {
                console.Out.WriteLine(TerminalText.Escape($"{what}: {trouble.Finding.Message} {trouble.Finding.Remedy}"));
            }
        }

        foreach (var gap in status.Gaps)
        {
            console.Out.WriteLine(TerminalText.Escape($"Gap {gap.Id} in {gap.Stream}, {TimeText.Iso(gap.From)} to {TimeText.Iso(gap.To)} ({gap.Kind}): {gap.Reason}"));
        }
    }

    private static void WriteStream(Utf8JsonWriter writer, StreamStatus stream)
    {
        writer.WriteStartObject();
        writer.WriteString("stream", stream.Stream);
        WriteTime(writer, "completeUpTo", stream.CompleteUpTo);
        WriteTime(writer, "newestContent", stream.NewestContent);
        if (stream.Lag is { } lag)
        {
            writer.WriteNumber("lagSeconds", Math.Round(lag.TotalSeconds, 3));
        }

        writer.WriteNumber("waiting", stream.Open);
        writer.WriteNumber("failing", stream.Failing);
        writer.WriteNumber("contents", stream.Contents);
        writer.WriteNumber("records", stream.Records);
        writer.WriteNumber("stored", stream.Stored);
        if (stream.Silence is { } silence)
        {
            writer.WriteNumber("silentSeconds", Math.Round(silence.TotalSeconds));
        }

        WriteTrouble(writer, stream.Trouble);
        writer.WriteEndObject();
    }

    private static void WriteGap(Utf8JsonWriter writer, CollectionGap gap)
    {
        writer.WriteStartObject();
        writer.WriteString("id", gap.Id);
        writer.WriteString("stream", gap.Stream.Name);
        writer.WriteString("kind", gap.Kind);
        WriteTime(writer, "from", gap.From);
        WriteTime(writer, "to", gap.To);
        if (gap.Content is not null)
        {
            writer.WriteString("content", gap.Content);
        }

        writer.WriteString("reason", gap.Reason);
        WriteTime(writer, "opened", gap.Opened);
        writer.WriteEndObject();
    }

    private static void WriteTrouble(Utf8JsonWriter writer, Trouble? trouble)
    {
        if (trouble is null)
        {
            return;
        }

        writer.WriteStartObject("trouble");
        writer.WriteString("code", trouble.Finding.Code);
        writer.WriteString("message", trouble.Finding.Message);
        writer.WriteString("remedy", trouble.Finding.Remedy);
        WriteTime(writer, "since", trouble.Since);
        writer.WriteNumber("failures", trouble.Failures);
        writer.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } moment)
        {
            writer.WriteString(name, RecordJson.TimeOf(moment));
        }
    }

    private static string StateOf(CollectorStatus status, StreamStatus stream)
    {
        if ((stream.Trouble ?? status.Trouble) is { } trouble)
        {
            return trouble.Finding.Code;
        }

        var gaps = status.Gaps.Count(gap => gap.Stream.Name == stream.Stream);
        return (gaps, stream.Silence) switch
        {
            (1, _) => "1 gap",
            ( > 1, _) => string.Create(CultureInfo.InvariantCulture, $"{gaps} gaps"),
            (_, { } silence) => string.Create(CultureInfo.InvariantCulture, $"silent for {silence.TotalHours:0} h"),
            _ when stream.Failing > 0 => "retrying",
            _ => "good",
        };
    }
}
