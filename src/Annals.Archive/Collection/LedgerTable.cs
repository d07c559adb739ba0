using System.Globalization;
using Annals.Log;
using Microsoft.Data.Sqlite;

namespace Annals.Archive;

/// <summary>
/// What the receipts of collections say, in a database of its own (docs/formats/ledger.md). Derived: it can be deleted at any time and is made again from the log.
/// Times are microseconds since 1970 UTC. Not thread-safe.
/// </summary>
internal sealed class LedgerTable : IDisposable
{
    /// <summary>"ANLG" as SQLite's application id.</summary>
    private const int ApplicationId = 0x414E4C47;
    private const int Format = 1;

    /// <summary>A blob that is stored is remembered so long after it was published; no listing names it any more.</summary>
    private const long RememberedMicros = 30L * 24 * 3600 * 1_000_000;

    private const string Tables =
        """
        CREATE TABLE cursors (
          connection TEXT NOT NULL, stream TEXT NOT NULL, sweep INTEGER NOT NULL, begun INTEGER NOT NULL, upto INTEGER NOT NULL, moved INTEGER NOT NULL,
          PRIMARY KEY (connection, stream, sweep)) STRICT;
        CREATE TABLE contents (
          connection TEXT NOT NULL, stream TEXT NOT NULL, id TEXT NOT NULL, address TEXT NOT NULL, published INTEGER NOT NULL, expires INTEGER NOT NULL,
          state INTEGER NOT NULL, attempts INTEGER NOT NULL, next INTEGER NOT NULL, reason TEXT,
          PRIMARY KEY (connection, stream, id)) STRICT;
        CREATE INDEX contents_by_state ON contents (connection, stream, state, published);
        CREATE TABLE gaps (
          id TEXT PRIMARY KEY, connection TEXT NOT NULL, stream TEXT NOT NULL, kind TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL, content TEXT,
          reason TEXT NOT NULL, opened INTEGER NOT NULL, closed INTEGER, how TEXT) STRICT;
        CREATE INDEX gaps_by_stream ON gaps (connection, stream);
        CREATE TABLE streams (
          connection TEXT NOT NULL, stream TEXT NOT NULL, contents INTEGER NOT NULL, records INTEGER NOT NULL, stored INTEGER NOT NULL, newest INTEGER NOT NULL,
          PRIMARY KEY (connection, stream)) STRICT;
        CREATE TABLE rhythms (
          connection TEXT NOT NULL, stream TEXT NOT NULL, bucket INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (connection, stream, bucket)) STRICT;
        """;

    private readonly SqliteConnection connection;

    private LedgerTable(SqliteConnection connection) => this.connection = connection;

    /// <summary>Entries of the log that it covers.</summary>
    public long Covered { get; private set; }

    /// <summary>Opens the table of a log, or begins an empty one where there is none that fits.</summary>
    /// <param name="path">The file.</param>
    /// <param name="origin">Origin of the log.</param>
    /// <param name="log">The log: the newest entry that the table covers must be that of the log.</param>
    /// <param name="notice">Receives a sentence when a table had to be thrown away.</param>
    public static LedgerTable Open(string path, string origin, ILogReader log, Action<string>? notice)
    {
        if (File.Exists(path))
        {
            if (DerivedDatabase.Open(path, ApplicationId, Format, origin, log, out var covered, out var reason) is { } stored)
            {
                return new LedgerTable(stored) { Covered = covered };
            }

            notice?.Invoke($"The ledger of the collectors in \"{path}\" cannot be used ({reason}); it is made again from the log.");
        }

        return new LedgerTable(DerivedDatabase.Create(path, ApplicationId, Format, origin, Tables));
    }

    /// <summary>Begins to note the entries up to a size.</summary>
    public SqliteTransaction Begin() => connection.BeginTransaction(deferred: false);

    /// <summary>Ends what <see cref="Begin"/> began.</summary>
    public void Commit(SqliteTransaction transaction, long covered, TreeHash anchor)
    {
        DerivedDatabase.Cover(connection, covered, anchor);
        transaction.Commit();
        Covered = covered;
    }

    /// <summary>Notes that a window was listed.</summary>
    public void Listed(CollectionStream stream, CollectionWindow window, bool isWhole, DateTimeOffset moved, IEnumerable<ListedContent> contents)
    {
        foreach (var content in contents)
        {
            Execute(
                "INSERT INTO contents VALUES ($connection, $stream, $id, $address, $published, $expires, 0, 0, 0, NULL) ON CONFLICT DO UPDATE SET address = excluded.address, expires = excluded.expires",
                stream,
                ("$id", content.Id),
                ("$address", content.Address.OriginalString),
                ("$published", Micros(content.Created)),
                ("$expires", Micros(content.Expires)));
        }

        if (isWhole)
        {
            Moved(stream, window, moved);
        }
    }

    /// <summary>Notes that a blob is stored.</summary>
    public void Stored(CollectionStream stream, string content, DateTimeOffset published, DateTimeOffset time, long records, long stored)
    {
        Execute("UPDATE contents SET state = 1, next = 0 WHERE connection = $connection AND stream = $stream AND id = $id", stream, ("$id", content));
        Execute("UPDATE gaps SET closed = $closed, how = 'fetched later' WHERE connection = $connection AND stream = $stream AND content = $id AND closed IS NULL", stream, ("$id", content), ("$closed", Micros(time)));
        Execute(
            "DELETE FROM contents WHERE connection = $connection AND stream = $stream AND state = 1 AND published < $before",
            stream,
            ("$before", Micros(published) - RememberedMicros));
        Count(stream, records, stored, published);
    }

    /// <summary>Notes that the results of a query are stored.</summary>
    public void Stored(CollectionStream stream, CollectionWindow window, DateTimeOffset moved, long records, long stored)
    {
        Moved(stream, window, moved);
        Count(stream, records, stored, records > 0 ? window.To : null);
    }

    /// <summary>Notes that a blob could not be fetched.</summary>
    public void Failed(CollectionStream stream, string content, int attempts, DateTimeOffset next, string reason) => Execute(
        "UPDATE contents SET attempts = $attempts, next = $next, reason = $reason WHERE connection = $connection AND stream = $stream AND id = $id AND state = 0",
        stream,
        ("$id", content),
        ("$attempts", attempts),
        ("$next", Micros(next)),
        ("$reason", reason));

    /// <summary>Notes a gap.</summary>
    public void GapOpened(CollectionGap gap)
    {
        Execute(
            "INSERT INTO gaps VALUES ($id, $connection, $stream, $kind, $since, $until, $content, $reason, $opened, NULL, NULL) ON CONFLICT DO NOTHING",
            gap.Stream,
            ("$id", gap.Id.ToString()),
            ("$kind", gap.Kind),
            ("$since", Micros(gap.From)),
            ("$until", Micros(gap.To)),
            ("$content", (object?)gap.Content ?? DBNull.Value),
            ("$reason", gap.Reason),
            ("$opened", Micros(gap.Opened)));
        if (gap.Content is not null)
        {
            Execute("UPDATE contents SET state = 2 WHERE connection = $connection AND stream = $stream AND id = $id AND state = 0", gap.Stream, ("$id", gap.Content));
        }
    }

    /// <summary>Notes that a gap is filled.</summary>
    public void GapClosed(CollectionStream stream, Guid gap, DateTimeOffset closed, string how) => Execute(
        "UPDATE gaps SET closed = $closed, how = $how WHERE id = $id AND closed IS NULL AND connection = $connection AND stream = $stream",
        stream,
        ("$id", gap.ToString()),
        ("$closed", Micros(closed)),
        ("$how", how));

    /// <summary>How far each sweep of a connection's streams has come; of all connections when none is named.</summary>
    public List<CollectionCursor> Cursors(string? name) => Read(
        "SELECT connection, stream, sweep, begun, upto, moved FROM cursors WHERE $name IS NULL OR connection = $name ORDER BY connection, stream, sweep",
        reader => new CollectionCursor(new CollectionStream(reader.GetString(0), reader.GetString(1)), reader.GetInt32(2), Time(reader.GetInt64(3)), Time(reader.GetInt64(4)), Time(reader.GetInt64(5))),
        ("$name", (object?)name ?? DBNull.Value));

    /// <summary>Whether a blob of a stream was listed before.</summary>
    public bool IsKnown(CollectionStream stream, string content) => Read(
        "SELECT 1 FROM contents WHERE connection = $connection AND stream = $stream AND id = $id",
        _ => true,
        ("$connection", stream.Connection),
        ("$stream", stream.Name),
        ("$id", content)).Count > 0;

    /// <summary>Blobs of a stream that are listed and not stored, the oldest first.</summary>
    public List<OpenContent> Open(CollectionStream stream, DateTimeOffset? due, int limit) => Read(
        "SELECT id, address, published, expires, attempts, next, reason FROM contents WHERE connection = $connection AND stream = $stream AND state = 0 AND ($due IS NULL OR next <= $due) ORDER BY published LIMIT $limit",
        reader => new OpenContent(
            new ListedContent(reader.GetString(0), new Uri(reader.GetString(1)), Time(reader.GetInt64(2)), Time(reader.GetInt64(3))),
            reader.GetInt32(4),
            reader.GetInt64(5) == 0 ? null : Time(reader.GetInt64(5)),
            reader.IsDBNull(6) ? null : reader.GetString(6)),
        ("$connection", stream.Connection),
        ("$stream", stream.Name),
        ("$due", due is { } moment ? Micros(moment) : DBNull.Value),
        ("$limit", limit));

    /// <summary>Number of blobs of a stream that are listed and not stored, the publication of the oldest, and how many of them failed.</summary>
    public (long Count, DateTimeOffset? Oldest, long Failed) OpenCount(CollectionStream stream) => Read(
        "SELECT count(*), min(published), coalesce(sum(attempts > 0), 0) FROM contents WHERE connection = $connection AND stream = $stream AND state = 0",
        reader => (reader.GetInt64(0), reader.IsDBNull(1) ? (DateTimeOffset?)null : Time(reader.GetInt64(1)), reader.GetInt64(2)),
        ("$connection", stream.Connection),
        ("$stream", stream.Name))[0];

    /// <summary>Gaps, the oldest first.</summary>
    public List<CollectionGap> Gaps(string? name, bool isOpenOnly) => Read(
        "SELECT id, connection, stream, kind, since, until, content, reason, opened, closed, how FROM gaps WHERE ($name IS NULL OR connection = $name) AND ($all OR closed IS NULL) ORDER BY opened, id",
        reader => new CollectionGap(
            Guid.Parse(reader.GetString(0), CultureInfo.InvariantCulture),
            new CollectionStream(reader.GetString(1), reader.GetString(2)),
            reader.GetString(3),
            Time(reader.GetInt64(4)),
            Time(reader.GetInt64(5)),
            reader.IsDBNull(6) ? null : reader.GetString(6),
            reader.GetString(7),
            Time(reader.GetInt64(8)),
            reader.IsDBNull(9) ? null : Time(reader.GetInt64(9)),
            reader.IsDBNull(10) ? null : reader.GetString(10)),
        ("$name", (object?)name ?? DBNull.Value),
        ("$all", !isOpenOnly));

    /// <summary>What the streams of a connection brought; of all connections when none is named.</summary>
    public List<CollectionTotals> Totals(string? name) => Read(
        "SELECT connection, stream, contents, records, stored, newest FROM streams WHERE $name IS NULL OR connection = $name ORDER BY connection, stream",
        reader => new CollectionTotals(
            new CollectionStream(reader.GetString(0), reader.GetString(1)), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5) == 0 ? null : Time(reader.GetInt64(5))),
        ("$name", (object?)name ?? DBNull.Value));

    /// <summary>How regularly the streams of a connection bring something.</summary>
    public Dictionary<CollectionStream, CollectionRhythm> Rhythms(string name)
    {
        var rows = Read(
            "SELECT stream, bucket, count FROM rhythms WHERE connection = $name",
            reader => (Stream: new CollectionStream(name, reader.GetString(0)), Bucket: reader.GetInt32(1), Count: reader.GetInt64(2)),
            ("$name", name));
        return rows.GroupBy(row => row.Stream).ToDictionary(
            group => group.Key,
            group =>
            {
                var buckets = new long[CollectionRhythm.BucketCount];
                foreach (var row in group)
                {
                    buckets[row.Bucket] = row.Count;
                }

                return new CollectionRhythm(buckets);
            });
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    /// <summary>Microseconds since 1970 UTC.</summary>
    public static long Micros(DateTimeOffset time) => (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static DateTimeOffset Time(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    private void Moved(CollectionStream stream, CollectionWindow window, DateTimeOffset moved) => Execute(
        "INSERT INTO cursors VALUES ($connection, $stream, $sweep, $from, $to, $moved) ON CONFLICT DO UPDATE SET begun = min(begun, excluded.begun), upto = max(upto, excluded.upto), moved = excluded.moved",
        stream,
        ("$sweep", window.Sweep),
        ("$from", Micros(window.From)),
        ("$to", Micros(window.To)),
        ("$moved", Micros(moved)));

    private void Count(CollectionStream stream, long records, long stored, DateTimeOffset? newest)
    {
        if (newest is { } published && Totals(stream.Connection).Find(total => total.Stream == stream)?.Newest is { } before && published > before)
        {
            Execute(
                "INSERT INTO rhythms VALUES ($connection, $stream, $bucket, 1) ON CONFLICT DO UPDATE SET count = count + 1",
                stream,
                ("$bucket", CollectionRhythm.BucketOf(Micros(published) - Micros(before))));
        }

        Execute(
            "INSERT INTO streams VALUES ($connection, $stream, 1, $records, $stored, $newest) ON CONFLICT DO UPDATE SET contents = contents + 1, records = records + excluded.records, stored = stored + excluded.stored, newest = max(newest, excluded.newest)",
            stream,
            ("$records", records),
            ("$stored", stored),
            ("$newest", newest is { } time ? Micros(time) : 0));
    }

    private void Execute(string sql, CollectionStream stream, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = DerivedDatabase.Command(connection, sql, parameters);
        command.Parameters.AddWithValue("$connection", stream.Connection);
        command.Parameters.AddWithValue("$stream", stream.Name);
        command.ExecuteNonQuery();
    }

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = DerivedDatabase.Command(connection, sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }
}
