using System.Text.Json;

namespace Annals.Emulation;

/// <summary>What clients did, which faults they met, and what they must hold.</summary>
public sealed class EmulationReport
{
    private readonly FaultPlan plan;

    internal EmulationReport(FaultPlan plan) => this.plan = plan;

    /// <summary>The emulated time of the report, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Requests by operation, such as <c>microsoft365.content</c>.</summary>
    public required IReadOnlyDictionary<string, long> Requests { get; init; }

    /// <summary>How often a request met each fault, by name and variant, such as <c>F4 truncated</c>.</summary>
    public required IReadOnlyDictionary<string, long> Fired { get; init; }

    /// <summary>What a client must not do and did.</summary>
    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>Content items that were sent whole.</summary>
    public required int BlobsFetched { get; init; }

    /// <summary>Of those, how many more than once.</summary>
    public required int BlobsFetchedAgain { get; init; }

    /// <summary>How often the one was sent that was sent most.</summary>
    public required int FetchesOfOneBlobMax { get; init; }

    /// <summary>Records published so far.</summary>
    public required long Published { get; init; }

    /// <summary>Events that were pushed and taken (G12).</summary>
    public required long Pushed { get; init; }

    /// <summary>Events that were pushed and not taken.</summary>
    public required long PushesFailed { get; init; }

    /// <summary>Faults of the plan that no request met, by name and variant.</summary>
    public IReadOnlyList<string> NotFired => [.. plan.Faults.Select(fault => fault.Label).Distinct(StringComparer.Ordinal).Where(label => !Fired.ContainsKey(label))];

    /// <summary>The records that a collector which loses nothing holds when the plan is over.</summary>
    public IEnumerable<ExpectedRecord> Expected => plan.Expected();

    /// <summary>Writes the report as JSON, UTF-8.</summary>
    public void WriteTo(Stream json)
    {
        using var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        writer.WriteStartObject();
        writer.WriteString("now", Now.UtcDateTime);
        writer.WriteNumber("published", Published);
        WriteCounts(writer, "requests", Requests);
        WriteCounts(writer, "fired", Fired);
        writer.WriteStartArray("notFired");
        foreach (var label in NotFired)
        {
            writer.WriteStringValue(label);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("violations");
        foreach (var violation in Violations)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", violation.Kind);
            writer.WriteNumber("count", violation.Count);
            writer.WriteStartArray("examples");
            foreach (var example in violation.Examples)
            {
                writer.WriteStringValue(example);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("blobs");
        writer.WriteNumber("fetched", BlobsFetched);
        writer.WriteNumber("fetchedAgain", BlobsFetchedAgain);
        writer.WriteNumber("fetchesOfOneMax", FetchesOfOneBlobMax);
        writer.WriteEndObject();
        writer.WriteStartObject("pushes");
        writer.WriteNumber("taken", Pushed);
        writer.WriteNumber("failed", PushesFailed);
        writer.WriteEndObject();
        writer.WriteStartArray("expected");
        foreach (var record in Expected)
        {
            WriteExpected(writer, record);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes the report for people, without the records.</summary>
    public void WriteTo(TextWriter text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text.WriteLine(FormattableString.Invariant($"emulated until    {Now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
        text.WriteLine(FormattableString.Invariant($"records published {Published}"));
        text.WriteLine(FormattableString.Invariant($"content fetched   {BlobsFetched} items, {BlobsFetchedAgain} of them again, one of them {FetchesOfOneBlobMax} times"));
        text.WriteLine(FormattableString.Invariant($"events pushed     {Pushed} taken, {PushesFailed} failed"));
        WriteCounts(text, "requests", Requests);
        WriteCounts(text, "faults met", Fired);
        if (NotFired.Count > 0)
        {
            text.WriteLine("faults not met    " + string.Join(", ", NotFired));
        }

        text.WriteLine(Violations.Count == 0 ? "violations        none" : "violations");
        foreach (var violation in Violations)
        {
            text.WriteLine(FormattableString.Invariant($"  {violation.Count,8}  {violation.Kind}: {violation.Examples[0]}"));
        }
    }

    private static void WriteCounts(TextWriter text, string title, IReadOnlyDictionary<string, long> counts)
    {
        text.WriteLine(title);
        foreach (var (name, count) in counts)
        {
            text.WriteLine(FormattableString.Invariant($"  {count,8}  {name}"));
        }
    }

    private static void WriteCounts(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, long> counts)
    {
        writer.WriteStartObject(name);
        foreach (var (key, count) in counts)
        {
            writer.WriteNumber(key, count);
        }

        writer.WriteEndObject();
    }

    private static void WriteExpected(Utf8JsonWriter writer, ExpectedRecord record)
    {
        // The writer keeps nothing that was flushed: there may be more records than memory.
        const int FlushBytes = 64 << 10;
        writer.WriteStartObject();
        writer.WriteString("source", record.Source);
        writer.WriteString("stream", record.Stream);
        writer.WriteString("id", record.Id);
        if (record.Values.Count > 0)
        {
            writer.WriteStartArray("values");
            foreach (var forms in record.Values)
            {
                writer.WriteStartArray();
                foreach (var digest in forms)
                {
                    writer.WriteStringValue(digest);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        if (writer.BytesPending > FlushBytes)
        {
            writer.Flush();
        }
    }
}
