using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Annals.Testing;

namespace Annals.Cli.Tests.Serving;

public sealed class ServeTests
{
    [Fact]
    public async Task All_wrong_settings_are_named_at_once()
    {
        using var folder = new TestFolder();

        var result = await RunResult.OfAsync(
            "serve", "--data", folder.File("data"), "--urls", "ftp://somewhere;https://127.0.0.1:0", "--set", "Server:DrainTime=00:10:00", "--set", "Server:NoSuchKey=1", "--set", "Limits:SearchesMax=0", "--set", "Nothing:X=1");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        foreach (var key in (string[])["Urls", "ftp://somewhere", "CertificateFile", "DrainTime", "NoSuchKey", "SearchesMax", "Nothing"])
        {
            Assert.Contains(key, result.Error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(folder.File("data/tenants")));
    }

    [Fact]
    public async Task The_link_of_a_first_start_is_kept_in_a_file_of_its_owner_where_no_terminal_is()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with the program kill.");
        using var folder = new TestFolder();
        await using var server = await RunningServer.StartAsync(folder.File("data"));
        await server.StopAsync();

        var file = folder.File("data/server/welcome-link");
        Assert.Matches("^http://127.0.0.1:[0-9]+/welcome#[A-Za-z0-9_-]{43}\n$", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        var told = await server.ErrorAsync();
        Assert.Contains(file, told, StringComparison.Ordinal);
        Assert.DoesNotContain("welcome#", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_is_none_is_wrong_use()
    {
        using var folder = new TestFolder();

        var result = await RunResult.OfAsync("serve", "--data", folder.File("data"), "--set", "Server");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("SECTION:KEY=VALUE", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_told_and_the_tenant_is_left_clean()
    {
        using var folder = new TestFolder();
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();

        var result = await RunResult.OfAsync("serve", "--data", folder.File("data"), "--urls", $"http://{listener.LocalEndpoint}");
        var after = await RunResult.OfAsync("stats", "--data", folder.File("data"));

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("--urls", result.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (after.ExitCode, after.Error));
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_told()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("file"), "", TestContext.Current.CancellationToken);

        var result = await RunResult.OfAsync("serve", "--data", folder.File("file/data"));

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("data folder", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_tenant_one_is_created_and_a_second_server_is_refused_at_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with the program kill.");
        using var folder = new TestFolder();
        await using var server = await RunningServer.StartAsync(folder.File("data"), "--tenant", "acme");

        var second = await RunResult.OfAsync("serve", "--data", folder.File("data"), "--urls", "http://127.0.0.1:0");
        var reindex = await RunResult.OfAsync("reindex", "--data", folder.File("data"), "--tenant", "acme");
        var code = await server.StopAsync();

        Assert.Equal(3, second.ExitCode);
        Assert.Contains(server.Url.ToString(), second.Error, StringComparison.Ordinal);
        Assert.Equal(3, reindex.ExitCode);
        Assert.Contains(server.Url.ToString(), reindex.Error, StringComparison.Ordinal);
        Assert.Equal(0, code);
        Assert.Contains("Created the tenant \"acme\"", await server.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(0, (await RunResult.OfAsync("verify", "--data", folder.File("data"), "--tenant", "acme")).ExitCode);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_stops_it_in_time_and_everything_acknowledged_is_kept(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with the program kill.");
        using var folder = new TestFolder();
        await using var server = await RunningServer.StartAsync(folder.File("data"));
        using var client = JsonDocument.Parse((await RunResult.OfAsync("client", "add", "writer", "--scope", "records.append", "--scope", "records.read", "--data", folder.File("data"), "--json")).Output);
        using var http = await SignedInAsync(server.Url, client.RootElement);

        // Somebody follows, somebody sends slowly, somebody appends until the end.
        using var tail = await http.GetAsync(new Uri("v1/tail", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var slow = new TcpClient();
        await slow.ConnectAsync(server.Url.Host, server.Url.Port, TestContext.Current.CancellationToken);
        await slow.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /v1/records HTTP/1.1\r\nHost: {server.Url.Authority}\r\nAuthorization: {http.DefaultRequestHeaders.Authorization}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{"), TestContext.Current.CancellationToken);
        var halfway = new TaskCompletionSource();
        var appending = AppendAsync(http, halfway);
        await halfway.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var started = Stopwatch.GetTimestamp();
        await server.SignalAsync(signal);
        var code = await server.StopAsync();
        var elapsed = Stopwatch.GetElapsedTime(started);
        var acknowledged = await appending;
        var stored = await RunResult.OfAsync("search", "--limit", "0", "--format", "ndjson", "--data", folder.File("data"));

        Assert.Equal(0, code);
        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Empty(acknowledged.Except(stored.Output.Split('\n')));
        Assert.Equal(0, (await RunResult.OfAsync("verify", "--data", folder.File("data"))).ExitCode);
        Assert.DoesNotContain("not closed cleanly", stored.Error, StringComparison.Ordinal);
    }

    private static async Task<HttpClient> SignedInAsync(Uri url, JsonElement client)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = url };
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", client.GetProperty("id").GetString()), new("client_secret", client.GetProperty("secret").GetString())]);
        using var answer = await http.PostAsync(new Uri("oauth/token", UriKind.Relative), form);
        using var token = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        http.DefaultRequestHeaders.Authorization = new("Bearer", token.RootElement.GetProperty("access_token").GetString());
        return http;
    }

    /// <summary>Appends one record after the other until the server is gone.</summary>
    private static async Task<List<string>> AppendAsync(HttpClient http, TaskCompletionSource halfway)
    {
        var acknowledged = new List<string>();
        for (var i = 0; ; i++)
        {
            var record = $"{{\"id\":\"r{i}\",\"time\":\"2026-03-05T10:00:00Z\",\"action\":\"a\"}}";
            try
            {
                using var content = new StringContent(record, Encoding.UTF8, "application/json");
                using var answer = await http.PostAsync(new Uri("v1/records", UriKind.Relative), content);
                if (!answer.IsSuccessStatusCode)
                {
                    return acknowledged;
                }

                acknowledged.Add(record);
            }
            catch (HttpRequestException)
            {
                return acknowledged;
            }

            if (acknowledged.Count == 20)
            {
                halfway.SetResult();
            }
        }
    }
}
