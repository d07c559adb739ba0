using Annals.Archive;
using Microsoft.Data.Sqlite;

namespace Annals.Server.Storage;

/// <summary>
/// The server's own database: clients, users, saved searches, jobs. No records. Statements are short, so they run where they are asked.
/// Thread-safe; other processes (the command line) may use the file at the same time.
/// </summary>
internal sealed class ServerDatabase
{
    private readonly string connectionString;

    /// <summary>Writers of this process take turns here: in SQLite itself whoever finds another one at it sleeps for 150 ms before it looks again.</summary>
    private readonly Lock writing = new();

    /// <summary>Opens the database, making it if it is missing, and brings the tables of every feature up to date.</summary>
    /// <exception cref="ArchiveException">The file is no database, or was written by a later version.</exception>
    public ServerDatabase(ServerFolder folder, IEnumerable<DatabaseSchema> schemas)
    {
        folder.Create();
        connectionString = new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = true, DefaultTimeout = 10, ForeignKeys = true }.ToString();
        try
        {
            Use(connection => Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(folder.Database, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            foreach (var schema in schemas)
            {
                Change((connection, transaction) => Migrate(connection, transaction, schema));
            }
        }
        catch (SqliteException e)
        {
            throw new ArchiveException($"The server's database \"{folder.Database}\" cannot be opened: {e.Message} Restore it from a backup, or move it away to begin without clients and users.", e);
        }
    }

    /// <summary>Runs statements on a connection of the pool.</summary>
    public T Use<T>(Func<SqliteConnection, T> work)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        return work(connection);
    }

    /// <summary>Runs statements that change something, all or none of them. Durable on return.</summary>
    public T Change<T>(Func<SqliteConnection, SqliteTransaction, T> work)
    {
        lock (writing)
        {
            return Use(connection =>
            {
                using var transaction = connection.BeginTransaction(deferred: false);
                var result = work(connection, transaction);
                transaction.Commit();
                return result;
            });
        }
    }

    /// <summary>Runs one statement and gives the number of rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        lock (writing)
        {
            using var connection = new SqliteConnection(connectionString);
            connection.Open();
            return Execute(connection, sql, parameters);
        }
    }

    /// <summary>Runs one question and reads every row.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        return Query(connection, sql, read, parameters);
    }

    /// <summary>A command with its parameters; null becomes NULL.</summary>
    public static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements are constants of this program; values are parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>Runs one statement, inside the connection's transaction if it has one, and gives the number of rows it changed.</summary>
    public static int Execute(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(connection, sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>Runs one question, inside the connection's transaction if it has one, and reads every row.</summary>
    public static List<T> Query<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(connection, sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static int Migrate(SqliteConnection connection, SqliteTransaction transaction, DatabaseSchema schema)
    {
        using var create = Command(connection, "CREATE TABLE IF NOT EXISTS schema_version (feature TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT");
        create.Transaction = transaction;
        create.ExecuteNonQuery();
        using var ask = Command(connection, "SELECT version FROM schema_version WHERE feature = $feature", ("$feature", schema.Feature));
        ask.Transaction = transaction;
        var version = ask.ExecuteScalar() is long stored ? (int)stored : 0;
        if (version > schema.Steps.Count)
        {
            throw new ArchiveException($"The server's database holds version {version} of \"{schema.Feature}\", this version of annals knows {schema.Steps.Count}. Use the version that wrote it, or a later one.");
        }

        foreach (var step in schema.Steps.Skip(version))
        {
            using var command = Command(connection, step);
            command.Transaction = transaction;
            command.ExecuteNonQuery();
        }

        using var note = Command(
            connection,
            "INSERT INTO schema_version VALUES ($feature, $version) ON CONFLICT (feature) DO UPDATE SET version = $version",
            ("$feature", schema.Feature),
            ("$version", schema.Steps.Count));
        note.Transaction = transaction;
        return note.ExecuteNonQuery();
    }
}

/// <summary>Tables of one feature: the statements that made each version out of the one before. Only ever added to.</summary>
internal sealed record DatabaseSchema(string Feature, IReadOnlyList<string> Steps);
