using System.Globalization;

namespace Annals.Index.Columns;

/// <summary>The index in one DuckDB file (docs/formats/index.md). Covered size and rows become durable in one transaction, so they always agree.</summary>
public sealed partial class DuckDbEventIndex : IEventIndex
{
    private readonly string path;
    private readonly EventIndexOptions options;
    private readonly DuckDatabase database;
    private readonly DuckConnection writer;
    private readonly ValueDictionary[] dictionaries;
    private readonly CodeSets codeSets;
    private long coveredSize;

    private DuckDbEventIndex(string path, EventIndexOptions options, DuckDatabase database, DuckConnection writer, CodeSets codeSets)
    {
        this.path = path;
        this.options = options;
        this.database = database;
        this.writer = writer;
        this.codeSets = codeSets;
        dictionaries = new ValueDictionary[IndexBatch.FieldCount];
        for (var i = 0; i < dictionaries.Length; i++)
        {
            dictionaries[i] = new ValueDictionary(options.DictionaryValuesMax, options.DictionaryBytesMax);
        }

        savedValues = new int[dictionaries.Length];
    }

    /// <inheritdoc/>
    public long CoveredSize => Volatile.Read(ref coveredSize);

    /// <inheritdoc/>
    public long AppendedSize { get; private set; }

    /// <summary>Opens the index file of a log.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <param name="options">Bounds, and the log that the file must belong to.</param>
    /// <param name="logSize">Size of the log; an index that covers more is unusable.</param>
    public static IndexOpening Open(string path, EventIndexOptions options, long logSize)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        if (!File.Exists(path))
        {
            return new IndexOpening.Missing();
        }

        DuckDbEventIndex? index = null;
        try
        {
            index = OpenDatabase(path, options);
            var reason = index.Load(logSize);
            if (reason is null)
            {
                var opened = new IndexOpening.Opened(index);
                index = null;
                return opened;
            }

            return new IndexOpening.Unusable(reason);
        }
        catch (DuckException exception) when (exception.Message.Contains("lock on file", StringComparison.Ordinal))
        {
            return new IndexOpening.InUse($"The index {path} is held by another process: {exception.Message}");
        }
        catch (DuckException exception)
        {
            return new IndexOpening.Unusable($"The index {path} could not be opened: {exception.Message}");
        }
        finally
        {
            index?.Dispose();
        }
    }

    /// <summary>Makes a new, empty index; a file (and its write-ahead log) that is there already is deleted first.</summary>
    /// <param name="path">Full path of the file, or null for an index in memory.</param>
    /// <param name="options">Bounds, and the log that the index belongs to.</param>
    /// <exception cref="IOException">The file could not be written.</exception>
    public static IEventIndex Create(string? path, EventIndexOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (path is not null)
        {
            Delete(path);
        }

        DuckDbEventIndex? index = null;
        try
        {
            index = OpenDatabase(path ?? ":memory:", options with { ReadOnly = false });
            index.CreateTables();
            var created = index;
            index = null;
            return created;
        }
        catch (DuckException exception)
        {
            throw new IOException($"The index {path} could not be created: {exception.Message}", exception);
        }
        finally
        {
            index?.Dispose();
        }
    }

    /// <summary>Deletes an index file with everything that DuckDB keeps beside it.</summary>
    /// <param name="path">Full path of the file; need not exist.</param>
    public static void Delete(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        File.Delete(path);
        File.Delete(path + ".wal");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        DropPending();
        while (idle.TryTake(out var connection))
        {
            connection.Dispose();
        }

        writer.Dispose();
        database.Dispose();
        codeSets.Dispose();
    }

    private static DuckDbEventIndex OpenDatabase(string path, EventIndexOptions options)
    {
        var database = DuckDatabase.Open(path, Settings(options));
        DuckConnection? writer = null;
        CodeSets? codeSets = null;
        try
        {
            writer = database.Connect();
            codeSets = new CodeSets(writer);
            writer.Execute("SET lock_configuration = true");
            return new DuckDbEventIndex(path, options, database, writer, codeSets);
        }
        catch
        {
            writer?.Dispose();
            database.Dispose();
            codeSets?.Dispose();
            throw;
        }
    }

    internal static Dictionary<string, string> Settings(EventIndexOptions options) => new()
    {
        ["access_mode"] = options.ReadOnly ? "READ_ONLY" : "READ_WRITE",
        ["memory_limit"] = string.Create(CultureInfo.InvariantCulture, $"{options.MemoryBytes / 1024}KiB"),
        ["threads"] = options.Threads.ToString(CultureInfo.InvariantCulture),
        ["default_block_size"] = "65536", // of a new file: a column of a row group fills whole blocks, 256 KiB ones would stay a third empty
        ["temp_directory"] = string.Empty,
        ["allocator_flush_threshold"] = "1MiB", // else up to 128 MiB of freed memory stay with the process
        ["allocator_bulk_deallocation_flush_threshold"] = "1MiB",
        ["autoinstall_known_extensions"] = "false",
        ["autoload_known_extensions"] = "false",
        ["allow_community_extensions"] = "false",
        ["enable_external_access"] = "false",
    };

    private void CreateTables()
    {
        writer.Execute("BEGIN TRANSACTION");
        writer.Execute(IndexSchema.Create);
        SetNumber(IndexSchema.VersionKey, IndexSchema.Version);
        SetNumber(IndexSchema.CoveredKey, 0);
        using (writer.Query("INSERT INTO texts VALUES ('log', ?)", [options.Log]))
        {
        }

        writer.Execute("COMMIT");
        writer.Execute("CHECKPOINT");
    }

    private void SetNumber(string name, long number)
    {
        using (writer.Query("DELETE FROM numbers WHERE name = ?", [name]))
        {
        }

        using (writer.Query("INSERT INTO numbers VALUES (?, ?)", [name, number]))
        {
        }
    }

    /// <summary>Reads what an existing file says of itself.</summary>
    /// <returns>Why it cannot be used, or null.</returns>
    private string? Load(long logSize)
    {
        var version = writer.Scalar("SELECT coalesce(max(number), -1) FROM numbers WHERE name = ?", IndexSchema.VersionKey);
        if (version != IndexSchema.Version)
        {
            return $"The index {path} has format {version}, this program reads format {IndexSchema.Version}.";
        }

        if (writer.Scalar("SELECT count(*) FROM texts WHERE name = 'log' AND text = ?", options.Log) != 1)
        {
            return $"The index {path} belongs to another log than {options.Log}.";
        }

        coveredSize = writer.Scalar("SELECT coalesce(max(number), -1) FROM numbers WHERE name = ?", IndexSchema.CoveredKey);
        AppendedSize = coveredSize;
        var rows = writer.Scalar("SELECT count(*) FROM events");
        if (coveredSize < 0 || coveredSize > logSize || rows > coveredSize)
        {
            return $"The index {path} covers {coveredSize} positions with {rows} rows, the log has {logSize}.";
        }

        LoadNotKept();
        return LoadDictionaries();
    }

    private void LoadNotKept()
    {
        foreach (var field in Enum.GetValues<IndexField>())
        {
            notKept[(int)field] = savedNotKept[(int)field] = writer.Scalar("SELECT count(*) FROM numbers WHERE name = ?", IndexSchema.NotKeptKey(field)) > 0;
        }
    }

    private string? LoadDictionaries()
    {
        using var result = writer.Query("SELECT field, code, value FROM dictionary ORDER BY field, code", []);
        while (result.Next())
        {
            var fields = result.Column<byte>(0);
            var codes = result.Column<uint>(1);
            for (var row = 0; row < result.Count; row++)
            {
                var value = result.Bytes(2, row);
                if (fields[row] >= dictionaries.Length || codes[row] != dictionaries[fields[row]].Restore(value))
                {
                    return $"The index {path} has a dictionary that does not fit: field {fields[row]}, code {codes[row]}.";
                }
            }
        }

        for (var i = 0; i < dictionaries.Length; i++)
        {
            savedValues[i] = dictionaries[i].Count;
        }

        return null;
    }
}
