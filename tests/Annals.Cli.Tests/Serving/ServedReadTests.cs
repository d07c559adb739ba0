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
}
