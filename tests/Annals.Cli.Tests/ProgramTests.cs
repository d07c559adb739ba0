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

    [Fact(Skip = SharedData.SkipReason, SkipUnless = nameof(SharedData.IsAvailable), SkipType = typeof(SharedData))]
    public async Task Real_records_are_counted_as_documented_in_a_turkish_locale_too()
    {
        var m365 = Directory.GetFiles(SharedData.PathOf("data/m365"), "*.ndjson").Order(StringComparer.Ordinal).Append(SharedData.PathOf("data/m365/purview-export.csv"));
        string[] genesys = [SharedData.PathOf("data/genesys/samples.ndjson"), SharedData.PathOf("data/genesys/results-response.json"), SharedData.PathOf("data/genesys/eventbridge-samples.ndjson")];

        var first = await AnnalsProgram.RunAsync(_folder.Path, Turkish, ["import", "--json", .. m365]);
        Directory.Delete(Path.Combine(_folder.Path, "annals-data/tenants/default/ids"), recursive: true);
        File.Delete(Path.Combine(_folder.Path, "annals-data/tenants/default/index.duckdb"));
        var again = await AnnalsProgram.RunAsync(_folder.Path, Turkish, ["import", "--json", .. m365]);
        var second = await AnnalsProgram.RunAsync(_folder.Path, Turkish, ["import", "--json", .. genesys]);

        Assert.Equal((0, 0, 0), (first.ExitCode, again.ExitCode, second.ExitCode));
        Assert.Contains("\"read\":922,\"stored\":566,\"duplicate\":356,\"variant\":28,\"refused\":0", first.Output, StringComparison.Ordinal);
        Assert.Contains("\"read\":922,\"stored\":0,\"duplicate\":922,\"variant\":0,\"refused\":0", again.Output, StringComparison.Ordinal);
        Assert.Contains("\"read\":3,\"stored\":2,\"duplicate\":1,", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_is_read_and_a_closed_pipe_ends_quietly()
    {
        await File.WriteAllLinesAsync(_folder.File("records.ndjson"), Enumerable.Range(0, 100).Select(number => $$"""{"id":"{{number}}","action":"test","text":"{{new string('x', 4000)}}"}"""));
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("bash", ["-c", "set -o pipefail; cat records.ndjson | $0 import - >/dev/null 2>&1 && $0 export -o - 2>err.txt | head -c 10; echo \"${PIPESTATUS[0]}\"", AnnalsProgram.FullPath])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
        })!;

        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();

        Assert.Equal("{\"id\":\"0\",0\n", output);
        Assert.Equal("", await File.ReadAllTextAsync(_folder.File("err.txt")));
    }

    [Fact]
    public async Task A_standard_input_that_is_closed_is_told_and_an_empty_one_is_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs to know who opened a descriptor");
        await File.WriteAllTextAsync(_folder.File("empty.ndjson"), "");
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("bash", ["-c", "$0 import - <&- 2>err.txt; echo $?; for i in /dev/null empty.ndjson <(:); do $0 import - <$i >/dev/null 2>&1; echo $?; done; : | $0 import - >/dev/null 2>&1; echo $?", AnnalsProgram.FullPath])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
        })!;

        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();

        Assert.Equal("3\n0\n0\n0\n0\n", output);
        Assert.Contains("Standard input is closed", await File.ReadAllTextAsync(_folder.File("err.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_that_cannot_be_written_do_not_change_how_the_program_ends()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a device that is always full");
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("bash", ["-c", "$0 nonsense 2>/dev/full; echo $?; $0 search 2>/dev/full; echo $?; $0 search 2>&-; echo $?", AnnalsProgram.FullPath])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();

        Assert.Equal("2\n3\n3\n", output);
    }

    [Fact]
    public async Task The_demonstration_searches_verifies_and_proves()
    {
        var environment = new Dictionary<string, string> { ["TMPDIR"] = _folder.Path };

        var result = await AnnalsProgram.RunAsync(_folder.Path, environment, "demo", "--no-server");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("20,000", result.Output, StringComparison.Ordinal);
        Assert.Contains("New-InboxRule", result.Output, StringComparison.Ordinal);
        Assert.Contains("no outside evidence", result.Output, StringComparison.Ordinal);
        Assert.Contains("Good: the record is in the log", result.Output, StringComparison.Ordinal);
    }
}
