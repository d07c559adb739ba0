using System.Diagnostics;
using Annals.Testing;

namespace Annals.Log.Tests;

/// <summary>Runs docs/verify-by-hand.py, which an auditor uses in place of our program.</summary>
public sealed class VerifyByHandTests : IDisposable
{
    private static readonly string Script = Path.Combine(Repository.Root, "docs", "verify-by-hand.py");

    private readonly SampleLog log = new(300);
    private readonly TestFolder folder = new();

    public static TheoryData<string, string> TreeTampering => new()
    {
        { "checkpoint", "" },
        { "tile/entries/000", "" },
        { "tile/entries/001.p/44", "" },
        { "tile/0/000", "" },
        { "tile/0/001.p/44", "" },
        { "tile/1/000.p/1", "" },
        { "tile/entries/000", "cut" },
        { "tile/0/001.p/44", "cut" },
        { "tile/entries/001.p/44", "added" },
        { "tile/1/000.p/1", "added" },
        { "checkpoint", "missing" },
        { "tile/entries/000", "missing" },
        { "tile/1/000.p/1", "missing" },
    };

    public void Dispose()
    {
        log.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void It_fits_on_a_few_pages()
    {
        Assert.InRange(File.ReadAllLines(Script).Length, 1, 150);
    }

    [Theory, MemberData(nameof(ProofTampering.All), MemberType = typeof(ProofTampering))]
    public void It_stops_a_forged_proof_at_the_same_step_as_our_program(string name)
    {
        var (proof, record, step) = ProofTampering.Make(log, name);
        File.WriteAllBytes(folder.File("a.tlog-proof"), proof);
        File.WriteAllBytes(folder.File("a.tlog-proof.json"), record);

        var (code, output) = Run("proof", folder.File("a.tlog-proof"), folder.File("a.tlog-proof.json"), log.Signer.Verifier.ToString());

        if (step == "")
        {
            Assert.Equal((0, "GOOD: record #123 of 300 in example.com/log/sample, recorded 2026-01-01T00:00:00.000123Z\n"), (code, output));
            return;
        }

        Assert.StartsWith($"FAILED at {step}: ", output, StringComparison.Ordinal);
        Assert.Equal(1, code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    public void It_confirms_a_published_tree_of_any_size(int size)
    {
        using var other = new SampleLog(size);
        other.Publish(folder.Path);

        Assert.Equal((0, $"GOOD: {size} entries and their tiles are what example.com/log/sample signed\n"), Run("tree", folder.Path, other.Signer.Verifier.ToString()));
    }

    [Fact]
    public void It_confirms_a_tree_of_three_levels()
    {
        It_confirms_a_published_tree_of_any_size(Seed.Rounds(65_793, 256_300));
    }

    [Theory, MemberData(nameof(TreeTampering))]
    public void It_notices_a_changed_file_of_a_published_tree(string file, string way)
    {
        log.Publish(folder.Path);
        var path = folder.File(file);
        var bytes = File.ReadAllBytes(path);
        if (way == "missing")
        {
            File.Delete(path);
        }
        else
        {
            bytes[bytes.Length / 2] ^= (byte)(way == "" ? 1 : 0);
            File.WriteAllBytes(path, way switch { "cut" => bytes[..^1], "added" => [.. bytes, 0], _ => bytes });
        }

        var (code, output) = Run("tree", folder.Path, log.Signer.Verifier.ToString());

        Assert.Equal(1, code);
        Assert.StartsWith("FAILED at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void It_notices_a_tree_that_is_whole_but_not_the_signed_one()
    {
        log.Publish(folder.Path);
        using var other = new SampleLog(299);
        other.Publish(folder.Path);
        File.WriteAllText(folder.File("checkpoint"), new Checkpoint(log.Signer.Name, 299, MerkleHash.EmptyRoot).Sign(log.Signer).ToString());
        Assert.StartsWith("FAILED at root: ", Run("tree", folder.Path, log.Signer.Verifier.ToString()).Output, StringComparison.Ordinal);

        using var stranger = NoteSigner.Create(log.Signer.Name, Enumerable.Repeat((byte)3, 32).ToArray());
        other.Publish(folder.Path);
        Assert.StartsWith("FAILED at signature: ", Run("tree", folder.Path, stranger.Verifier.ToString()).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("tree")]
    [InlineData("proof", "a", "b", "no key")]
    [InlineData("tree", "a", "example.com/log+00000000+AQID")]
    public void Wrong_use_ends_with_code_two(params string[] arguments)
    {
        Assert.Equal((2, ""), Run(arguments));
    }

    private static (int Code, string Output) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", [Script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.DoesNotContain("Traceback", errors.GetAwaiter().GetResult(), StringComparison.Ordinal);
        return (process.ExitCode, output);
    }
}
