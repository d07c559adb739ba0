using Annals.Testing;

namespace Annals.Cli.Tests.Commands;

public sealed class ReindexTests
{
    [Fact]
    public async Task Where_nothing_can_be_written_it_does_not_claim_to_have_indexed()
    {
        using var folder = new TestFolder();
        var data = folder.File("data");
        await RunResult.OfAsync("--data", data, "tenant", "create", "default");
        File.Delete(Path.Combine(data, "tenants", "default", "id.key"));

        var result = await RunResult.OfAsync("--data", data, "reindex");

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("Nothing was made anew", result.Error, StringComparison.Ordinal);
    }
}
