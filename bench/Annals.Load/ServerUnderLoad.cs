using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Annals.Load;

/// <summary>A server in a process of its own on a fresh data folder, and a client that may do everything the measurements need.</summary>
internal sealed class ServerUnderLoad : IDisposable
{
    private readonly string folder;
    private readonly Process process;

    private ServerUnderLoad(string folder, Process process, HttpClient http)
    {
        this.folder = folder;
        this.process = process;
        Http = http;
    }

    /// <summary>Has a token.</summary>
    public HttpClient Http { get; }

    /// <summary>Id of the client, which the Management API takes as tenant.</summary>
    public required string ClientId { get; init; }

    /// <summary>Processor time of the server so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Memory of the server now, and most so far, in MB.</summary>
    public (long Now, long Peak) MemoryMb
    {
        get
        {
            var lines = File.ReadAllLines($"/proc/{process.Id}/status");
            return (Value("VmRSS:"), Value("VmHWM:"));

            long Value(string name) => long.Parse(lines.First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
    }

    public static async Task<ServerUnderLoad> StartAsync(string program, int connections, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("annals-load-").FullName;
        await RunAsync(program, ["tenant", "create", "default", "--data", folder], cancellationToken);
        var sources = (string[])["microsoft365", "genesys-cloud", "order-desk", "billing", "hr-portal", "import"];
        var added = await RunAsync(
            program,
            ["client", "add", "load", "--data", folder, "--json", .. Options("--scope", "records.append", "records.read", "log.read", "admin"), .. Options("--source", sources)],
            cancellationToken);
        using var client = JsonDocument.Parse(added);
        var port = FreePort();
        var start = new ProcessStartInfo(
            program,
            ["serve", "--data", folder, "--urls", $"http://127.0.0.1:{port}", "--log-level", "Warning", "--set", "Limits:RequestsPerMinute=100000000", "--set", "Telemetry:DiskFreeBytesMin=0", "--set", "Microsoft365:RequestsPerMinute=1000000", "--set", "GenesysCloud:RequestsPerMinute=1000000"]);
        var process = Process.Start(start)!;
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(100) };
        await UntilLiveAsync(http, process, cancellationToken);
        var id = client.RootElement.GetProperty("id").GetString()!;
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id), new("client_secret", client.RootElement.GetProperty("secret").GetString()!)]);
        using var answer = await http.PostAsync(new Uri("/oauth/token", UriKind.Relative), form, cancellationToken);
        answer.EnsureSuccessStatusCode();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("access_token").GetString());
        return new ServerUnderLoad(folder, process, http) { ClientId = id };
    }

    public void Dispose()
    {
        Http.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<string> Options(string name, params IEnumerable<string> values) => values.SelectMany(value => (string[])[name, value]);

    private static async Task UntilLiveAsync(HttpClient http, Process process, CancellationToken cancellationToken)
    {
        while (!process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/live", UriKind.Relative), cancellationToken);
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20, cancellationToken);
            }
        }

        throw new InvalidOperationException($"The server ended with {process.ExitCode}.");
    }

    private static async Task<string> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
