using Annals.Archive;
using Annals.Index;
using Annals.Index.Query;

namespace Annals.Cli.Archives;

/// <summary>What commands ask of a tenant's archive, wherever it is: in the data folder, or behind a server. The answers are the same. Each read leaves its receipt there.</summary>
internal interface IArchive : IAsyncDisposable
{
    /// <summary>Reads one page of records, newest occurred time first.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="limit">Most records of the page, 1 to 10,000.</param>
    /// <param name="cursor">Where the page before ended, or null.</param>
    /// <param name="found">Receives each record as it is read.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<FoundPage> SearchAsync(SearchQuery query, int limit, string? cursor, Action<ShownRecord> found, CancellationToken cancellationToken);

    Task<SearchCount> CountAsync(SearchQuery query, CancellationToken cancellationToken);

    /// <summary>Counts by hour of occurred time.</summary>
    Task<SearchHistogram> CountByHourAsync(SearchQuery query, CancellationToken cancellationToken);

    Task<SearchFacet> FacetAsync(SearchQuery query, FacetField field, int limit, CancellationToken cancellationToken);

    /// <summary>The record at a position; null when there is none.</summary>
    Task<ShownRecord?> ShowAsync(long position, CancellationToken cancellationToken);

    /// <summary>All records with an id, in the order in which they were recorded.</summary>
    Task<IReadOnlyList<ShownRecord>> ShowAsync(string id, CancellationToken cancellationToken);

    /// <summary>Proves the record at a position; null when there is none.</summary>
    Task<FoundProof?> ProveAsync(long position, CancellationToken cancellationToken);

    /// <summary>Proves the first record with an id; null when there is none.</summary>
    Task<FoundProof?> ProveAsync(string id, CancellationToken cancellationToken);

    /// <summary>Takes in the records of files, in their order.</summary>
    Task<IntakeSummary> ImportAsync(IReadOnlyList<IntakeSource> sources, IntakeOptions intake, CancellationToken cancellationToken);

    /// <summary>The gap of a collector with an id; null when there is none.</summary>
    Task<CollectionGap?> FindGapAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Notes that a gap was filled.</summary>
    /// <param name="gap">The gap; open.</param>
    /// <param name="how">How, a sentence.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task CloseGapAsync(CollectionGap gap, string how, CancellationToken cancellationToken);

    /// <summary>Writes every record that matches into a file, and the manifest beside it.</summary>
    Task<FinishedExport> ExportAsync(SearchQuery query, ExportOptions export, string path, CancellationToken cancellationToken);

    /// <summary>Writes every record that matches to a stream, which is not closed.</summary>
    Task<FinishedExport> ExportAsync(SearchQuery query, ExportOptions export, Stream output, CancellationToken cancellationToken);
}

/// <summary>What an export made.</summary>
/// <param name="Manifest">Bytes of its manifest.</param>
/// <param name="Count">Records written.</param>
/// <param name="Length">Bytes written.</param>
internal sealed record FinishedExport(byte[] Manifest, long Count, long Length);

/// <summary>One page of a search, without its records.</summary>
/// <param name="Scope">What part of the log the answer covers.</param>
/// <param name="Count">Records of the page.</param>
/// <param name="Next">Cursor of the page behind it; null when there is none.</param>
internal sealed record FoundPage(SearchScope Scope, int Count, string? Next);

/// <summary>The proof of one record.</summary>
/// <param name="Record">Proof and record.</param>
/// <param name="Others">Positions of further records with the same id.</param>
/// <param name="VerifierKey">Public key of the log.</param>
internal sealed record FoundProof(ProvenRecord Record, IReadOnlyList<long> Others, string VerifierKey);
