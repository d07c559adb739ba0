using System.Text.Json;
using Annals.Server.Access;
using Annals.Server.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Annals.Server.GenesysCloud;

/// <summary>The asynchronous queries of all clients. They survive a restart and go when they expire; no audit is among what is kept of them.</summary>
internal sealed class AuditQueryStore(ServerDatabase database, TimeProvider time, IOptions<GenesysCloudOptions> options)
{
    private const string Columns = "id, tenant, client, client_name, client_kind, state, created, expires, request, receipt";
    private const string Unfinished = "state IN ('Queued', 'Running')";

    public static DatabaseSchema Schema { get; } = new("genesys-queries",
    [
        """
        CREATE TABLE genesys_queries (
          id TEXT PRIMARY KEY, tenant TEXT NOT NULL, client TEXT NOT NULL, client_name TEXT NOT NULL, client_kind TEXT NOT NULL,
          state TEXT NOT NULL, created TEXT NOT NULL, expires TEXT NOT NULL, request TEXT NOT NULL, receipt INTEGER) STRICT;
        CREATE INDEX genesys_queries_of_client ON genesys_queries (tenant, client, state);
        CREATE INDEX genesys_queries_by_end ON genesys_queries (expires);
        """,
    ]);

    /// <summary>Adds a query. Durable on return.</summary>
    /// <returns>Null when the client has as many unfinished ones as it may.</returns>
    public AuditQuery? Add(AuditQueryOwner owner, AuditQueryRequest request)
    {
        var now = time.GetUtcNow();
        var query = new AuditQuery(Guid.NewGuid(), owner, AuditQueryState.Queued, now, now + options.Value.QueryLifetime, AuditQueryEcho.Of(request), null);
        return database.Change((connection, transaction) =>
        {
            var (kept, unfinished) = CountOf(connection, transaction, owner);
            if (unfinished >= options.Value.QueriesUnfinishedMax)
            {
                return null;
            }

            if (kept >= options.Value.QueriesKeptMax)
            {
                RemoveOldest(connection, transaction, owner);
            }

            Insert(connection, transaction, query);
            return query;
        });
    }

    /// <summary>Most unfinished queries of one client.</summary>
    public int UnfinishedMax => options.Value.QueriesUnfinishedMax;

    /// <summary>The query with an id, of whomever; null when there is none or it has expired.</summary>
    public AuditQuery? Find(Guid id) =>
        database.Query($"SELECT {Columns} FROM genesys_queries WHERE id = $id AND expires > $now", Read, ("$id", id.ToString()), ("$now", DatabaseText.Of(time.GetUtcNow()))).SingleOrDefault();

    /// <summary>The query with an id, if it is the caller's.</summary>
    public AuditQuery? Find(Guid id, Caller caller) => Find(id) is { } query && query.Owner.Tenant == caller.Tenant && query.Owner.Id == caller.Id ? query : null;

    /// <summary>Ids of all queries that were not finished, oldest first.</summary>
    public IReadOnlyList<Guid> ListUnfinished() => database.Query($"SELECT id FROM genesys_queries WHERE {Unfinished} ORDER BY created", row => Guid.Parse(row.GetString(0)));

    /// <summary>Notes how far a query is. Durable on return.</summary>
    public void SetState(Guid id, AuditQueryState state) =>
        database.Execute("UPDATE genesys_queries SET state = $state WHERE id = $id", ("$state", state.ToString()), ("$id", id.ToString()));

    /// <summary>Notes the receipt of a query. Durable on return.</summary>
    public void SetReceipt(Guid id, long position) =>
        database.Execute("UPDATE genesys_queries SET receipt = $receipt WHERE id = $id", ("$receipt", position), ("$id", id.ToString()));

    /// <summary>Removes what has expired.</summary>
    public int RemoveExpired() => database.Execute("DELETE FROM genesys_queries WHERE expires <= $now", ("$now", DatabaseText.Of(time.GetUtcNow())));

    private static (long Kept, long Unfinished) CountOf(SqliteConnection connection, SqliteTransaction transaction, AuditQueryOwner owner)
    {
        using var command = ServerDatabase.Command(
            connection,
            $"SELECT count(*), coalesce(sum({Unfinished}), 0) FROM genesys_queries WHERE tenant = $tenant AND client = $client",
            ("$tenant", owner.Tenant.ToString()),
            ("$client", owner.Id));
        command.Transaction = transaction;
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private static void RemoveOldest(SqliteConnection connection, SqliteTransaction transaction, AuditQueryOwner owner)
    {
        using var command = ServerDatabase.Command(
            connection,
            $"DELETE FROM genesys_queries WHERE id = (SELECT id FROM genesys_queries WHERE tenant = $tenant AND client = $client AND NOT {Unfinished} ORDER BY created LIMIT 1)",
            ("$tenant", owner.Tenant.ToString()),
            ("$client", owner.Id));
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private static void Insert(SqliteConnection connection, SqliteTransaction transaction, AuditQuery query)
    {
        using var command = ServerDatabase.Command(
            connection,
            $"INSERT INTO genesys_queries ({Columns}) VALUES ($id, $tenant, $client, $name, $kind, $state, $created, $expires, $request, NULL)",
            ("$id", query.Id.ToString()),
            ("$tenant", query.Owner.Tenant.ToString()),
            ("$client", query.Owner.Id),
            ("$name", query.Owner.Name),
            ("$kind", query.Owner.Kind.ToString()),
            ("$state", query.State.ToString()),
            ("$created", DatabaseText.Of(query.Created)),
            ("$expires", DatabaseText.Of(query.Expires)),
            ("$request", JsonSerializer.Serialize(query.Request, GenesysCloudJson.Default.AuditQueryEcho)));
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private static AuditQuery Read(SqliteDataReader row) => new(
        Guid.Parse(row.GetString(0)),
        new AuditQueryOwner(Guid.Parse(row.GetString(1)), row.GetString(2), row.GetString(3), Enum.Parse<CallerKind>(row.GetString(4))),
        Enum.Parse<AuditQueryState>(row.GetString(5)),
        DatabaseText.Time(row.GetString(6)),
        DatabaseText.Time(row.GetString(7)),
        JsonSerializer.Deserialize(row.GetString(8), GenesysCloudJson.Default.AuditQueryEcho)!,
        row.IsDBNull(9) ? null : row.GetInt64(9));
}
