using System.Text;
using System.Text.Json;
using Annals.Testing;

namespace Annals.Records.Tests.Objects;

/// <summary>The real records of the shared folder, one line each.</summary>
internal static class SharedRecords
{
    public static IEnumerable<(string Place, byte[] Utf8)> Microsoft365 =>
        Lines("data/m365/elastic-beats-o365.ndjson", "data/m365/elastic-edge-cases.ndjson", "data/m365/sekoia-o365.ndjson", "data/m365/purview-export-auditdata.ndjson");

    public static IEnumerable<(string Place, byte[] Utf8)> GenesysCloud
    {
        get
        {
            using var results = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf("data/genesys/results-response.json")));
            var entities = results.RootElement.GetProperty("entities").EnumerateArray().Select((e, i) => ($"results-response.json[{i}]", Encoding.UTF8.GetBytes(e.GetRawText()))).ToList();
            return Lines("data/genesys/samples.ndjson", "data/genesys/eventbridge-samples.ndjson").Concat(entities);
        }
    }

    private static IEnumerable<(string Place, byte[] Utf8)> Lines(params string[] files) => files.SelectMany(file =>
        File.ReadLines(SharedData.PathOf(file)).Where(l => l.Length > 0).Select((line, i) => ($"{Path.GetFileName(file)}:{i + 1}", Encoding.UTF8.GetBytes(line))));
}
