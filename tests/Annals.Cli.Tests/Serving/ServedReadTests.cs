using System.Text.Json;

namespace Annals.Cli.Tests.Serving;

/// <summary>Commands that only read print the same with and without a server. They have archives of their own, which nothing is added to meanwhile.</summary>
public sealed class ServedReadTests(ServedPair pair) : IClassFixture<ServedPair>
{
    public static TheoryData<string> Reads =>
    [
        "search",
        "search --limit 0",
        "search outcome:failure --limit 3",
        "search outcome:failure --limit 3 --json",
        "search --limit 0 --format ndjson",
        "search --limit 0 --json",
        "search --format csv --from 2026-03-02 --to 2026-03-04",
        "search actor:nobody@example.com",
        "search --limit -1",
        "search actor:(anna OR",
        "stats",
        "stats outcome:failure --json",
        "stats --by time",
        "stats --by time --every day --json",
        "stats --by actor --limit 2",
        "stats --by target --json",
        "stats --by nothing",
        "stats --by outcome --limit 0",
        "stats occurred>=now-3650d",
        "search occurred>=now-3650d --limit 2",
        "show #1",
        "show #7 --json",
        "show #7 --raw",
        "show #99999",
        "show app-1",
        "show app-1 --raw",
        "show no-such-id",
        "show " + ServedPair.VariantId,
        "show " + ServedPair.VariantId + " --json",
        "show " + ServedPair.VariantId + " --all",
        "show " + ServedPair.VariantId + " --all --json",
        "show " + ServedPair.VariantId + " --all --raw",
        "prove no-such-id -o proof",
        "prove #99999 -o proof",
    ];

    [Theory, MemberData(nameof(Reads))]
    public async Task Beside_a_running_server_a_command_prints_the_same(string command)
    {
        var arguments = command.Split(' ');

        var local = await pair.LocalAsync(arguments);
        var beside = await pair.BesideAsync(arguments);

        Assert.Equal(ServedCommandTests.WithoutSize(local), ServedCommandTests.WithoutSize(beside));
    }

    [Theory, MemberData(nameof(Reads))]
    public async Task Against_a_server_a_command_prints_the_same(string command)
    {
        var arguments = command.Split(' ');

        var local = await pair.LocalAsync(arguments);
        var remote = await pair.RemoteAsync(arguments);

        Assert.Equal(ServedCommandTests.WithoutSize(local), ServedCommandTests.WithoutSize(remote));
    }

    [Theory]
    [InlineData("out.ndjson")]
    [InlineData("out.csv", "--format", "csv")]
    [InlineData("few.ndjson", "outcome:failure")]
    public async Task An_export_over_a_server_is_the_same_file_with_a_manifest_of_its_own(string name, params string[] options)
    {
        var local = await pair.LocalAsync(["export", "-o", pair.File(name), .. options]);
        var expected = await File.ReadAllBytesAsync(pair.File(name), TestContext.Current.CancellationToken);
        var beside = await pair.BesideAsync(["export", "-o", pair.File(name), .. options]);
        var besideBytes = await File.ReadAllBytesAsync(pair.File(name), TestContext.Current.CancellationToken);
        var remote = await pair.RemoteAsync(["export", "-o", pair.File(name), .. options]);
        var stream = await pair.RemoteAsync(["export", "-o", "-", .. options]);
        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(pair.File(name) + ".manifest.json", TestContext.Current.CancellationToken));

        Assert.Equal((0, ""), (local.ExitCode, local.Error));
        Assert.Equal(local, beside);
        Assert.Equal(local, remote);
        Assert.Equal(expected, besideBytes);
        Assert.Equal(expected, await File.ReadAllBytesAsync(pair.File(name), TestContext.Current.CancellationToken));
        Assert.Equal(expected, System.Text.Encoding.UTF8.GetBytes(stream.Output));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(expected)), manifest.RootElement.GetProperty("sha256").GetString());
        Assert.Equal("", (await pair.ServedRequestAsync("v1/exports")).Replace("{\"exports\":[]}", "", StringComparison.Ordinal));
    }
}
