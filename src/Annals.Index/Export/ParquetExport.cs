using System.Globalization;
using Annals.Index.Columns;

namespace Annals.Index.Export;

/// <summary>
/// Writes records as a Parquet file: the event view as columns, the record's own bytes as column <c>raw</c>. DuckDB writes it while the rows are
/// read, so memory does not grow with their number.
/// </summary>
/// <remarks>
/// Columns: position, recorded, occurred (null when unknown), source, action, service, kind, actor, actor_id, actor_type, target, target_id, ip (list), outcome,
/// application, session, correlation, flags, raw. Texts that the record does not give are null.
/// </remarks>
public static class ParquetExport
{
    private const string MemoryLimit = "96MiB";
    private const int RowGroupRows = 20_480;
    private const int RowGroupBytes = 16 << 20;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Full path; an existing file is replaced. After an exception the file is incomplete.</param>
    /// <param name="rows">The rows, in the order of the file; read by one thread.</param>
    /// <param name="cancellationToken">Ends the export.</param>
    /// <returns>Number of rows written.</returns>
    /// <exception cref="IOException">The file could not be written.</exception>
    public static long Write(string path, IEnumerable<ExportRow> rows, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(rows);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? throw new ArgumentException($"\"{path}\" lies in no folder.", nameof(path));
        using var source = new RowSource(rows, cancellationToken);
        try
        {
            using var database = DuckDatabase.Open(":memory:", Settings);
            using var connection = database.Connect();
            connection.Execute($"SET allowed_directories = [{Quoted(folder + Path.DirectorySeparatorChar)}]");
            connection.Execute("SET enable_external_access = false");
            connection.Execute("SET lock_configuration = true");
            source.Register(connection);
            using var registration = cancellationToken.UnsafeRegister(static state => ((DuckConnection)state!).Interrupt(), connection);
            connection.Execute(string.Create(
                CultureInfo.InvariantCulture,
                $"COPY (SELECT * FROM {RowSource.Name}()) TO {Quoted(Path.GetFullPath(path))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {RowGroupRows}, ROW_GROUP_SIZE_BYTES {RowGroupBytes})"));
        }
        catch (DuckException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            source.ThrowIfFailed();
            throw new IOException($"The Parquet file {path} could not be written: {exception.Message}", exception);
        }

        return source.Count;
    }

    private static Dictionary<string, string> Settings => new()
    {
        ["memory_limit"] = MemoryLimit,
        ["threads"] = "1",
        ["temp_directory"] = string.Empty,
        ["preserve_insertion_order"] = "false", // one thread keeps the order anyway; without this, row groups cannot be bounded by bytes
        ["autoinstall_known_extensions"] = "false",
        ["autoload_known_extensions"] = "false",
        ["allow_community_extensions"] = "false",
    };

    /// <summary>A path as an SQL text: COPY and SET take no parameters.</summary>
    private static string Quoted(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
