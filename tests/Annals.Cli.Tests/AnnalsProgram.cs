using System.Diagnostics;
using Annals.Testing;

namespace Annals.Cli.Tests;

/// <summary>The real program, started as a process of its own.</summary>
internal static class AnnalsProgram
{
    /// <summary>Path of the program.</summary>
    public static readonly string FullPath = Path.Combine(Repository.Root, "artifacts/bin/Annals.Cli/release", OperatingSystem.IsWindows() ? "annals.exe" : "annals");

    /// <summary>Starts it with the given working folder and environment; the caller waits for it and disposes it.</summary>
    public static Process Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(FullPath, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"\"{FullPath}\" could not be started.");
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<RunResult> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(folder, environment, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new RunResult(process.ExitCode, await output, await error);
    }

    /// <inheritdoc cref="RunAsync(string, IReadOnlyDictionary{string, string}, string[])"/>
    public static Task<RunResult> RunAsync(string folder, params string[] arguments) => RunAsync(folder, new Dictionary<string, string>(), arguments);
}
