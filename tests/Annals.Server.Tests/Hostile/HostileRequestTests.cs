using System.Net.Sockets;
using System.Text;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Testing;

namespace Annals.Server.Tests.Hostile;

public sealed class HostileRequestTests
{
    private const long MemoryMax = 512L << 20;
    private const int Connections = 32;
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(45);

    /// <summary>Issue: 100,000 requests; the daily form sends some of them.</summary>
    private static readonly int Requests = Seed.Rounds(4_000, 100_000);

    [Fact]
    public async Task Mutated_requests_neither_break_nor_stop_nor_swell_the_server()
    {
        using var folder = new TestFolder();
        var data = new DataFolder(folder.Path);
        var tenant = TenantCreator.Create(data, TenantName.Default, origin: null, TimeProvider.System);
        var (client, secret) = ServerProcess.AddClient(data, tenant.Id, [.. Scopes.All]);
        using var server = await ServerProcess.StartAsync(data, "--set", "Limits:RequestsPerMinute=100000000", "--set", "Limits:SignInsPerMinute=1000000", "--set", "GenesysCloud:RequestsPerMinute=1000000", "--set", "Microsoft365:RequestsPerMinute=1000000");
        using var http = new HttpClient { BaseAddress = server.Url };
        var token = await TestServer.TokenAsync(http, client.Id, secret);
        var statuses = new int[600];
        using var filled = new HttpClient { BaseAddress = server.Url };
        filled.DefaultRequestHeaders.Authorization = new("Bearer", token);
        await filled.AppendAsync(Enumerable.Range(0, 100).Select(i => Json.Record($"{i}")));
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(worker => Task.Run(async () =>
        {
            var mutator = new RequestMutator(Seed.Random($"{nameof(HostileRequestTests)}-{worker}"), server.Url.Authority, token, tenant.Id, client.Id);
            for (var i = 0; i < Requests / Connections; i++)
            {
                var request = mutator.Next();
                var status = await SendAsync(server.Url, request);
                Interlocked.Increment(ref statuses[status]);
                Assert.True(status is 0 or < 500 or 501 or 503 or 505, $"{status} after:\n{Encoding.UTF8.GetString(request.AsSpan(0, Math.Min(request.Length, 2_000)))}");
            }
        })));

        Assert.False(server.HasExited);
        Assert.True(statuses[200] > Requests / 20, $"Too few of {Requests} requests were served, so too little was tested: {Summary(statuses)}");
        Assert.InRange(server.PeakBytes, 1, MemoryMax);
        using var alive = await http.GetAsync(new Uri("/health/live", UriKind.Relative));
        Assert.True(alive.IsSuccessStatusCode);
        TestContext.Current.SendDiagnosticMessage($"{Requests} requests, peak {server.PeakBytes >> 20} MB, answers: {Summary(statuses)}");
    }

    [Fact]
    public async Task Bodies_that_do_not_come_are_given_up()
    {
        using var folder = new TestFolder();
        var data = new DataFolder(folder.Path);
        var tenant = TenantCreator.Create(data, TenantName.Default, origin: null, TimeProvider.System);
        var (client, secret) = ServerProcess.AddClient(data, tenant.Id, Scopes.RecordsAppend);
        using var server = await ServerProcess.StartAsync(data);
        using var http = new HttpClient { BaseAddress = server.Url };
        var token = await TestServer.TokenAsync(http, client.Id, secret);
        var head = Encoding.ASCII.GetBytes($"POST /v1/records HTTP/1.1\r\nHost: {server.Url.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{{\"id\":");

        var statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => SendAsync(server.Url, head)));

        Assert.All(statuses, status => Assert.True(status is 0 or 408, $"{status}"));
        using var alive = await http.GetAsync(new Uri("/health/live", UriKind.Relative));
        Assert.True(alive.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_body_that_stops_midway_is_given_up_however_much_came_at_once()
    {
        using var folder = new TestFolder();
        var data = new DataFolder(folder.Path);
        var tenant = TenantCreator.Create(data, TenantName.Default, origin: null, TimeProvider.System);
        var (client, secret) = ServerProcess.AddClient(data, tenant.Id, Scopes.RecordsAppend);
        using var server = await ServerProcess.StartAsync(data, "--set", "Limits:BodyPauseMax=00:00:01");
        using var http = new HttpClient { BaseAddress = server.Url };
        var token = await TestServer.TokenAsync(http, client.Id, secret);
        var half = Encoding.ASCII.GetBytes($"POST /v1/records HTTP/1.1\r\nHost: {server.Url.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: 2000000\r\n\r\n{{\"id\":\"{new string('a', 1_000_000)}");

        Assert.Equal(408, await SendAsync(server.Url, half));
    }

    private static string Summary(int[] statuses) => string.Join(", ", statuses.Select((count, status) => (count, status)).Where(pair => pair.count > 0).Select(pair => $"{pair.status}: {pair.count}"));

    /// <summary>Sends bytes on a connection of their own.</summary>
    /// <returns>The status of the answer; 0 when the connection was closed without one.</returns>
    private static async Task<int> SendAsync(Uri url, byte[] request)
    {
        using var ending = new CancellationTokenSource(AnswerTimeMax);
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(url.Host, url.Port, ending.Token);
        await using var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(request, ending.Token);
            var buffer = new byte[16];
            var read = await stream.ReadAtLeastAsync(buffer, 12, throwOnEndOfStream: false, ending.Token);
            if (read < 12)
            {
                return 0;
            }

            var status = int.Parse(Encoding.ASCII.GetString(buffer, 9, 3), System.Globalization.CultureInfo.InvariantCulture);
            return status;
        }
        catch (IOException)
        {
            // Closed while much was being sent.
            return 0;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No answer within {AnswerTimeMax.TotalSeconds} s to:\n{Encoding.UTF8.GetString(request.AsSpan(0, Math.Min(request.Length, 2_000)))}");
        }
    }
}
