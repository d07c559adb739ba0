using System.Text.Json;
using System.Text.RegularExpressions;

namespace Annals.Cli.Tests.Serving;

public sealed partial class ServedCommandTests(ServedPair pair) : IClassFixture<ServedPair>
{
    [Theory]
    [InlineData("#5", false)]
    [InlineData(ServedPair.VariantId, true)]
    public async Task A_proof_from_a_server_checks(string record, bool hasOthers)
    {
        var key = (await pair.LocalAsync("key", "show")).Output.Trim();
        var proof = pair.File($"proof-{Guid.NewGuid():N}");

        var local = await pair.LocalAsync("prove", record, "-o", proof);
        var localRecord = await File.ReadAllBytesAsync(proof + ".json", TestContext.Current.CancellationToken);
        var remote = await pair.RemoteAsync("prove", record, "-o", proof);
        var beside = await pair.BesideAsync("prove", record, "-o", proof);
        await pair.LocalAsync("prove", record, "-o", pair.File("unused"));
        var check = await RunResult.OfAsync("check", proof, "--key", key);

        Assert.Equal(0, local.ExitCode);
        Assert.Equal(local, remote);
        Assert.Equal(local, beside);
        Assert.Equal(hasOthers, remote.Error.Contains("1 more with this id", StringComparison.Ordinal));
        Assert.Equal(localRecord, await File.ReadAllBytesAsync(proof + ".json", TestContext.Current.CancellationToken));
        Assert.Equal(0, check.ExitCode);
    }

    [Fact]
    public async Task Key_tenant_and_checkpoint_are_the_servers()
    {
        var beside = await pair.BesideAsync("checkpoint", "--json");
        var remote = await pair.RemoteAsync("checkpoint", "--json");
        var tenant = await pair.RemoteAsync("tenant", "show", "--json");

        Assert.Equal(beside, remote);
        Assert.Equal(await pair.BesideAsync("key", "show"), await pair.RemoteAsync("key", "show"));
        using var shown = JsonDocument.Parse(tenant.Output);
        Assert.Equal(pair.Server.Url.ToString(), shown.RootElement.GetProperty("server").GetString());
        Assert.Equal("default", shown.RootElement.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_search_over_many_pages_leaves_one_receipt()
    {
        const string Receipts = "source:annals details.operation:search";
        var before = await CountAsync(Receipts);

        await pair.RemoteAsync("search", "--limit", "0");
        await pair.LocalAsync("search", "--limit", "0");

        Assert.Equal(before + 1, await CountAsync(Receipts));
    }

    [Theory]
    [InlineData]
    [InlineData("--json")]
    [InlineData("--source", "payroll")]
    public async Task An_import_over_a_server_gives_the_same_sums_and_refusals(params string[] options)
    {
        var name = pair.File($"import-{Guid.NewGuid():N}.ndjson");
        await File.WriteAllLinesAsync(
            name,
            [
                ExampleArchive.Record(1),
                Fresh(name, 1),
                Fresh(name, 2),
                "{\"id\":\"x\",",
                "42",
                Fresh(name, 1),
                ExampleArchive.Record(2).Replace("Succeeded", name[^20..^12], StringComparison.Ordinal),
                "{\"id\":\"y\",\"text\":\"\\ud800\"}",
            ],
            TestContext.Current.CancellationToken);

        var local = await pair.LocalAsync(["import", name, .. options]);
        var beside = await pair.BesideAsync(["import", name, .. options]);
        var again = await pair.RemoteAsync(["import", name, .. options]);
        var localAgain = await pair.LocalAsync(["import", name, .. options]);

        Assert.Equal(1, local.ExitCode);
        Assert.Equal(WithoutSize(local), WithoutSize(beside));
        Assert.Equal(WithoutSize(localAgain), WithoutSize(again));
        Assert.Contains($"{name}{(options is ["--json"] ? "\",\"line\":4" : ":4")}", beside.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_may_not_append_to_a_source_has_its_records_refused_by_line()
    {
        await File.WriteAllLinesAsync(pair.File("foreign.ndjson"), ["{\"source\":\"webshop\",\"id\":\"foreign\",\"time\":\"2026-03-05T10:00:00Z\",\"action\":\"a\"}", ExampleArchive.Record(4)], TestContext.Current.CancellationToken);

        var result = await pair.RemoteAsync("import", pair.File("foreign.ndjson"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("foreign.ndjson:1: This client may not append to the source webshop.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tail_prints_what_is_appended_and_goes_on_behind_a_position()
    {
        var start = await SizeAsync();
        var tail = pair.BesideAsync("tail", "action:tailed", "--limit", "2", "--after", (start - 1).ToString(System.Globalization.CultureInfo.InvariantCulture), "--format", "ndjson");
        await File.WriteAllLinesAsync(pair.File("tailed.ndjson"), Enumerable.Range(0, 3).Select(i => $"{{\"id\":\"tailed-{i}\",\"time\":\"2026-03-05T10:00:00Z\",\"source\":\"import\",\"action\":\"tailed\"}}"), TestContext.Current.CancellationToken);

        await pair.BesideAsync("import", pair.File("tailed.ndjson"));
        var result = await tail.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var again = await pair.RemoteAsync("tail", "action:tailed", "--limit", "3", "--after", (start - 1).ToString(System.Globalization.CultureInfo.InvariantCulture), "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal((await File.ReadAllLinesAsync(pair.File("tailed.ndjson"), TestContext.Current.CancellationToken))[..2], result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["tailed-0", "tailed-1", "tailed-2"], again.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task A_tail_without_a_server_says_what_to_do()
    {
        var result = await pair.LocalAsync("tail");

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("annals serve", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_works_beside_the_server_and_by_it()
    {
        await File.WriteAllTextAsync(pair.File("older"), (await pair.BesideAsync("checkpoint")).Output, TestContext.Current.CancellationToken);

        var beside = await pair.BesideAsync("verify", "--from-checkpoint", pair.File("older"));
        var remote = await pair.RemoteAsync("verify", "--from-checkpoint", pair.File("older"));

        Assert.Equal((0, 0), (beside.ExitCode, remote.ExitCode));
        Assert.Contains("consistent with itself and with the checkpoint of", remote.Output, StringComparison.Ordinal);
        Assert.Contains(" entries, 0 of them erased, in ", remote.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--client-id", "--server", "http://127.0.0.1:1", "search")]
    [InlineData(2, "exclude", "--server", "http://127.0.0.1:1", "--data", "data", "search")]
    [InlineData(2, "no address", "--server", "annals.example.com", "search")]
    [InlineData(2, "credentials", "--server", "http://me:secret@127.0.0.1:1", "search")]
    [InlineData(2, "data folder itself", "--server", "http://127.0.0.1:1", "tenant", "list")]
    [InlineData(2, "data folder itself", "--server", "http://127.0.0.1:1", "reindex")]
    public async Task Wrong_use_of_the_server_is_told(int exitCode, string words, params string[] arguments)
    {
        var result = await RunResult.OfAsync(arguments);

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("me:secret", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        var result = await RunResult.OfAsync(["--server", "http://127.0.0.1:1", .. pair.Credentials, "search"]);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("The server at http://127.0.0.1:1/ cannot be reached", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_and_a_foreign_tenant_are_told()
    {
        await File.WriteAllTextAsync(pair.File("wrong"), "wrong", TestContext.Current.CancellationToken);

        var secret = await RunResult.OfAsync(["--server", pair.Server.Url.ToString(), .. pair.Credentials[..2], "--client-secret-file", pair.File("wrong"), "search"]);
        var tenant = await pair.RemoteAsync("--tenant", "acme", "search");

        Assert.Equal((3, ""), (secret.ExitCode, secret.Output));
        Assert.Contains("does not know the client", secret.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (tenant.ExitCode, tenant.Output));
        Assert.Contains("for the tenant \"default\", not \"acme\"", tenant.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_and_credentials_are_taken_from_the_environment()
    {
        var environment = new Dictionary<string, string>
        {
            ["ANNALS_SERVER"] = pair.Server.Url.ToString(),
            ["ANNALS_CLIENT_ID"] = pair.Credentials[1],
            ["ANNALS_CLIENT_SECRET"] = (await File.ReadAllTextAsync(pair.Credentials[3], TestContext.Current.CancellationToken)).Trim(),
        };

        var result = await AnnalsProgram.RunAsync(pair.File("."), environment, "show", "app-1", "--raw");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("\"app-1\"", result.Output, StringComparison.Ordinal);
    }

    private static string Fresh(string name, int number) => $"{{\"id\":\"{Path.GetFileName(name)}-{number}\",\"time\":\"2026-03-0{number}T10:00:00Z\",\"action\":\"a\"}}";

    /// <summary>How long the log is and how far the index has come depends on the receipts, and on what feeds the index.</summary>
    internal static RunResult WithoutSize(RunResult result) => result with { Output = Sizes().Replace(result.Output, "") };

    [GeneratedRegex("\"(size|indexed)\":[0-9]+,")]
    private static partial Regex Sizes();

    private async Task<long> CountAsync(string query)
    {
        await pair.LocalAsync("stats", query);
        using var counted = JsonDocument.Parse((await pair.RemoteAsync("stats", query, "--json")).Output);
        return counted.RootElement.GetProperty("count").GetInt64();
    }

    private async Task<long> SizeAsync()
    {
        using var counted = JsonDocument.Parse((await pair.RemoteAsync("stats", "--json")).Output);
        await pair.LocalAsync("stats");
        return counted.RootElement.GetProperty("size").GetInt64();
    }
}
