using System.Globalization;
using Annals.Archive;
using Annals.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Annals.Server.Access;

/// <summary>
/// Changes of clients and users whose receipts are still to be written. Each is stored in the transaction that makes the change, so that none can be made without
/// its receipt: whoever has the tenant open next writes it, the server within seconds.
/// </summary>
internal sealed class AccessChangeLog(ServerDatabase database)
{
    private const int Batch = 100;

    public static DatabaseSchema Schema { get; } = new("access_changes",
    [
        """
        CREATE TABLE access_changes (
          number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, tenant TEXT NOT NULL, time TEXT NOT NULL,
          actor_name TEXT NOT NULL, actor_id TEXT, actor_type TEXT, change TEXT NOT NULL, target_id TEXT NOT NULL, target_name TEXT NOT NULL,
          scopes TEXT, sources TEXT, roles TEXT, disabled INTEGER) STRICT
        """,
    ]);

    /// <summary>Adds a change inside the transaction that makes it.</summary>
    public static void Add(SqliteConnection connection, Guid tenant, AccessChange change) => ServerDatabase.Execute(
        connection,
        """
        INSERT INTO access_changes (id, tenant, time, actor_name, actor_id, actor_type, change, target_id, target_name, scopes, sources, roles, disabled)
        VALUES ($id, $tenant, $time, $actorName, $actorId, $actorType, $change, $targetId, $targetName, $scopes, $sources, $roles, $disabled)
        """,
        ("$id", change.Id.ToString()),
        ("$tenant", tenant.ToString()),
        ("$time", DatabaseText.Of(change.Time)),
        ("$actorName", change.By.Name),
        ("$actorId", change.By.Id),
        ("$actorType", change.By.Type),
        ("$change", change.Change),
        ("$targetId", change.TargetId),
        ("$targetName", change.TargetName),
        ("$scopes", Joined(change.Scopes)),
        ("$sources", Joined(change.Sources)),
        ("$roles", Joined(change.Roles)),
        ("$disabled", change.Disabled is { } disabled ? (disabled ? 1L : 0L) : null));

    /// <summary>Tenants with changes whose receipts are still to be written.</summary>
    public IReadOnlyList<Guid> TenantsWaiting() =>
        database.Query("SELECT DISTINCT tenant FROM access_changes", row => Guid.Parse(row.GetString(0), CultureInfo.InvariantCulture));

    /// <summary>Writes the receipts of a tenant's changes, oldest first. What fails stays for the next time.</summary>
    /// <returns>How many were written.</returns>
    /// <exception cref="IOException">A receipt could not be stored.</exception>
    public int WriteReceipts(Tenant tenant, CancellationToken cancellationToken)
    {
        var written = 0;
        while (Waiting(tenant.Description.Id) is { Count: > 0 } changes)
        {
            foreach (var change in changes)
            {
                if (!tenant.NoteAccessChange(change, cancellationToken))
                {
                    return written;
                }

                database.Execute("DELETE FROM access_changes WHERE id = $id", ("$id", change.Id.ToString()));
                written++;
            }
        }

        return written;
    }

    private List<AccessChange> Waiting(Guid tenant) => database.Query(
        $"SELECT id, time, actor_name, actor_id, actor_type, change, target_id, target_name, scopes, sources, roles, disabled FROM access_changes WHERE tenant = $tenant ORDER BY number LIMIT {Batch}",
        row => new AccessChange(
            Guid.Parse(row.GetString(0), CultureInfo.InvariantCulture),
            DatabaseText.Time(row.GetString(1)),
            new Actor(row.GetString(2)) { Id = Text(row, 3), Type = Text(row, 4) },
            row.GetString(5),
            row.GetString(6),
            row.GetString(7))
        {
            Scopes = Split(Text(row, 8)),
            Sources = Split(Text(row, 9)),
            Roles = Split(Text(row, 10)),
            Disabled = row.IsDBNull(11) ? null : row.GetInt64(11) != 0,
        },
        ("$tenant", tenant.ToString()));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string? Joined(IReadOnlyList<string>? words) => words is null ? null : string.Join(' ', words);

    private static string[]? Split(string? words) => words?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
