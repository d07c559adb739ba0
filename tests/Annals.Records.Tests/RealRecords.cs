using System.Text;
using Annals.Testing;

namespace Annals.Records.Tests;

/// <summary>The real records of the shared data, as bytes.</summary>
internal static class RealRecords
{
    public static IEnumerable<byte[]> Microsoft365 =>
        Lines("data/m365/elastic-beats-o365.ndjson").Concat(Lines("data/m365/sekoia-o365.ndjson")).Concat(Lines("data/m365/purview-export-auditdata.ndjson"));

    public static IEnumerable<byte[]> GenesysCloud => Lines("data/genesys/samples.ndjson").Concat(Lines("data/genesys/eventbridge-samples.ndjson"));

    public static IEnumerable<byte[]> Lines(string relative) =>
        File.ReadLines(SharedData.PathOf(relative)).Where(line => line.Length > 0).Select(Encoding.UTF8.GetBytes);
}
