using DuckDB.NET.Native;

namespace Annals.Index.Columns;

/// <summary>One opened DuckDB database with its settings. Connections made from it may be used by one thread each at a time.</summary>
internal sealed class DuckDatabase : IDisposable
{
    private readonly DuckDBDatabase database;

    private DuckDatabase(DuckDBDatabase database) => this.database = database;

    /// <summary>Opens or creates a database.</summary>
    /// <param name="path">File, or <c>:memory:</c>.</param>
    /// <param name="settings">Settings by name, fixed for the life of the database.</param>
    /// <exception cref="DuckException">The file is no database, is damaged or in use, or a setting is unknown.</exception>
    public static DuckDatabase Open(string path, IEnumerable<KeyValuePair<string, string>> settings)
    {
        if (NativeMethods.Configuration.DuckDBCreateConfig(out var config) != DuckDBState.Success)
        {
            throw new DuckException("DuckDB could not allocate its configuration.", DuckDBErrorType.OutOfMemory);
        }

        using (config)
        {
            foreach (var (name, value) in settings)
            {
                if (NativeMethods.Configuration.DuckDBSetConfig(config, name, value) != DuckDBState.Success)
                {
                    throw new DuckException($"DuckDB does not know the setting {name} or its value {value}.", DuckDBErrorType.Settings);
                }
            }

            return NativeMethods.Startup.DuckDBOpen(path, out var database, config, out var error) == DuckDBState.Success
                ? new DuckDatabase(database)
                : throw new DuckException(error ?? "DuckDB did not say why.", DuckDBErrorType.Io);
        }
    }

    /// <summary>Opens a connection; cheap, but a session of its own (transactions do not mix).</summary>
    public DuckConnection Connect() =>
        NativeMethods.Startup.DuckDBConnect(database, out var connection) == DuckDBState.Success
            ? new DuckConnection(connection)
            : throw new DuckException("DuckDB refused a further connection.", DuckDBErrorType.Connection);

    public void Dispose() => database.Dispose();
}
