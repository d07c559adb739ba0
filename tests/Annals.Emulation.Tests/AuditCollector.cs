using System.Text;
using System.Text.Json;
using Annals.Sources.GenesysCloud;
using Annals.Sources.Http;

namespace Annals.Emulation.Tests;

/// <summary>A plain collector of the audit API: each round asks for the last days.</summary>
internal sealed class AuditCollector : IDisposable
{
    private const int PollsMax = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan QueryMax = TimeSpan.FromDays(7);

    private readonly Emulator emulator;
    private readonly GenesysClientCredential credential;
    private readonly AuditQueryClient client;

    public AuditCollector(Emulator emulator)
    {
        this.emulator = emulator;
        var region = new GenesysRegion("emulator", emulator.Url, emulator.Url);
        var http = new SourceHttpOptions { RetriesMax = 0 };
        credential = new GenesysClientCredential(emulator.GenesysClientId, emulator.GenesysSecret, region, http, emulator.Clock);
        client = new AuditQueryClient(new AuditQueryOptions { Region = region, Http = http }, credential, emulator.Clock);
    }

    public Held Held { get; } = new();

    public List<string> Errors { get; } = [];

    public async Task RoundAsync(TimeSpan reach)
    {
        await TryAsync(() => client.GetServiceMappingAsync());
        var now = emulator.Now;
        for (var to = now; to > now - reach; to -= QueryMax)
        {
            var (from, end) = (to - QueryMax > now - reach ? to - QueryMax : now - reach, to);
            await TryAsync(() => QueryAsync(null, from, end));
        }
    }

    public async Task LongRoundAsync(TimeSpan reach) => await TryAsync(() => QueryAsync("Architect", emulator.Now - reach, emulator.Now));

    public async Task RealtimeAsync()
    {
        await TryAsync(() => client.GetRealtimeServiceMappingAsync());
        foreach (var service in RecordMaker.Services)
        {
            await TryAsync(async () =>
            {
                var page = await client.QueryRealtimeAsync(new AuditQuery(new AuditInterval(emulator.Now.AddDays(-1), emulator.Now)) { ServiceName = service });
                Hold(page.Records);
            });
        }
    }

    public void Dispose()
    {
        client.Dispose();
        credential.Dispose();
    }

    private async Task TryAsync(Func<Task> attempt)
    {
        try
        {
            await attempt();
        }
        catch (Exception e) when (e is AuditQueryException or SourceTokenException or IOException or HttpRequestException or InvalidDataException or TimeoutException)
        {
            Errors.Add($"{emulator.Now:O} {e.GetType().Name} {e.Message}");
        }
    }

    private async Task QueryAsync(string? service, DateTimeOffset from, DateTimeOffset to)
    {
        var execution = await client.CreateQueryAsync(new AuditQuery(new AuditInterval(from, to)) { ServiceName = service, Order = AuditSortOrder.Ascending });
        for (var polls = 0; !execution.HasSucceeded; polls++)
        {
            if (execution.HasFailed || polls == PollsMax)
            {
                throw new TimeoutException($"The query is {execution.State}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
            await emulator.SetTimeAsync(emulator.Now + Pause);
            execution = await client.GetQueryAsync(execution.Id);
        }

        for (var page = await client.GetResultsAsync(execution.Id, allowRedirect: true); ; page = await client.GetResultsAsync(execution.Id, page.Cursor, allowRedirect: true))
        {
            Hold(page.Records);
            if (page.Download is { } download)
            {
                using var body = new MemoryStream();
                await using var content = await client.OpenDownloadAsync(download);
                await content.CopyToAsync(body);
                using var file = JsonDocument.Parse(body.ToArray());
                Hold([.. file.RootElement.GetProperty("entities").EnumerateArray().Select(audit => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(audit.GetRawText())))]);
            }

            if (page.Cursor is null)
            {
                return;
            }
        }
    }

    private void Hold(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        foreach (var record in records)
        {
            Held.Add(Held.IdOf(record), record.Span);
        }
    }
}
