using System.Security.Cryptography;
using System.Text.Json;

namespace Annals.Emulation;

/// <summary>What is published when, and which faults come with it. The same for the same options, on every machine.</summary>
public sealed class FaultPlan
{
    /// <summary>Plans that are begun anew when the faults found no room.</summary>
    private const int AttemptsMax = 20;

    private readonly IReadOnlyList<PublicationDraft> drafts;

    internal FaultPlan(EmulationOptions options, string cloud, IReadOnlyList<PublicationDraft> drafts, IReadOnlyList<PlannedFault> faults)
    {
        Options = options;
        Cloud = cloud;
        Faults = faults;
        this.drafts = drafts;
        Publications = [.. drafts.Select(draft => new Publication(draft.Number, draft.At, draft.Source, draft.Stream, [.. draft.Records.Select(record => record.Bytes)]) { Tail = draft.Tail })];
    }

    /// <summary>What it was made of.</summary>
    public EmulationOptions Options { get; }

    /// <summary>The cloud of Microsoft that is emulated: <c>enterprise</c>, or one of <c>gcc</c>, <c>gcc-high</c> and <c>dod</c> with F15.</summary>
    public string Cloud { get; }

    /// <summary>In the order in which they appear.</summary>
    public IReadOnlyList<Publication> Publications { get; }

    /// <summary>In the order in which they begin.</summary>
    public IReadOnlyList<PlannedFault> Faults { get; }

    /// <summary>Records that content gives again beside those that were published in it, by number of the publication.</summary>
    internal IReadOnlyDictionary<int, IReadOnlyList<byte[]>> Insertions { get; init; } = new Dictionary<int, IReadOnlyList<byte[]>>();

    /// <summary>Other values under the id of a record, each of which is to be held beside it.</summary>
    internal IReadOnlyDictionary<PlannedRecord, IReadOnlyList<byte[]>> FurtherValues { get; init; } = new Dictionary<PlannedRecord, IReadOnlyList<byte[]>>();

    /// <summary>Other bytes of the same value of a record, which may be held in its place.</summary>
    internal IReadOnlyDictionary<PlannedRecord, IReadOnlyList<byte[]>> OtherForms { get; init; } = new Dictionary<PlannedRecord, IReadOnlyList<byte[]>>();

    /// <summary>Makes a plan.</summary>
    /// <exception cref="ArgumentException">Some option cannot be used.</exception>
    /// <exception cref="InvalidOperationException">The faults do not fit into the length.</exception>
    public static FaultPlan Create(EmulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new PlanBuilder(options, attempt).Build();
            }
            catch (InvalidOperationException) when (attempt < AttemptsMax)
            {
                // The draws were unlucky ones: others may leave more room.
            }
        }
    }

    /// <summary>The records that a collector which loses nothing holds in the end, in the order of their publication. Made while it is read: there may be very many.</summary>
    public IEnumerable<ExpectedRecord> Expected()
    {
        foreach (var draft in drafts.Where(draft => !draft.IsLost))
        {
            for (var i = 0; i < draft.Records.Count; i++)
            {
                if (!draft.LostRecords.Contains(i))
                {
                    yield return new ExpectedRecord(draft.Source, draft.Stream, draft.Records[i].Id, draft.Source == Publication.Microsoft365 ? ValuesOf(draft.Records[i]) : []);
                }
            }

            for (var i = 0; i < (draft.Tail?.Count ?? 0); i++)
            {
                yield return new ExpectedRecord(draft.Source, draft.Stream, draft.Tail!.Id(i), [[Digest(draft.Tail.Record(i))]]);
            }
        }
    }

    /// <summary>Writes the plan as JSON, UTF-8, with ids and digests in place of records.</summary>
    public void WriteTo(Stream json)
    {
        using var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        writer.WriteStartObject();
        writer.WriteNumber("seed", Options.Seed);
        writer.WriteString("start", Options.Start.UtcDateTime);
        writer.WriteString("length", Options.Length.ToString());
        writer.WriteNumber("recordsPerDay", Options.RecordsPerDay);
        writer.WriteString("cloud", Cloud);
        writer.WriteStartArray("faults");
        foreach (var fault in Faults)
        {
            WriteFault(writer, fault);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("publications");
        foreach (var draft in drafts)
        {
            WritePublication(writer, draft);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    internal bool IsPushed(int publication) => drafts[publication].IsPushed;

    internal static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static void WriteFault(Utf8JsonWriter writer, PlannedFault fault)
    {
        writer.WriteStartObject();
        writer.WriteString("name", fault.Name);
        writer.WriteString("kind", fault.Kind);
        writer.WriteString("from", fault.From.UtcDateTime);
        writer.WriteString("to", fault.To.UtcDateTime);
        if (fault.Stream is { } stream)
        {
            writer.WriteString("stream", stream);
        }

        if (fault.Publication is { } publication)
        {
            writer.WriteNumber("publication", publication);
        }

        foreach (var (name, value) in fault.Details.OrderBy(detail => detail.Key, StringComparer.Ordinal))
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    private static void WritePublication(Utf8JsonWriter writer, PublicationDraft draft)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number", draft.Number);
        writer.WriteString("at", draft.At.UtcDateTime);
        writer.WriteString("source", draft.Source);
        writer.WriteString("stream", draft.Stream);
        writer.WriteBoolean("holdable", !draft.IsLost);
        writer.WriteStartArray("records");
        for (var i = 0; i < draft.Records.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("id", draft.Records[i].Id);
            writer.WriteString("sha256", Digest(draft.Records[i].Bytes));
            if (draft.LostRecords.Contains(i))
            {
                writer.WriteBoolean("holdable", false);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (draft.Tail is { } tail)
        {
            writer.WriteNumber("generated", tail.Count);
        }

        writer.WriteEndObject();
    }

    private List<IReadOnlyList<string>> ValuesOf(PlannedRecord record)
    {
        List<IReadOnlyList<string>> values = [[Digest(record.Bytes), .. OtherForms.GetValueOrDefault(record, []).Select(Digest)]];
        values.AddRange(FurtherValues.GetValueOrDefault(record, []).Select(value => (IReadOnlyList<string>)[Digest(value)]));
        return values;
    }
}
