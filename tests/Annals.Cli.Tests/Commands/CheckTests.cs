using System.Text.Json;
using Annals.Testing;

namespace Annals.Cli.Tests.Commands;

public sealed class CheckTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ProvenRecordFiles _files;

    public CheckTests() => _files = new ProvenRecordFiles(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_good_proof_is_reported_with_log_and_position()
    {
        var result = await RunResult.OfAsync("check", _files.ProofPath, "--key", _files.Key);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("log.example.com/acme at position #3", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_says_the_same()
    {
        var result = await RunResult.OfAsync("check", _files.ProofPath, "--key", _files.Key, "--record", _files.RecordPath, "--json");

        using var json = JsonDocument.Parse(result.Output);
        Assert.True(json.RootElement.GetProperty("good").GetBoolean());
        Assert.Equal(3, json.RootElement.GetProperty("position").GetInt64());
    }

    [Fact]
    public async Task Any_changed_byte_of_proof_or_record_ends_with_1_and_names_the_step()
    {
        foreach (var path in (string[])[_files.ProofPath, _files.RecordPath])
        {
            var bytes = await File.ReadAllBytesAsync(path);
            for (var i = 0; i < bytes.Length; i++)
            {
                await ChangeAsync(path, bytes, i);

                var result = await RunResult.OfAsync("check", _files.ProofPath, "--key", _files.Key, "--json");

                Assert.True(result.ExitCode == 1, $"byte {i} of {path}: {result.Output}{result.Error}");
                Assert.Contains("\"step\":\"", result.Output, StringComparison.Ordinal);
            }

            await File.WriteAllBytesAsync(path, bytes);
        }
    }

    [Theory]
    [InlineData]
    [InlineData("--json")]
    public async Task A_forged_record_ends_with_1_also_when_nobody_reads_why(params string[] options)
    {
        await File.AppendAllTextAsync(_files.RecordPath, " ");

        var exitCode = await RunResult.UnreadAsync(["check", _files.ProofPath, "--key", _files.Key, .. options]);

        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task A_key_that_is_none_is_wrong_use()
    {
        var result = await RunResult.OfAsync("check", _files.ProofPath, "--key", "nonsense");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("annals key show", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        var result = await RunResult.OfAsync("check", _folder.File("none"), "--key", _files.Key);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("none\" does not exist", result.Error, StringComparison.Ordinal);
    }

    private static async Task ChangeAsync(string path, byte[] bytes, int index)
    {
        var changed = (byte[])bytes.Clone();
        changed[index] ^= 0x01;
        await File.WriteAllBytesAsync(path, changed);
    }
}
