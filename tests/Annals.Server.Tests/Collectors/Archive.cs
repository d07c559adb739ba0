using System.Text;
using Annals.Archive;
using Annals.Collectors.Connections;
using Annals.Log;
using Annals.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Annals.Server.Tests.Collectors;

/// <summary>An archive of its own that a collector fills.</summary>
internal sealed class Archive : IAsyncDisposable
{
    private readonly TestFolder folder = new();

    private Archive(TimeProvider time) => Time = time;

    public TimeProvider Time { get; }

    public ServedTenant Served { get; private set; } = null!;

    public Tenant Tenant => Served.Tenant;

    public static async Task<Archive> OpenAsync(TimeProvider time)
    {
        var archive = new Archive(time);
        TenantCreator.Create(new DataFolder(archive.folder.Path), TenantName.Parse("target"), origin: null, time);
        await archive.OpenAsync();
        return archive;
    }

    /// <summary>Closes and opens the tenant again, as another process would.</summary>
    public async Task ReopenAsync()
    {
        await Served.DisposeAsync();
        await OpenAsync();
    }

    public Collector Collector(string name, ConnectionOptions options, ILogger? logger = null) =>
        Annals.Collectors.Connections.Collector.Create(name, options, Served, logger ?? NullLogger.Instance, Time);

    /// <summary>Payloads of all records but receipts, sorted.</summary>
    public List<string> Records() => [.. Entries(EntryKind.Record).Order(StringComparer.Ordinal)];

    /// <summary>Receipts of a type, in their order.</summary>
    public List<string> Receipts(string type) => [.. Entries(EntryKind.System).Where(receipt => receipt.StartsWith($"{{\"annals\":\"{type}\"", StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        await Served.DisposeAsync();
        folder.Dispose();
    }

    private IEnumerable<string> Entries(EntryKind kind) => Enumerable.Range(0, (int)Tenant.Size)
        .Select(position => Tenant.LogReader.ReadRecord(position))
        .Where(record => record.Entry.Kind == kind)
        .Select(record => Encoding.UTF8.GetString(record.Payload.Span));

    private async Task OpenAsync() =>
        Served = await ServedTenant.OpenAsync(new DataFolder(folder.Path).Tenant(TenantName.Parse("target")), new TenantOptions(), new ServingOptions(), Time, CancellationToken.None);
}
