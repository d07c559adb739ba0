using Annals.Testing;

namespace Annals.Index.Tests.Naive;

/// <summary>The real records of the shared data folder, one for each line.</summary>
internal static class RealRecords
{
    private static readonly string[] Files =
    [
        "data/m365/elastic-beats-o365.ndjson", "data/m365/elastic-edge-cases.ndjson", "data/m365/sekoia-o365.ndjson", "data/m365/purview-export-auditdata.ndjson",
        "data/genesys/samples.ndjson", "data/genesys/eventbridge-samples.ndjson", "data/genesys/message-fragments.ndjson",
    ];

    public static IReadOnlyList<byte[]> All { get; } = SharedData.IsAvailable ? [.. Files.SelectMany(file => File.ReadLines(SharedData.PathOf(file))).Where(line => line.Length > 0).Select(System.Text.Encoding.UTF8.GetBytes)] : [];
}
