namespace Annals.Index;

/// <summary>Bounds and habits of an index.</summary>
public sealed record EventIndexOptions
{
    /// <summary>
    /// Default of <see cref="MemoryBytes"/>: 96 MiB. Most is needed for merging the write-ahead file when the index closes; with 80 MiB DuckDB gives that up
    /// without a word and replays the file at every opening.
    /// </summary>
    public const long DefaultMemoryBytes = 96L << 20;

    /// <summary>Default of <see cref="CommitRows"/>: one row group of DuckDB.</summary>
    public const int DefaultCommitRows = 122_880;

    /// <summary>Default of <see cref="DictionaryValuesMax"/>.</summary>
    public const int DefaultDictionaryValuesMax = 1 << 18;

    /// <summary>Default of <see cref="DictionaryBytesMax"/>: 8 MiB a field.</summary>
    public const int DefaultDictionaryBytesMax = 8 << 20;

    /// <summary>Default of <see cref="RowsNearEnd"/>: one row group of DuckDB.</summary>
    public const int DefaultRowsNearEnd = 122_880;

    /// <summary>Name of the log that the index belongs to, such as its origin; an index of another log is unusable.</summary>
    public required string Log { get; init; }

    /// <summary>Memory that DuckDB may use, in bytes. Default <see cref="DefaultMemoryBytes"/>.</summary>
    public long MemoryBytes { get; init; } = DefaultMemoryBytes;

    /// <summary>Threads that DuckDB may use, 1 or more. Default 2.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>Rows that may wait before <see cref="IEventIndex.Append"/> commits by itself. Default <see cref="DefaultCommitRows"/>.</summary>
    public int CommitRows { get; init; } = DefaultCommitRows;

    /// <summary>Values kept for each field; rows with a further value are answered from the record. Default <see cref="DefaultDictionaryValuesMax"/>.</summary>
    public int DictionaryValuesMax { get; init; } = DefaultDictionaryValuesMax;

    /// <summary>Bytes of values kept for each field. Default <see cref="DefaultDictionaryBytesMax"/>.</summary>
    public int DictionaryBytesMax { get; init; } = DefaultDictionaryBytesMax;

    /// <summary>
    /// How far from the end lies the row whose time parts the rows that are looked at first for the newest ones from the others, 0 or more. A matter of speed alone.
    /// Default <see cref="DefaultRowsNearEnd"/>.
    /// </summary>
    public int RowsNearEnd { get; init; } = DefaultRowsNearEnd;

    /// <summary>Whether the file is only read; it must exist then, and other processes may read it too. Default false.</summary>
    public bool ReadOnly { get; init; }
}
