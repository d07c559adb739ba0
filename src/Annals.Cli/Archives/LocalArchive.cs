using Annals.Archive;
using Annals.Index;
using Annals.Index.Query;

namespace Annals.Cli.Archives;

/// <summary>The archive in the data folder, opened by this process. Work is done on the caller's thread.</summary>
internal sealed class LocalArchive(Tenant tenant) : IArchive
{
    public Task<FoundPage> SearchAsync(SearchQuery query, int limit, string? cursor, Action<ShownRecord> found, CancellationToken cancellationToken)
    {
        var page = tenant.Search(query, limit, cursor, cancellationToken);
        foreach (var record in tenant.Read(page, cancellationToken))
        {
            found(record);
        }

        return Task.FromResult(new FoundPage(page.Scope, page.Rows.Count, page.Next));
    }

    public Task<SearchCount> CountAsync(SearchQuery query, CancellationToken cancellationToken) => Task.FromResult(tenant.Count(query, cancellationToken));

    public Task<SearchHistogram> CountByHourAsync(SearchQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(tenant.Histogram(query, TimeSpan.FromHours(1), cancellationToken));

    public Task<SearchFacet> FacetAsync(SearchQuery query, FacetField field, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(tenant.Facet(query, field, limit, cancellationToken));

    public Task<ShownRecord?> ShowAsync(long position, CancellationToken cancellationToken) => Task.FromResult(tenant.Show(position));

    public Task<IReadOnlyList<ShownRecord>> ShowAsync(string id, CancellationToken cancellationToken) => Task.FromResult(tenant.Show(id, cancellationToken));

    public Task<FoundProof?> ProveAsync(long position, CancellationToken cancellationToken) =>
        Task.FromResult(position < tenant.Size ? Prove(position, others: []) : null);

    public Task<FoundProof?> ProveAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(tenant.PositionsOf(id, cancellationToken) is { Count: > 0 } positions ? Prove(positions[0], [.. positions.Skip(1)]) : null);

    public Task<IntakeSummary> ImportAsync(IReadOnlyList<IntakeSource> sources, IntakeOptions intake, CancellationToken cancellationToken) =>
        tenant.ImportAsync(sources, intake, cancellationToken);

    public Task<CollectionGap?> FindGapAsync(Guid id, CancellationToken cancellationToken) =>
        Task.FromResult(tenant.Ledger.Gaps(connection: null, isOpenOnly: false).FirstOrDefault(gap => gap.Id == id));

    public Task CloseGapAsync(CollectionGap gap, string how, CancellationToken cancellationToken)
    {
        tenant.NoteGapClosed(Actor.Process, gap, how);
        return Task.CompletedTask;
    }

    public Task<FinishedExport> ExportAsync(SearchQuery query, ExportOptions export, string path, CancellationToken cancellationToken) =>
        Task.Run(() => Finished(new ExportFile(path).Write(tenant, query, export, cancellationToken)), cancellationToken);

    public Task<FinishedExport> ExportAsync(SearchQuery query, ExportOptions export, Stream output, CancellationToken cancellationToken) =>
        Task.Run(() => Finished(tenant.Export(query, output, export, cancellationToken)), cancellationToken);

    public ValueTask DisposeAsync()
    {
        tenant.Dispose();
        return ValueTask.CompletedTask;
    }

    private static FinishedExport Finished(ExportManifest manifest) => new(manifest.ToBytes(), manifest.Count, manifest.Length);

    private FoundProof Prove(long position, IReadOnlyList<long> others) => new(tenant.Prove(position), others, tenant.Description.VerifierKey);
}
