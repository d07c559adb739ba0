using System.Text.Json;
using Annals.Testing;

namespace Annals.Cli.Tests.Commands;

public sealed class EmulateTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_tells_what_clients_need_goes_through_its_time_and_leaves_plan_and_report()
    {
        var result = await RunResult.OfAsync(
            "emulate", "--days", "2", "--speed", "500000", "--start", "2026-03-01", "--faults", "f2,G4", "--plan", folder.File("plan.json"), "--report", folder.File("report.json"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("tenant id", result.Output, StringComparison.Ordinal);
        Assert.Contains("from 2026-03-01T00:00:00Z to 2026-03-03T00:00:00Z", result.Output, StringComparison.Ordinal);
        Assert.Contains("violations        none", result.Output, StringComparison.Ordinal);
        using var plan = JsonDocument.Parse(File.ReadAllBytes(folder.File("plan.json")));
        using var report = JsonDocument.Parse(File.ReadAllBytes(folder.File("report.json")));
        Assert.Contains(plan.RootElement.GetProperty("faults").EnumerateArray(), fault => fault.GetProperty("name").GetString() == "F2");
        Assert.Equal(report.RootElement.GetProperty("published").GetInt64(), plan.RootElement.GetProperty("publications").EnumerateArray().Sum(publication => publication.GetProperty("records").GetArrayLength()));
    }

    [Fact]
    public async Task As_json_it_prints_one_line_and_the_report()
    {
        var result = await RunResult.OfAsync("emulate", "--days", "2", "--speed", "500000", "--json");

        Assert.Equal(0, result.ExitCode);
        var line = result.Output.IndexOf('\n', StringComparison.Ordinal);
        using var facts = JsonDocument.Parse(result.Output[..line]);
        using var report = JsonDocument.Parse(result.Output[line..]);
        Assert.True(facts.RootElement.GetProperty("microsoft365").GetProperty("tenantId").TryGetGuid(out _));
        Assert.Equal("https://manage.office.com", facts.RootElement.GetProperty("microsoft365").GetProperty("resource").GetString());
        Assert.True(report.RootElement.GetProperty("expected").GetArrayLength() > 0);
    }

    [Theory]
    [InlineData("no fault \"F99\"", "--faults", "F1,F99")]
    [InlineData("no time", "--start", "yesterday")]
    [InlineData("no http address of this machine", "--url", "http://0.0.0.0:80")]
    [InlineData("above 0", "--speed", "0")]
    [InlineData("2 days", "--days", "1")]
    [InlineData("exclude each other", "--speed", "2", "--clock", "clock")]
    public async Task Wrong_use_ends_with_2(string told, params string[] arguments)
    {
        var result = await RunResult.OfAsync(["emulate", .. arguments]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(told, result.Error, StringComparison.Ordinal);
    }
}
