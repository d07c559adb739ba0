using Annals.Testing;

namespace Annals.Cli.Tests;

/// <summary>The program as its users start it.</summary>
public sealed class ProgramTests : IDisposable
{
    private static readonly Dictionary<string, string> Turkish = new() { ["LANG"] = "tr_TR.UTF-8", ["LC_ALL"] = "tr_TR.UTF-8" };
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_proof_is_checked_in_a_folder_without_an_archive()
    {
        var files = new ProvenRecordFiles(_folder);

        var good = await AnnalsProgram.RunAsync(_folder.Path, Turkish, "check", "evidence.tlog-proof", "--key", files.Key);
        File.AppendAllText(files.RecordPath, " ");
        var bad = await AnnalsProgram.RunAsync(_folder.Path, Turkish, "check", "evidence.tlog-proof", "--key", files.Key);

        Assert.Equal((0, ""), (good.ExitCode, good.Error));
        Assert.Equal((1, ""), (bad.ExitCode, bad.Error));
        Assert.Contains("record length", bad.Output, StringComparison.Ordinal);
        Assert.Equal(["evidence.tlog-proof", "evidence.tlog-proof.json"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Wrong_use_ends_with_2_and_prints_nothing_on_standard_output()
    {
        var result = await AnnalsProgram.RunAsync(_folder.Path, Turkish, "check");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("annals check --help", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_has_no_colour_and_no_mark_of_the_byte_order()
    {
        var result = await AnnalsProgram.RunAsync(_folder.Path, new Dictionary<string, string> { ["NO_COLOR"] = "1" }, "--help");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("Description:", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
    }
}
