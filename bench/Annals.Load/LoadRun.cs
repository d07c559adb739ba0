using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Annals.Load;

/// <summary>Runs one measurement after the other against one server and prints a table.</summary>
internal sealed class LoadRun(LoadOptions options)
{
    private const int SingleConnections = 64;
    private const int SearchesToWarmUp = 100;
    private const int BackgroundPerSecond = 5_000;
    private const string Search = "last 50 of one user, 20/s";
    private const string SearchBeside = "last 50 of one user, 20/s, while 5,000 records/s are appended";
    private const string Listing = "content listing of the Management API";
    private readonly StringBuilder table = new();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Enough for the preloading and for every measurement at the rates that can be expected here.
        var needed = options.Records + (long)(options.Time.TotalSeconds * 130_000) + (long)(options.WarmUp.TotalSeconds * 10_000);
        Say(string.Create(CultureInfo.InvariantCulture, $"Making {needed:N0} records …"));
        using var samples = new SampleLines(needed);
        using var server = await ServerUnderLoad.StartAsync(options.Program, SingleConnections + 16, cancellationToken);
        Say(string.Create(CultureInfo.InvariantCulture, $"Warming up for {options.WarmUp.TotalSeconds:0} s …"));
        await LoopAsync(SingleConnections, options.WarmUp, () => PostAsync(server, samples.Take(1).Lines, cancellationToken));
        Line("| measurement | connections | requests/s | records/s | p50 ms | p95 ms | p99 ms | server CPU | client CPU | server memory now / peak MB | answers not 2xx |");
        Line("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, batch, connections) in new[] { ("append of 1", 1, SingleConnections), ("append of 100", 100, 16), ("append of 10,000", 10_000, 4) })
        {
            if (IsWanted(name))
            {
                await AppendAsync(server, samples, name, batch, connections, cancellationToken);
            }
        }

        if (IsWanted(Search) || IsWanted(SearchBeside) || IsWanted(Listing))
        {
            await PreloadAsync(server, samples, cancellationToken);
        }

        if (IsWanted(Search))
        {
            await SearchAsync(server, samples, Search, appendBeside: false, cancellationToken);
        }

        if (IsWanted(SearchBeside))
        {
            await SearchAsync(server, samples, SearchBeside, appendBeside: true, cancellationToken);
        }

        if (IsWanted(Listing))
        {
            await ListAsync(server, cancellationToken);
        }

        if (options.Output is { } output)
        {
            await File.WriteAllTextAsync(output, table.ToString(), cancellationToken);
        }
    }

    private Task AppendAsync(ServerUnderLoad server, SampleLines samples, string name, int batch, int connections, CancellationToken cancellationToken) =>
        MeasureAsync(server, name, connections, async (latencies, ending) =>
        {
            var (lines, count) = samples.Take(batch);
            var begun = Stopwatch.GetTimestamp();
            var status = await PostAsync(server, lines, ending);
            latencies.Add(Stopwatch.GetElapsedTime(begun));
            return (status, count);
        }, cancellationToken);

    /// <summary>Fills the archive up and waits until the index has followed.</summary>
    private async Task PreloadAsync(ServerUnderLoad server, SampleLines samples, CancellationToken cancellationToken)
    {
        while ((await HealthAsync(server, cancellationToken)).GetProperty("size").GetInt64() < options.Records)
        {
            var (lines, count) = samples.Take(10_000);
            if (count == 0)
            {
                break;
            }

            await PostAsync(server, lines, cancellationToken);
        }

        var begun = Stopwatch.GetTimestamp();
        JsonElement health;
        while ((health = await HealthAsync(server, cancellationToken)).GetProperty("indexLag").GetInt64() > 2_000)
        {
            await Task.Delay(200, cancellationToken);
        }

        Say(string.Create(CultureInfo.InvariantCulture, $"{health.GetProperty("size").GetInt64():N0} entries; the index had followed after {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s more."));
    }

    /// <summary>A user with many records, but not the one with most.</summary>
    private static async Task<string> BusyUserAsync(ServerUnderLoad server, CancellationToken cancellationToken)
    {
        var facet = await server.Http.GetFromJsonAsync<JsonElement>(new Uri("/v1/records/facets/actor?limit=20", UriKind.Relative), cancellationToken);
        return facet.GetProperty("values").EnumerateArray().Last().GetProperty("value").GetString()!;
    }

    /// <summary>20 searches a second, begun by the clock whether or not the one before has been answered; beside them, if wanted, 5,000 records a second.</summary>
    private async Task SearchAsync(ServerUnderLoad server, SampleLines samples, string name, bool appendBeside, CancellationToken cancellationToken)
    {
        var user = await BusyUserAsync(server, cancellationToken);
        using var appending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var appended = 0L;
        var url = new Uri($"/v1/records?limit=50&q={Uri.EscapeDataString($"actor:\"{user}\"")}", UriKind.Relative);
        for (var i = 0; i < SearchesToWarmUp; i++)
        {
            await server.Http.GetByteArrayAsync(url, cancellationToken);
        }

        var background = appendBeside ? Task.Run(() => AppendSteadilyAsync(server, samples, count => Interlocked.Add(ref appended, count), appending.Token), cancellationToken) : Task.CompletedTask;
        var latencies = new Latencies();
        var failed = 0;
        var (serverBefore, clientBefore) = (server.ProcessorTime, ClientTime());
        var begun = Stopwatch.GetTimestamp();
        var running = new List<Task>();
        using (var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50)))
        {
            while (Stopwatch.GetElapsedTime(begun) < options.Time && await timer.WaitForNextTickAsync(cancellationToken))
            {
                running.Add(Task.Run(async () =>
                {
                    var asked = Stopwatch.GetTimestamp();
                    using var answer = await server.Http.GetAsync(url, cancellationToken);
                    await answer.Content.ReadAsByteArrayAsync(cancellationToken);
                    latencies.Add(Stopwatch.GetElapsedTime(asked));
                    if (!answer.IsSuccessStatusCode)
                    {
                        Interlocked.Increment(ref failed);
                    }
                }, cancellationToken));
            }
        }

        await Task.WhenAll(running);
        var elapsed = Stopwatch.GetElapsedTime(begun);
        await appending.CancelAsync();
        await background;
        Row(server, name, 0, latencies, Interlocked.Read(ref appended), failed, elapsed, serverBefore, clientBefore);
    }

    /// <summary>Every 10 ms the records that are due by then, so that the rate holds whatever the answers take.</summary>
    private static async Task AppendSteadilyAsync(ServerUnderLoad server, SampleLines samples, Action<int> done, CancellationToken cancellationToken)
    {
        try
        {
            var begun = Stopwatch.GetTimestamp();
            var sent = 0;
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var (lines, count) = samples.Take((int)(Stopwatch.GetElapsedTime(begun).TotalSeconds * BackgroundPerSecond) - sent);
                sent += count;
                if (count > 0 && await PostAsync(server, lines, cancellationToken) == HttpStatusCode.OK)
                {
                    done(count);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    /// <summary>Listings of the Management Activity API over windows of the time in which the records were stored.</summary>
    private async Task ListAsync(ServerUnderLoad server, CancellationToken cancellationToken)
    {
        var root = $"/api/v1.0/{server.ClientId}/activity/feed";
        using (var started = await server.Http.PostAsync(new Uri($"{root}/subscriptions/start?contentType=Audit.Exchange", UriKind.Relative), null, cancellationToken))
        {
            started.EnsureSuccessStatusCode();
        }

        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var window = $"startTime={now.AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)}&endTime={now.AddMinutes(1).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)}";
        var url = new Uri($"{root}/subscriptions/content?contentType=Audit.Exchange&{window}", UriKind.Relative);
        using (var first = await server.Http.GetAsync(url, cancellationToken))
        {
            Say($"The first listing builds the table of content items: {first.StatusCode}.");
        }

        await MeasureAsync(server, Listing, 4, async (latencies, ending) =>
        {
            var begun = Stopwatch.GetTimestamp();
            using var answer = await server.Http.GetAsync(url, ending);
            await answer.Content.ReadAsByteArrayAsync(ending);
            latencies.Add(Stopwatch.GetElapsedTime(begun));
            return (answer.StatusCode, 0);
        }, cancellationToken);
    }

    private async Task MeasureAsync(ServerUnderLoad server, string name, int connections, Func<Latencies, CancellationToken, Task<(HttpStatusCode Status, int Records)>> request, CancellationToken cancellationToken)
    {
        var latencies = new Latencies();
        var records = 0L;
        var failed = 0;
        var (serverBefore, clientBefore) = (server.ProcessorTime, ClientTime());
        var begun = Stopwatch.GetTimestamp();
        await LoopAsync(connections, options.Time, async () =>
        {
            var (status, count) = await request(latencies, cancellationToken);
            if (status == HttpStatusCode.OK)
            {
                Interlocked.Add(ref records, count);
            }
            else
            {
                Interlocked.Increment(ref failed);
            }
        });
        Row(server, name, connections, latencies, records, failed, Stopwatch.GetElapsedTime(begun), serverBefore, clientBefore);
    }

    /// <summary>Does the same again and again on each of some connections for a time.</summary>
    private static Task LoopAsync(int connections, TimeSpan time, Func<Task> request)
    {
        var begun = Stopwatch.GetTimestamp();
        return Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(begun) < time)
            {
                await request();
            }
        })));
    }

    private void Row(ServerUnderLoad server, string name, int connections, Latencies latencies, long records, int failed, TimeSpan elapsed, TimeSpan serverBefore, TimeSpan clientBefore)
    {
        var seconds = elapsed.TotalSeconds;
        var (now, peak) = server.MemoryMb;
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {(connections == 0 ? "–" : connections)} | {latencies.Count / seconds:N0} | {(records == 0 ? "–" : (records / seconds).ToString("N0", CultureInfo.InvariantCulture))} | {latencies.Row()} | {(server.ProcessorTime - serverBefore).TotalSeconds / seconds:0.00} | {(ClientTime() - clientBefore).TotalSeconds / seconds:0.00} | {now} / {peak} | {failed} |"));
    }

    private static async Task<HttpStatusCode> PostAsync(ServerUnderLoad server, byte[] lines, CancellationToken cancellationToken)
    {
        using var body = new ByteArrayContent(lines);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await server.Http.PostAsync(new Uri("/v1/records?verdicts=problems", UriKind.Relative), body, cancellationToken);
        await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return answer.StatusCode;
    }

    private static Task<JsonElement> HealthAsync(ServerUnderLoad server, CancellationToken cancellationToken) =>
        server.Http.GetFromJsonAsync<JsonElement>(new Uri("/v1/tenant/health", UriKind.Relative), cancellationToken);

    private bool IsWanted(string name) => name.Contains(options.Only, StringComparison.Ordinal);

    private static TimeSpan ClientTime() => Process.GetCurrentProcess().TotalProcessorTime;

    private void Line(string line)
    {
        table.Append(line).Append('\n');
        Console.WriteLine(line);
    }

    private static void Say(string sentence) => Console.Error.WriteLine(sentence);
}
