namespace Annals.Archive.Ids;

/// <summary>How much of the id tables may be in memory at a time.</summary>
/// <remarks>Tables beyond a limit are unmapped, the longest unused first; the one in use stays, whatever its size.</remarks>
public sealed record RecordIdTableOptions
{
    /// <summary>Most tables mapped at a time, 1 or more; 4,096 by default. A mapped table holds no file open.</summary>
    public int MappedTablesMax { get; init; } = 4096;

    /// <summary>Most bytes of mapped tables and of the keys kept beside new ones; 128 MiB by default, which is room for about 8 million ids.</summary>
    public long MemoryBytesMax { get; init; } = 128L << 20;
}
