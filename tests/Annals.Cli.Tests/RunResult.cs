using System.Text;
using Annals.Cli.Shell;

namespace Annals.Cli.Tests;

/// <summary>What a command left behind.</summary>
internal sealed record RunResult(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command inside this process.</summary>
    public static async Task<RunResult> OfAsync(int width, params string[] arguments)
    {
        var output = new MemoryStream();
        var error = new StringWriter { NewLine = "\n" };
        using var console = AppConsole.InMemory(output, error, TimeProvider.System, width);
        var exitCode = await new App(console).RunAsync(arguments);
        return new RunResult(exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    /// <inheritdoc cref="OfAsync(int, string[])"/>
    public static Task<RunResult> OfAsync(params string[] arguments) => OfAsync(80, arguments);

    /// <summary>Runs a command inside this process whose output nobody reads, and gives its exit code.</summary>
    public static async Task<int> UnreadAsync(params string[] arguments)
    {
        using var console = AppConsole.InMemory(new ClosedStream(), TextWriter.Null, TimeProvider.System);
        return await new App(console).RunAsync(arguments);
    }
}
