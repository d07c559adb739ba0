using System.Collections.Frozen;
using Annals.Archive;
using Annals.Index.Query;
using Annals.Server.Access;

namespace Annals.Server.Api.Exports;

/// <summary>An export as it is asked for: what is written, for whom.</summary>
/// <param name="Id">Names it in addresses and receipts.</param>
/// <param name="Tenant">The tenant whose records it holds.</param>
/// <param name="Owner">Id of the caller that asked for it; nobody else sees it.</param>
/// <param name="OwnerName">The caller's name, as receipts show it.</param>
/// <param name="OwnerKind">What kind of caller it is.</param>
/// <param name="Query">The query in canonical form.</param>
/// <param name="NowMicros">What <c>now</c> means in the query, microseconds since 1970 UTC: the moment it was asked, whenever it is run.</param>
/// <param name="Format">Format of the file.</param>
/// <param name="Guard">CSV: whether cells that a spreadsheet would run get an apostrophe.</param>
/// <param name="Created">When it was asked for, UTC.</param>
internal sealed record ExportJob(Guid Id, Guid Tenant, string Owner, string OwnerName, CallerKind OwnerKind, string Query, long NowMicros, ExportFormat Format, bool Guard, DateTimeOffset Created)
{
    public ExportState State { get; init; }

    /// <summary>Why there is no file; null when there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>Records written.</summary>
    public long Records { get; init; }

    /// <summary>Records that matched when it began; null when that is not known.</summary>
    public long? Estimate { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    /// <summary>When the file is removed.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Length of the file.</summary>
    public long? Bytes { get; init; }

    /// <summary>SHA-256 of the file, hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>How often it was begun; more than once when the server ended on the way.</summary>
    public int Attempts { get; init; }

    /// <summary>The query with the meaning that it had when it was asked.</summary>
    public SearchQuery Parse() => QueryParser.Parse(Query, new QueryClock(NowMicros));

    /// <summary>The caller with just the scopes that the export needs.</summary>
    public Caller CallerFor(SearchQuery query) =>
        new(Owner, OwnerName, OwnerKind, Tenant, (query.NamesReceipts ? [Scopes.RecordsExport, Scopes.ReceiptsRead] : (string[])[Scopes.RecordsExport]).ToFrozenSet(StringComparer.Ordinal), FrozenSet<string>.Empty);
}
