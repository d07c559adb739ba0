using Annals.Testing;

namespace Annals.Cli.Tests.Shell;

public sealed class UsageTests
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("--nonsense")]
    [InlineData("--data")]
    [InlineData("--tenant", "a", "--tenant", "b")]
    public async Task Wrong_use_ends_with_2_a_sentence_and_where_to_look(params string[] arguments)
    {
        var result = await RunResult.OfAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("annals", result.Error, StringComparison.Ordinal);
        Assert.Contains("--help", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("annals")]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("UPPER")]
    public async Task A_source_name_that_cannot_be_used_is_wrong_use(string name)
    {
        var result = await RunResult.OfAsync("import", "-", "--source", name);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.DoesNotContain("defect", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import", "")]
    [InlineData("import", "records.ndjson", "")]
    [InlineData("export", "-o", "")]
    [InlineData("generate", "-o", "")]
    [InlineData("prove", "#1", "-o", "")]
    [InlineData("publish", "")]
    [InlineData("verify", "--from-checkpoint", "")]
    [InlineData("check", "", "--key", "x")]
    [InlineData("stats", "--data", "")]
    [InlineData("tenant", "create", "acme", "--origin", "two words")]
    [InlineData("generate", "--count", "-1", "-o", "x")]
    [InlineData("stats", "--by", "time", "--every", "century")]
    public async Task A_value_that_cannot_be_used_is_wrong_use_and_told_in_one_sentence_of_ours(params string[] arguments)
    {
        using var folder = new TestFolder();

        var result = await RunResult.OfAsync(arguments is ["stats", "--data", ..] ? arguments : ["--data", folder.File("data"), .. arguments]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.DoesNotContain("defect", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Escape_characters_in_an_argument_do_not_reach_the_terminal()
    {
        var result = await RunResult.OfAsync("\u001b[2J");

        Assert.DoesNotContain('\u001b', result.Error);
    }
}
