using Annals.Testing;

namespace Annals.Archive.Tests;

/// <summary>The real records of the shared data folder, as files to import.</summary>
internal static class RealFiles
{
    public static string[] Microsoft365 =>
    [
        .. Directory.EnumerateFiles(SharedData.PathOf("data/m365"), "*.ndjson").Order(StringComparer.Ordinal),
        SharedData.PathOf("data/m365/purview-export.csv"),
    ];

    public static string[] GenesysCloud =>
    [
        SharedData.PathOf("data/genesys/samples.ndjson"),
        SharedData.PathOf("data/genesys/results-response.json"),
        SharedData.PathOf("data/genesys/eventbridge-samples.ndjson"),
    ];
}
