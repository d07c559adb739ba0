using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Annals.Testing;

namespace Annals.Cli.Tests.Serving;

public sealed class DemoServerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_lines_it_prints_work_as_printed_in_another_terminal()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The lines are run with bash.");
        using var folder = new TestFolder();
        using var demo = AnnalsProgram.Start(folder.Path, new Dictionary<string, string> { ["TMPDIR"] = folder.Path }, "demo");
        demo.StandardInput.Close();
        var error = demo.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var late = new CancellationTokenSource(Patience);
        var lines = new List<string>();
        while (lines.Count < 3 && await demo.StandardOutput.ReadLineAsync(late.Token) is { } line)
        {
            if (line.StartsWith("curl ", StringComparison.Ordinal))
            {
                lines.Add(line);
            }
        }

        Assert.True(lines.Count == 3, demo.HasExited ? await error : "The demonstration printed fewer lines.");
        using var own = await PasteAsync(lines[0]);
        using var content = await PasteAsync(lines[1]);
        using var audits = await PasteAsync(lines[2]);
        await StopAsync(demo);

        Assert.Equal(3, own.RootElement.GetProperty("records").GetArrayLength());
        Assert.All(own.RootElement.GetProperty("records").EnumerateArray(), record => Assert.Equal("failure", record.GetProperty("outcome").GetString()));
        Assert.NotEqual(0, content.RootElement.GetArrayLength());
        Assert.All(content.RootElement.EnumerateArray(), item => Assert.Equal("Audit.Exchange", item.GetProperty("contentType").GetString()));
        Assert.NotEqual(0, audits.RootElement.GetProperty("total").GetInt64());
        Assert.Equal(3, audits.RootElement.GetProperty("entities").GetArrayLength());
        Assert.Equal(0, demo.ExitCode);
        Assert.DoesNotContain("warn:", await error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", await error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_json_it_tells_address_credentials_and_the_lines()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The lines are run with bash.");
        using var folder = new TestFolder();
        using var demo = AnnalsProgram.Start(folder.Path, new Dictionary<string, string> { ["TMPDIR"] = folder.Path }, "demo", "--json");
        demo.StandardInput.Close();
        var error = demo.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var late = new CancellationTokenSource(Patience);

        using var facts = JsonDocument.Parse(await demo.StandardOutput.ReadLineAsync(late.Token) ?? await error);
        var secret = folder.File("secret");
        await File.WriteAllTextAsync(secret, facts.RootElement.GetProperty("clientSecret").GetString(), TestContext.Current.CancellationToken);
        var stats = await RunResult.OfAsync("--server", facts.RootElement.GetProperty("address").GetString()!, "--client-id", facts.RootElement.GetProperty("clientId").GetString()!, "--client-secret-file", secret, "stats");
        using var audits = await PasteAsync(facts.RootElement.GetProperty("curl").GetProperty("genesysCloud").GetString()!);
        await StopAsync(demo);

        Assert.Equal("20,000 records\n", stats.Output);
        Assert.NotEqual(0, audits.RootElement.GetProperty("total").GetInt64());
        Assert.Equal("demo", facts.RootElement.GetProperty("user").GetString());
        Assert.Equal(0, demo.ExitCode);
    }

    private static async Task<JsonDocument> PasteAsync(string line)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", line]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = bash.StandardError.ReadToEndAsync();
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.Equal((0, ""), (bash.ExitCode, await error));
        return JsonDocument.Parse(output);
    }

    /// <summary>Not by SIGINT: where the tests run as a job in the background, programs begin with that ignored.</summary>
    private static async Task StopAsync(Process demo)
    {
        using (var kill = Process.Start("kill", ["-TERM", demo.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        using var late = new CancellationTokenSource(Patience);
        await demo.StandardOutput.ReadToEndAsync(late.Token);
        await demo.WaitForExitAsync(late.Token);
    }
}
