using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Annals.Cli.Tests.Serving;

/// <summary><c>annals serve</c> as a process of its own, from the line that says where it serves until it is told to stop.</summary>
internal sealed partial class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);
    private readonly Process process;
    private readonly List<string> lines;
    private readonly Task reading;

    private RunningServer(Process process, List<string> lines, Uri url)
    {
        this.process = process;
        this.lines = lines;
        Url = url;
        reading = Task.Run(ReadAsync);
    }

    public Uri Url { get; }

    /// <summary>Starts it on a data folder, on a free port unless the arguments name another.</summary>
    public static async Task<RunningServer> StartAsync(string data, params string[] arguments)
    {
        string[] urls = arguments.Contains("--urls") ? [] : ["--urls", "http://127.0.0.1:0"];
        var process = AnnalsProgram.Start(Path.GetDirectoryName(data)!, new Dictionary<string, string>(), ["serve", "--data", data, .. urls, .. arguments]);
        process.StandardInput.Close();
        var lines = new List<string>();
        using var late = new CancellationTokenSource(StartTime);
        while (await process.StandardError.ReadLineAsync(late.Token) is { } line)
        {
            lines.Add(line);
            if (Serving().Match(line) is { Success: true } serving)
            {
                return new RunningServer(process, lines, new Uri(serving.Groups["url"].Value));
            }
        }

        process.Dispose();
        throw new InvalidOperationException($"The server ended: {string.Join('\n', lines)}");
    }

    /// <summary>Everything it said.</summary>
    public async Task<string> ErrorAsync()
    {
        await reading;
        return string.Join('\n', lines);
    }

    /// <summary>Sends a signal.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Stops it as an operator would, and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!process.HasExited)
        {
            await SignalAsync("TERM");
        }

        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(late.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            process.Dispose();
        }
    }

    [GeneratedRegex(@"^annals: Serving .* at (?<url>https?://\S+)\. Stop with Ctrl-C\.$")]
    private static partial Regex Serving();

    private async Task ReadAsync()
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            lines.Add(line);
        }
    }
}
