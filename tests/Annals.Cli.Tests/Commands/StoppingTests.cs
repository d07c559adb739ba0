using System.Diagnostics;
using System.Globalization;
using Annals.Testing;

namespace Annals.Cli.Tests.Commands;

public sealed class StoppingTests
{
    private const int Cancelled = 130;

    [Fact]
    public async Task The_demonstration_is_stopped_without_a_stack_trace()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with the program kill.");
        using var folder = new TestFolder();
        using var process = AnnalsProgram.Start(folder.Path, new Dictionary<string, string> { ["TMPDIR"] = folder.Path }, "demo");
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("annals import", StringComparison.Ordinal))
        {
        }

        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("   at ", await error, StringComparison.Ordinal);
        Assert.Equal(Cancelled, process.ExitCode);
    }

    [Fact]
    public async Task An_import_that_waits_for_its_input_is_stopped_at_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with the program kill.");
        using var folder = new TestFolder();
        using var process = AnnalsProgram.Start(folder.Path, new Dictionary<string, string>(), "--data", "data", "import", "-");
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await process.StandardError.ReadLineAsync(deadline.Token) is { } line && !line.Contains("Created the tenant", StringComparison.Ordinal))
        {
        }

        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // Standard input stays open all the while.
        await process.WaitForExitAsync(deadline.Token);
        Assert.Equal(Cancelled, process.ExitCode);
        Assert.DoesNotContain("   at ", await error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imports_that_create_the_same_tenant_at_once_both_end_well()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("records.ndjson"), ExampleArchive.Record(1) + "\n", TestContext.Current.CancellationToken);

        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => AnnalsProgram.RunAsync(folder.Path, "--data", "data", "import", "records.ndjson")));

        Assert.All(results, result => Assert.Equal(0, result.ExitCode));
    }
}
