using Annals.Testing;

namespace Annals.Sources.Tests.Import;

public sealed class JsonImportTests
{
    [Theory(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    [InlineData("data/m365/elastic-beats-o365.ndjson", 396)]
    [InlineData("data/m365/elastic-edge-cases.ndjson", 15)]
    [InlineData("data/m365/sekoia-o365.ndjson", 73)]
    [InlineData("data/m365/purview-export-auditdata.ndjson", 219)]
    [InlineData("data/genesys/samples.ndjson", 1)]
    [InlineData("data/genesys/results-response.json", 1)]
    [InlineData("data/genesys/eventbridge-samples.ndjson", 1)]
    public void Real_files_give_all_their_records(string file, int count)
    {
        var imports = Imports.Of(File.ReadAllBytes(SharedData.PathOf(file)));

        Assert.Equal(count, imports.Records.Count);
        Assert.Empty(imports.Refusals);
    }
}
