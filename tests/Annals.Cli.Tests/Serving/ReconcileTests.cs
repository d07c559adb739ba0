using System.Text.Json;
using Annals.Testing;

namespace Annals.Cli.Tests.Serving;

/// <summary>Issue "Collectors", must show 7, in the folder and through a server.</summary>
public sealed class ReconcileTests(ServedPair pair) : IClassFixture<ServedPair>
{
    [Fact]
    public async Task The_file_that_was_imported_and_the_archive_are_equal_locally_beside_and_against_a_server()
    {
        string[] arguments = ["reconcile", pair.File("records.json"), "--all"];

        var local = await pair.LocalAsync(arguments);
        var beside = await pair.BesideAsync(arguments);
        var remote = await pair.RemoteAsync(arguments);

        Assert.Equal(0, local.ExitCode);
        Assert.Contains("Both have the same", local.Output, StringComparison.Ordinal);
        Assert.Contains("repeat the id of another", local.Error, StringComparison.Ordinal);
        Assert.Contains("tell no time", local.Error, StringComparison.Ordinal);
        Assert.Equal((local.ExitCode, local.Output, local.Error), (beside.ExitCode, beside.Output, beside.Error));
        Assert.Equal((local.ExitCode, local.Output, local.Error), (remote.ExitCode, remote.Output, remote.Error));
    }

    [Fact]
    public async Task One_record_removed_from_the_export_and_one_from_the_archive_are_both_named()
    {
        using var folder = new TestFolder();
        await RunResult.OfAsync("generate", "--count", "2000", "--seed", "3", "--from", "2026-01-01", "--to", "2026-02-01", "-o", folder.File("all.ndjson"));
        var lines = await File.ReadAllLinesAsync(folder.File("all.ndjson"), TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(folder.File("export.ndjson"), lines.Where((_, i) => i != 700), TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(folder.File("archive.ndjson"), lines.Where((_, i) => i != 1_300), TestContext.Current.CancellationToken);
        await RunResult.OfAsync("--data", folder.File("data"), "import", folder.File("archive.ndjson"));

        var result = await RunResult.OfAsync(200, ["--data", folder.File("data"), "reconcile", folder.File("export.ndjson"), "--json"]);
        var text = await RunResult.OfAsync(200, ["--data", folder.File("data"), "reconcile", folder.File("export.ndjson")]);

        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal((1, 1), (result.ExitCode, text.ExitCode));
        Assert.Equal((1, 1), (json.RootElement.GetProperty("onlyExport").GetInt64(), json.RootElement.GetProperty("onlyArchive").GetInt64()));
        Assert.Equal(IdOf(lines[1_300]), json.RootElement.GetProperty("onlyExportIds")[0].GetString());
        Assert.Equal(IdOf(lines[700]), json.RootElement.GetProperty("onlyArchiveIds")[0].GetString());
        Assert.Contains($"  {IdOf(lines[1_300])}, {folder.File("export.ndjson")}:1300\n", text.Output, StringComparison.Ordinal);
        Assert.Contains($"  {IdOf(lines[700])}\n", text.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nofile", 3, "is no file, so nothing was compared")]
    [InlineData("-", 3, "is no file, so nothing was compared")]
    [InlineData("empty", 3, "holds no record that could be compared")]
    [InlineData("broken", 3, "holds no record that could be compared")]
    [InlineData("records.json action:(", 2, "expected a value")]
    [InlineData("records.json --source microsoft365", 2, "cannot name a source")]
    public async Task What_cannot_be_compared_is_an_error_and_no_agreement(string arguments, int exitCode, string message)
    {
        await File.WriteAllTextAsync(pair.File("empty"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(pair.File("broken"), "nothing of ours\n", TestContext.Current.CancellationToken);
        var words = arguments.Split(' ');

        var result = await pair.LocalAsync(["reconcile", words[0] == "-" ? "-" : pair.File(words[0]), .. words[1..]]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    private static string IdOf(string line)
    {
        using var record = JsonDocument.Parse(line);
        return (record.RootElement.TryGetProperty("Id", out var id) ? id : record.RootElement.GetProperty("id")).GetString()!;
    }
}
