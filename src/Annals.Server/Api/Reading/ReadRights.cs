using Annals.Archive;
using Annals.Index.Query;
using Annals.Log;
using Annals.Records.Events;
using Annals.Server.Access;
using Annals.Server.Errors;

namespace Annals.Server.Api.Reading;

/// <summary>Which records a caller may read: <c>records.read</c> those of all sources but receipts, <c>receipts.read</c> the receipts.</summary>
internal static class ReadRights
{
    /// <summary>The query that the caller may ask: as it is, or limited to receipts.</summary>
    /// <exception cref="RequestException">It names receipts and the caller may not read them.</exception>
    public static SearchQuery Restrict(Caller caller, Tenant tenant, SearchQuery query)
    {
        if (query.NamesReceipts && !caller.Has(Scopes.ReceiptsRead))
        {
            throw Missing(Scopes.ReceiptsRead, "read receipts");
        }

        return caller.Has(Scopes.RecordsRead) ? query : tenant.Parse($"source:{SourceNames.Annals} ({query})");
    }

    /// <summary>Whether the caller may read a record.</summary>
    public static bool MayRead(Caller caller, ShownRecord record) =>
        caller.Has(record.Entry.Kind == EntryKind.System ? Scopes.ReceiptsRead : Scopes.RecordsRead);

    /// <summary>Whether the caller may read what stands at a position.</summary>
    public static bool MayReadAt(Caller caller, Tenant tenant, long position) => caller.Has(tenant.IsReceipt(position) ? Scopes.ReceiptsRead : Scopes.RecordsRead);

    /// <summary>403 with the scope that would be needed.</summary>
    public static RequestException Missing(string scope, string act) =>
        new(ServerError.OfStatus(403) with { Detail = $"To {act}, the scope {scope} is needed. An administrator can give it." });
}
