using Annals.Log;
using Annals.Records.Microsoft365;
using Microsoft.Data.Sqlite;

namespace Annals.Archive;

/// <summary>
/// The content items of a tenant in a database of their own (docs/formats/content.md). Derived: it can be deleted at any time and is made again with the same
/// ids. Not thread-safe.
/// </summary>
internal sealed class ContentTable : IDisposable
{
    /// <summary>"ANCT" as SQLite's application id.</summary>
    private const int ApplicationId = 0x414E4354;
    private const int Format = 1;
    private const string Columns = "type, first, recorded, created, count, length";
    private const string Tables =
        """
        CREATE TABLE runs (type INTEGER PRIMARY KEY, recorded INTEGER NOT NULL, length INTEGER NOT NULL, positions BLOB NOT NULL) STRICT;
        CREATE TABLE items (
          type INTEGER NOT NULL, first INTEGER NOT NULL, recorded INTEGER NOT NULL, created INTEGER NOT NULL, count INTEGER NOT NULL, length INTEGER NOT NULL,
          positions BLOB NOT NULL, PRIMARY KEY (type, first)) STRICT;
        CREATE INDEX items_by_creation ON items (type, created, first);
        """;

    private readonly SqliteConnection connection;

    private ContentTable(SqliteConnection connection) => this.connection = connection;

    /// <summary>Entries of the log that the items cover.</summary>
    public long Covered { get; private set; }

    /// <summary>Opens the table of a log, or begins an empty one where there is none that fits.</summary>
    /// <param name="path">The file.</param>
    /// <param name="origin">Origin of the log.</param>
    /// <param name="log">The log: the newest entry that the table covers must be that of the log.</param>
    /// <param name="notice">Receives a sentence when a table had to be thrown away.</param>
    public static ContentTable Open(string path, string origin, ILogReader log, Action<string>? notice)
    {
        if (File.Exists(path))
        {
            if (DerivedDatabase.Open(path, ApplicationId, Format, origin, log, out var covered, out var reason) is { } stored)
            {
                return new ContentTable(stored) { Covered = covered };
            }

            notice?.Invoke($"The content items in \"{path}\" cannot be used ({reason}); they are made again from the log.");
        }

        return Create(path, origin);
    }

    /// <summary>Begins an empty table in place of whatever is there.</summary>
    public static ContentTable Create(string path, string origin) => new(DerivedDatabase.Create(path, ApplicationId, Format, origin, Tables));

    /// <summary>Goes on with the items that are open.</summary>
    public void Restore(IReadOnlyList<ContentRun> runs)
    {
        using var command = DerivedDatabase.Command(connection, "SELECT type, recorded, length, positions FROM runs");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            runs[checked((int)reader.GetInt64(0))].Restore(reader.GetInt64(1), reader.GetInt64(2), ContentPositions.Decode((byte[])reader[3]));
        }
    }

    /// <summary>Stores closed items and the state of the open ones, all or nothing.</summary>
    /// <param name="closed">Items and the positions of their records.</param>
    /// <param name="runs">The open items.</param>
    /// <param name="covered">Entries covered now.</param>
    /// <param name="anchor">Leaf hash of the newest of them.</param>
    public void Store(IReadOnlyList<(ContentItem Item, byte[] Positions)> closed, IReadOnlyList<ContentRun> runs, long covered, TreeHash anchor)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var (item, positions) in closed)
        {
            DerivedDatabase.Execute(
                connection,
                "INSERT INTO items VALUES ($type, $first, $recorded, $created, $count, $length, $positions)",
                ("$type", (int)item.Type),
                ("$first", item.First),
                ("$recorded", item.RecordedMicros),
                ("$created", item.CreatedMillis),
                ("$count", item.Count),
                ("$length", item.Length),
                ("$positions", positions));
        }

        DerivedDatabase.Execute(connection, "DELETE FROM runs");
        foreach (var run in runs.Where(run => !run.IsEmpty))
        {
            DerivedDatabase.Execute(
                connection,
                "INSERT INTO runs VALUES ($type, $recorded, $length, $positions)",
                ("$type", (int)run.Type),
                ("$recorded", run.RecordedMicros),
                ("$length", run.Length),
                ("$positions", ContentPositions.Encode(run.Positions)));
        }

        DerivedDatabase.Cover(connection, covered, anchor);
        transaction.Commit();
        Covered = covered;
    }

    /// <summary>Items of a type created in a window, in the order of their records.</summary>
    /// <param name="type">The content type.</param>
    /// <param name="fromMillis">Created at this time or later.</param>
    /// <param name="toMillis">Created before this time.</param>
    /// <param name="after">Only items whose first record is behind this position.</param>
    /// <param name="limit">Most items.</param>
    public List<ContentItem> List(ContentType type, long fromMillis, long toMillis, long after, int limit)
    {
        // Items of a type are created in the order of their first records, so both orders are one.
        using var command = DerivedDatabase.Command(
            connection,
            $"SELECT {Columns} FROM items WHERE type = $type AND created >= $from AND created < $to AND first > $after ORDER BY created, first LIMIT $limit",
            ("$type", (int)type),
            ("$from", fromMillis),
            ("$to", toMillis),
            ("$after", after),
            ("$limit", limit));
        using var reader = command.ExecuteReader();
        var items = new List<ContentItem>();
        while (reader.Read())
        {
            items.Add(Read(reader));
        }

        return items;
    }

    /// <summary>The item of a type that begins at a position, or null.</summary>
    public ContentItem? Find(ContentType type, long first)
    {
        using var command = DerivedDatabase.Command(connection, $"SELECT {Columns} FROM items WHERE type = $type AND first = $first", ("$type", (int)type), ("$first", first));
        using var reader = command.ExecuteReader();
        return reader.Read() ? Read(reader) : null;
    }

    /// <summary>Position of the first record of the newest item of a type; -1 when there is none.</summary>
    public long Newest(ContentType type)
    {
        using var command = DerivedDatabase.Command(connection, "SELECT max(first) FROM items WHERE type = $type", ("$type", (int)type));
        return command.ExecuteScalar() is long first ? first : -1;
    }

    /// <summary>Positions of the records of an item.</summary>
    public List<long> Positions(ContentItem item)
    {
        using var command = DerivedDatabase.Command(connection, "SELECT positions FROM items WHERE type = $type AND first = $first", ("$type", (int)item.Type), ("$first", item.First));
        return command.ExecuteScalar() is byte[] bytes ? ContentPositions.Decode(bytes) : throw new InvalidDataException("An item of content has gone.");
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private static ContentItem Read(SqliteDataReader reader) =>
        new((ContentType)reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt32(4), reader.GetInt64(5));
}
