using System.Diagnostics;
using System.Text.Json;
using Annals.Server.Access;
using Annals.Testing;

namespace Annals.Server.Tests.GenesysCloud;

/// <summary>The official JavaScript SDK, unmodified, against the server.</summary>
public sealed class SdkTests
{
    private const string SkipReason = "needs node and npm: install the Debian packages nodejs and npm";

    private static readonly TimeSpan InstallPatience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ScriptPatience = TimeSpan.FromMinutes(2);
    private static readonly DateTimeOffset Begin = GenesysServer.Now.AddDays(-10);
    private static readonly string Fortnight = Audits.Interval(GenesysServer.Now.AddDays(-14), GenesysServer.Now);

    /// <summary>Whether the programs are there.</summary>
    public static bool HasNode { get; } = new[] { "node", "npm" }.All(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name))));

    [Fact(Skip = SkipReason, SkipUnless = nameof(HasNode))]
    public async Task Logs_in_through_its_gateway_and_runs_every_audit_operation()
    {
        string[] stored = [Audits.Rest("a1", Begin, correlation: "corr"), Audits.Rest("a2", Begin.AddHours(1)), Audits.Event("a3", Begin.AddHours(2), "corr"), Audits.Rest("a4", Begin.AddHours(3)), Audits.Rest("a5", Begin.AddHours(4))];
        await using var server = await GenesysServer.StartAsync(stored, new Dictionary<string, string?> { ["GenesysCloud:RedirectBytes"] = "100" });
        var (client, secret) = server.AddClient();

        var output = await RunAsync("operations.js", new { host = server.Url.Host, port = server.Url.Port, clientId = client.Id, clientSecret = secret, interval = Fortnight, auditId = "a3" });

        Assert.Contains("Architect", output.GetProperty("mapping").GetProperty("services").EnumerateArray().Select(service => service.GetProperty("name").GetString()));
        Assert.Equal(["Architect", "PeoplePermissions"], output.GetProperty("realtimeMapping").GetProperty("services").EnumerateArray().Select(service => service.GetProperty("name").GetString()));
        Assert.Equal("Succeeded", output.GetProperty("status").GetProperty("state").GetString());
        Assert.Equal(output.GetProperty("created").GetProperty("id").GetString(), output.GetProperty("status").GetProperty("id").GetString());
        Assert.Equal(["a1 a2", "a3 a4", "a5"], output.GetProperty("pages").EnumerateArray().Select(page => string.Join(' ', Audits.Ids(page))));
        Assert.Equal(["a1", "a2", "a3", "a4", "a5"], Audits.Ids(output.GetProperty("redirected")));
        var audits = output.GetProperty("redirected").GetProperty("entities").EnumerateArray().ToList();
        Assert.True(JsonElement.DeepEquals(JsonSerializer.Deserialize<JsonElement>(stored[0]), audits[0]));
        Assert.Equal("""{"id":"user-1","name":"Ana"}""", audits[2].GetProperty("user").GetRawText());
        Assert.Equal(["a3"], Audits.Ids(output.GetProperty("filtered")));
        Assert.Equal(["a3", "a4"], Audits.Ids(output.GetProperty("realtime")));
        Assert.Equal((5, 3), (output.GetProperty("realtime").GetProperty("total").GetInt32(), output.GetProperty("realtime").GetProperty("pageCount").GetInt32()));
        Assert.Equal(["a1", "a3"], Audits.Ids(output.GetProperty("related")));
    }

    [Fact(Skip = SkipReason, SkipUnless = nameof(HasNode))]
    public async Task Hands_on_errors_with_status_code_and_context()
    {
        const int RequestsPerMinute = 20;
        await using var server = await GenesysServer.StartAsync([], new Dictionary<string, string?> { ["GenesysCloud:RequestsPerMinute"] = "20" });
        var (client, secret) = server.AddClient();
        var (weak, weakSecret) = server.AddClient("default", Scopes.LogRead);
        using var held = await server.HoldQueriesAsync();

        var output = await RunAsync(
            "errors.js",
            new { host = server.Url.Host, port = server.Url.Port, clientId = client.Id, clientSecret = secret, weakId = weak.Id, weakSecret, interval = Fortnight, requestsPerMinute = RequestsPerMinute });

        foreach (var (status, code) in new[] { (400, "invalid.date"), (401, "bad.credentials"), (403, "missing.permissions"), (404, "not.found"), (409, "request.conflict"), (413, "request.entity.too.large"), (429, "too.many.requests") })
        {
            var error = output.GetProperty($"{status}");
            Assert.Equal((status, code), (error.GetProperty("status").GetInt32(), error.GetProperty("code").GetString()));
            Assert.True(Guid.TryParse(error.GetProperty("contextId").GetString(), out _));
        }

        var extended = output.GetProperty("extended");
        Assert.Equal(400, extended.GetProperty("status").GetInt32());
        Assert.Equal(extended.GetProperty("correlation").GetString(), extended.GetProperty("body").GetProperty("contextId").GetString());
        Assert.Contains("invalid_client", output.GetProperty("login").GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>Runs a script and reads the line it writes.</summary>
    private static async Task<JsonElement> RunAsync(string script, object input)
    {
        var folder = Path.Combine(Repository.Root, "tests", "Annals.Server.Tests", "GenesysCloud", "sdk");
        await Installation.Of(folder);
        var output = await StartAsync(folder, "node", ScriptPatience, script, JsonSerializer.Serialize(input));
        return JsonSerializer.Deserialize<JsonElement>(output);
    }

    private static async Task<string> StartAsync(string folder, string program, TimeSpan patience, params string[] arguments)
    {
        using var home = new TestFolder();
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // The SDK reads settings from the home folder, and its transport obeys proxies.
        start.Environment["HOME"] = program == "node" ? home.Path : Environment.GetEnvironmentVariable("HOME");
        start.Environment["NO_PROXY"] = "127.0.0.1";
        using var process = Process.Start(start)!;
        using var ended = new CancellationTokenSource(patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ended.Token);
            var errors = process.StandardError.ReadToEndAsync(ended.Token);
            await process.WaitForExitAsync(ended.Token);
            Assert.True(process.ExitCode == 0, $"{program} {arguments[0]} ended with {process.ExitCode}: {await errors} {await output}");
            return await output;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>The SDK in <c>node_modules</c>, installed as the lock file says when it is missing.</summary>
    private static class Installation
    {
        private static readonly SemaphoreSlim Gate = new(1);

        public static async Task Of(string folder)
        {
            await Gate.WaitAsync();
            try
            {
                if (!Directory.Exists(Path.Combine(folder, "node_modules", "purecloud-platform-client-v2")))
                {
                    await StartAsync(folder, "npm", InstallPatience, "ci", "--no-audit", "--no-fund", "--ignore-scripts");
                }
            }
            finally
            {
                Gate.Release();
            }
        }
    }
}
