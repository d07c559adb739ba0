using Annals.Archive;
using Annals.Server.Access;

namespace Annals.Server.GenesysCloud;

/// <summary>An asynchronous query as the database keeps it. It belongs to one client of one tenant.</summary>
/// <param name="Id">The transaction id.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="State">How far it is.</param>
/// <param name="Created">When it was asked, UTC.</param>
/// <param name="Expires">From when on it is gone, UTC.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Receipt">Position of its receipt in the tenant's log, which also fixes the part of the log that the results come from; null before it ran.</param>
internal sealed record AuditQuery(Guid Id, AuditQueryOwner Owner, AuditQueryState State, DateTimeOffset Created, DateTimeOffset Expires, AuditQueryEcho Request, long? Receipt)
{
    /// <summary>Whether nothing will change any more.</summary>
    public bool IsOver => State is AuditQueryState.Succeeded or AuditQueryState.Failed or AuditQueryState.Cancelled;
}

/// <summary>Who asked.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Id">Id of the client or user.</param>
/// <param name="Name">Its name, for the receipt.</param>
/// <param name="Kind">What it is.</param>
internal sealed record AuditQueryOwner(Guid Tenant, string Id, string Name, CallerKind Kind)
{
    /// <summary>As receipts name it.</summary>
    public Actor Actor => new(Name)
    {
        Id = Id,
        Type = Kind switch { CallerKind.Client => "client", CallerKind.User => "user", _ => "account" },
    };

    public static AuditQueryOwner Of(Caller caller) => new(caller.Tenant, caller.Id, caller.Name, caller.Kind);
}
