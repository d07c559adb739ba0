using Annals.Log;
using Microsoft.Data.Sqlite;

namespace Annals.Archive;

/// <summary>A database that is derived from a log: it names the log, says how much of it is covered, and holds the leaf hash of the newest entry covered.</summary>
internal static class DerivedDatabase
{
    private const string State = "CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), origin TEXT NOT NULL, covered INTEGER NOT NULL, anchor BLOB NOT NULL) STRICT;";

    /// <summary>Opens a stored database.</summary>
    /// <param name="path">The file.</param>
    /// <param name="application">SQLite's application id that it must have.</param>
    /// <param name="format">The format that it must have.</param>
    /// <param name="origin">Origin of the log.</param>
    /// <param name="log">The log: the newest entry covered must be that of the log.</param>
    /// <param name="covered">Entries that it covers.</param>
    /// <param name="reason">Why it cannot be used; empty when it can.</param>
    /// <returns>Null when it cannot be used.</returns>
    public static SqliteConnection? Open(string path, int application, int format, string origin, ILogReader log, out long covered, out string reason)
    {
        covered = 0;
        SqliteConnection? connection = null;
        try
        {
            connection = Connect(path);
            reason = Misfit(connection, application, format, origin, log, out covered);
            if (reason.Length == 0)
            {
                return connection;
            }
        }
        catch (SqliteException e)
        {
            reason = e.Message;
        }

        connection?.Dispose();
        return null;
    }

    /// <summary>Begins an empty database in place of whatever is there.</summary>
    /// <inheritdoc cref="Open"/>
    /// <param name="path">The file.</param>
    /// <param name="application">SQLite's application id.</param>
    /// <param name="format">The format.</param>
    /// <param name="origin">Origin of the log.</param>
    /// <param name="tables">Statements that make the tables, beside that of the state.</param>
    public static SqliteConnection Create(string path, int application, int format, string origin, string tables)
    {
        Delete(path);
        var connection = Connect(path);
        try
        {
            Execute(connection, $"PRAGMA application_id = {application}; PRAGMA user_version = {format}; {State} {tables}");
            Execute(connection, "INSERT INTO state VALUES (1, $origin, 0, x'')", ("$origin", origin));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Deletes the files of a database.</summary>
    public static void Delete(string path)
    {
        foreach (var name in (string[])[path, path + "-wal", path + "-shm"])
        {
            File.Delete(name);
        }
    }

    /// <summary>Says how much of the log is covered now.</summary>
    public static void Cover(SqliteConnection connection, long covered, TreeHash anchor) =>
        Execute(connection, "UPDATE state SET covered = $covered, anchor = $anchor", ("$covered", covered), ("$anchor", BytesOf(anchor)));

    /// <summary>Runs a statement that gives no rows.</summary>
    public static void Execute(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(connection, sql, parameters);
        command.ExecuteNonQuery();
    }

    /// <summary>Prepares a statement.</summary>
    public static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements are constants of this program; values are parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    /// <summary>Why the stored database is not one of this log; empty when it is.</summary>
    private static string Misfit(SqliteConnection connection, int application, int format, string origin, ILogReader log, out long covered)
    {
        covered = 0;
        if (Scalar(connection, "PRAGMA application_id") is not long id || id != application || Scalar(connection, "PRAGMA user_version") is not long version || version != format)
        {
            return "it is of another format";
        }

        if (Scalar(connection, "PRAGMA quick_check(1)") is not "ok")
        {
            return "it is damaged";
        }

        using var command = Command(connection, "SELECT origin, covered, anchor FROM state");
        using var reader = command.ExecuteReader();
        if (!reader.Read() || reader.GetString(0) != origin)
        {
            return "it is of another log";
        }

        covered = reader.GetInt64(1);
        if (covered < 0 || covered > log.Size)
        {
            return $"it covers {covered} entries and the log has {log.Size}";
        }

        return covered == 0 || BytesOf(log.Node(0, covered - 1)).AsSpan().SequenceEqual((byte[])reader[2])
            ? string.Empty
            : $"it was made of another entry at position {covered - 1}";
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        return command.ExecuteScalar();
    }

    private static byte[] BytesOf(TreeHash hash)
    {
        var bytes = new byte[TreeHash.Length];
        hash.Write(bytes);
        return bytes;
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();

            // What a power cut takes away is made again from the log: no commit has to wait for the disk.
            Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
