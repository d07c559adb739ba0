using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Annals.Server.Api.Exports;

/// <summary>The exports of all tenants, with their states. A state only changes from the one that is expected, so that a cancel and an end cannot both win.</summary>
internal sealed class ExportStore(ServerDatabase database)
{
    /// <summary>Exports of one caller that are listed; the oldest without a file are forgotten first.</summary>
    public const int ListedMax = 200;

    private const string Columns =
        "id, tenant, owner, owner_name, owner_kind, query, now_micros, format, guard, created, state, reason, records, estimate, started, finished, expires, bytes, sha256, attempts";

    public static DatabaseSchema Schema { get; } = new("exports",
    [
        """
        CREATE TABLE exports (
          id TEXT PRIMARY KEY, tenant TEXT NOT NULL, owner TEXT NOT NULL, owner_name TEXT NOT NULL, owner_kind TEXT NOT NULL, query TEXT NOT NULL, now_micros INTEGER NOT NULL,
          format TEXT NOT NULL, guard INTEGER NOT NULL, created TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, records INTEGER NOT NULL, estimate INTEGER,
          started TEXT, finished TEXT, expires TEXT, bytes INTEGER, sha256 TEXT, attempts INTEGER NOT NULL) STRICT;
        CREATE INDEX exports_by_owner ON exports (tenant, owner, created);
        CREATE INDEX exports_by_state ON exports (state, created);
        """,
    ]);

    /// <summary>Adds an export that waits, unless the caller has so many, or so many wait. Durable on return.</summary>
    /// <returns>How many of the caller and how many in all there were; the export was added if both are below the limits.</returns>
    public (long OfCaller, long Waiting) TryAdd(ExportJob job, int perCallerMax, int waitingMax) => database.Change((connection, transaction) =>
    {
        var ofCaller = Number("SELECT count(*) FROM exports WHERE tenant = $tenant AND owner = $owner AND state IN ('Queued', 'Running', 'Done')");
        var waiting = Number("SELECT count(*) FROM exports WHERE state = 'Queued'");
        if (ofCaller >= perCallerMax || waiting >= waitingMax)
        {
            return (ofCaller, waiting);
        }

        Run(
            """
            INSERT INTO exports (id, tenant, owner, owner_name, owner_kind, query, now_micros, format, guard, created, state, records, attempts)
            VALUES ($id, $tenant, $owner, $name, $kind, $query, $now, $format, $guard, $created, 'Queued', 0, 0)
            """);
        Run(
            $"""
            DELETE FROM exports WHERE state NOT IN ('Queued', 'Running', 'Done') AND id IN (
              SELECT id FROM exports WHERE tenant = $tenant AND owner = $owner ORDER BY created DESC, id LIMIT -1 OFFSET {ListedMax})
            """);
        return (ofCaller, waiting);

        long Number(string sql)
        {
            using var command = CommandOf(sql);
            return (long)command.ExecuteScalar()!;
        }

        void Run(string sql)
        {
            using var command = CommandOf(sql);
            command.ExecuteNonQuery();
        }

        SqliteCommand CommandOf(string sql)
        {
            var command = ServerDatabase.Command(
                connection,
                sql,
                ("$id", job.Id.ToString()),
                ("$tenant", job.Tenant.ToString()),
                ("$owner", job.Owner),
                ("$name", job.OwnerName),
                ("$kind", job.OwnerKind.ToString()),
                ("$query", job.Query),
                ("$now", job.NowMicros),
                ("$format", job.Format.ToString()),
                ("$guard", job.Guard ? 1 : 0),
                ("$created", DatabaseText.Of(job.Created)));
            command.Transaction = transaction;
            return command;
        }
    });

    /// <summary>Exports of a caller, the newest first.</summary>
    public IReadOnlyList<ExportJob> Of(Guid tenant, string owner) =>
        database.Query($"SELECT {Columns} FROM exports WHERE tenant = $tenant AND owner = $owner ORDER BY created DESC, id", Read, ("$tenant", tenant.ToString()), ("$owner", owner));

    /// <summary>An export of a caller, or null when it has none of that id.</summary>
    public ExportJob? Find(Guid tenant, string owner, Guid id) =>
        database.Query($"SELECT {Columns} FROM exports WHERE id = $id AND tenant = $tenant AND owner = $owner", Read, ("$id", id.ToString()), ("$tenant", tenant.ToString()), ("$owner", owner)).SingleOrDefault();

    /// <summary>Every export that has a file, or should have one.</summary>
    public IReadOnlyList<ExportJob> Done() => database.Query($"SELECT {Columns} FROM exports WHERE state = 'Done'", Read);

    /// <summary>Takes the next export that waits, callers without a running one first, and marks it running.</summary>
    public ExportJob? Take(DateTimeOffset now) => database.Query(
        $"""
        UPDATE exports SET state = 'Running', started = $now, records = 0, estimate = NULL, attempts = attempts + 1 WHERE id = (
          SELECT id FROM exports waiting WHERE state = 'Queued' ORDER BY
            (SELECT count(*) FROM exports other WHERE other.state = 'Running' AND other.tenant = waiting.tenant AND other.owner = waiting.owner), created, id LIMIT 1)
        RETURNING {Columns}
        """,
        Read,
        ("$now", DatabaseText.Of(now))).SingleOrDefault();

    /// <summary>A running export has its file now.</summary>
    public bool Finish(Guid id, ExportManifest manifest, long? estimate, DateTimeOffset now, DateTimeOffset expires) => database.Execute(
        "UPDATE exports SET state = 'Done', reason = NULL, records = $records, estimate = $estimate, finished = $now, expires = $expires, bytes = $bytes, sha256 = $sha256 WHERE id = $id AND state = 'Running'",
        ("$records", manifest.Count),
        ("$estimate", estimate),
        ("$now", DatabaseText.Of(now)),
        ("$expires", DatabaseText.Of(expires)),
        ("$bytes", manifest.Length),
        ("$sha256", manifest.Sha256),
        ("$id", id.ToString())) > 0;

    /// <summary>An export ends without a file, if it is still in the state that is expected.</summary>
    public bool End(Guid id, ExportState from, ExportState to, string? reason, long records, DateTimeOffset now) => database.Execute(
        "UPDATE exports SET state = $to, reason = $reason, records = $records, finished = coalesce(finished, $now) WHERE id = $id AND state = $from",
        ("$to", to.ToString()),
        ("$reason", reason),
        ("$records", records),
        ("$now", DatabaseText.Of(now)),
        ("$id", id.ToString()),
        ("$from", from.ToString())) > 0;

    /// <summary>A running export waits again, because the server stops.</summary>
    public void PutBack(Guid id) => database.Execute("UPDATE exports SET state = 'Queued', started = NULL, attempts = attempts - 1 WHERE id = $id AND state = 'Running'", ("$id", id.ToString()));

    /// <summary>At the start: exports that were running when the server was killed wait again; those that were begun too often have failed.</summary>
    public void Recover(int attemptsMax, string reason, DateTimeOffset now)
    {
        database.Execute(
            "UPDATE exports SET state = 'Failed', reason = $reason, finished = $now WHERE state = 'Running' AND attempts >= $max",
            ("$reason", reason),
            ("$now", DatabaseText.Of(now)),
            ("$max", attemptsMax));
        database.Execute("UPDATE exports SET state = 'Queued', started = NULL WHERE state = 'Running'");
    }

    /// <summary>Marks exports whose time is over, and gives them.</summary>
    public IReadOnlyList<ExportJob> Expire(DateTimeOffset now) => database.Query(
        $"UPDATE exports SET state = 'Expired' WHERE state = 'Done' AND expires <= $now RETURNING {Columns}",
        Read,
        ("$now", DatabaseText.Of(now)));

    /// <summary>Forgets exports without a file that ended before a moment; of an expired one the moment of its expiry counts.</summary>
    public void Forget(DateTimeOffset before) => database.Execute(
        "DELETE FROM exports WHERE state IN ('Failed', 'Cancelled', 'Expired') AND coalesce(expires, finished) < $before",
        ("$before", DatabaseText.Of(before)));

    /// <summary>Removes an export from the list.</summary>
    public void Remove(Guid id) => database.Execute("DELETE FROM exports WHERE id = $id", ("$id", id.ToString()));

    private static ExportJob Read(SqliteDataReader row) => new(
        Guid.Parse(row.GetString(0)),
        Guid.Parse(row.GetString(1)),
        row.GetString(2),
        row.GetString(3),
        Enum.Parse<CallerKind>(row.GetString(4)),
        row.GetString(5),
        row.GetInt64(6),
        Enum.Parse<ExportFormat>(row.GetString(7)),
        row.GetInt64(8) != 0,
        DatabaseText.Time(row.GetString(9)))
    {
        State = Enum.Parse<ExportState>(row.GetString(10)),
        Reason = row.IsDBNull(11) ? null : row.GetString(11),
        Records = row.GetInt64(12),
        Estimate = row.IsDBNull(13) ? null : row.GetInt64(13),
        Started = TimeAt(row, 14),
        Finished = TimeAt(row, 15),
        Expires = TimeAt(row, 16),
        Bytes = row.IsDBNull(17) ? null : row.GetInt64(17),
        Sha256 = row.IsDBNull(18) ? null : row.GetString(18),
        Attempts = row.GetInt32(19),
    };

    private static DateTimeOffset? TimeAt(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : DatabaseText.Time(row.GetString(column));
}
