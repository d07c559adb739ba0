using System.Diagnostics;
using Annals.Server.Access;
using Annals.Testing;

namespace Annals.Server.Tests.OpenApi;

public sealed class ApiPageTests
{
    private const string Shell = "/bin/bash";
    private const string Curl = "/usr/bin/curl";

    [Fact]
    public async Task The_lines_of_the_page_work_as_printed()
    {
        Assert.SkipUnless(File.Exists(Shell) && File.Exists(Curl), "bash and curl are needed");
        await using var server = await TestServer.StartAsync();
        using var folder = new TestFolder();
        var (client, secret) = server.AddClient([Scopes.RecordsAppend, Scopes.RecordsRead, Scopes.RecordsExport, Scopes.LogRead]);
        var script = folder.File("page.sh");
        File.WriteAllText(script, "set -e -o pipefail\n" + string.Join('\n', Blocks(File.ReadAllText(Path.Combine(Repository.Root, "docs", "api.md")))));

        var start = new ProcessStartInfo(Shell, [script]) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ANNALS"] = server.Url.ToString().TrimEnd('/');
        start.Environment["CLIENT_ID"] = client.Id.ToString();
        start.Environment["CLIENT_SECRET"] = secret;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, $"{process.ExitCode}\n{output}\n{await error}");
        Assert.Contains("\"stored\":2", output, StringComparison.Ordinal);
        Assert.Equal(3, File.ReadAllLines(folder.File("doors.csv")).Length);
        Assert.Contains("sha256", File.ReadAllText(folder.File("doors.csv.manifest.json")), StringComparison.Ordinal);
    }

    /// <summary>The blocks that are meant for a shell.</summary>
    private static IEnumerable<string> Blocks(string page) => page.Split("```sh\n").Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]);
}
