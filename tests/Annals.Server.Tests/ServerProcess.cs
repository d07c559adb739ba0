using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Storage;
using Annals.Testing;

namespace Annals.Server.Tests;

/// <summary>The real program, <c>annals serve</c>, in a process of its own that can be killed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, Uri url)
    {
        this.process = process;
        Url = url;
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>Most memory that it has used so far, in bytes.</summary>
    public long PeakBytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) << 10;
        }
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<ServerProcess> StartAsync(DataFolder data, params string[] arguments)
    {
        var port = FreePort();
        var program = Path.Combine(Repository.Root, "artifacts/bin/Annals.Cli/release/annals");
        var start = new ProcessStartInfo(program, ["serve", "--data", data.Path, "--urls", $"http://127.0.0.1:{port}", "--log-level", "Warning", .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        var url = new Uri($"http://127.0.0.1:{port}");
        using var http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(5) };
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with {process.ExitCode}: {await error}");
            }

            try
            {
                using var answer = await http.GetAsync(new Uri("/health/live", UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return new ServerProcess(process, url);
                }
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>Adds a client by the database that the server shares with the command line.</summary>
    public static (Client Client, string Secret) AddClient(DataFolder data, Guid tenant, params string[] scopes) =>
        new ClientStore(new ServerDatabase(new ServerFolder(data), AccessServices.Schemas), TimeProvider.System).Add(tenant, $"client {Guid.NewGuid():N}", scopes, [], TestServer.Tester);

    /// <summary>Ends it as power loss of the process would: at once, by SIGKILL.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
