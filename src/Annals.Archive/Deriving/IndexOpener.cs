using Annals.Index;
using Annals.Index.Columns;

namespace Annals.Archive;

/// <summary>Opens the index of a tenant, or begins a new one when the stored one cannot be used.</summary>
internal static class IndexOpener
{
    /// <summary>Memory of DuckDB: enough for a row group on its way in and for every query, see docs/formats/index.md.</summary>
    private const long MemoryBytes = 64L << 20;

    /// <summary>Opens the index for writing.</summary>
    /// <param name="folder">The tenant.</param>
    /// <param name="origin">Origin of its log.</param>
    /// <param name="logSize">Size of its log.</param>
    /// <param name="rebuild">Whether to begin anew in any case.</param>
    /// <param name="notices">Receives a sentence when the index had to be begun anew.</param>
    public static IEventIndex Open(TenantFolder folder, string origin, long logSize, bool rebuild, ICollection<string> notices)
    {
        var options = new EventIndexOptions { Log = origin, Threads = Environment.ProcessorCount, MemoryBytes = MemoryBytes };
        if (rebuild)
        {
            return DuckDbEventIndex.Create(folder.Index, options);
        }

        switch (DuckDbEventIndex.Open(folder.Index, options, logSize))
        {
            case IndexOpening.Opened opened:
                return opened.Index;
            case IndexOpening.Missing:
                if (logSize > 1)
                {
                    notices.Add("The index is missing; it is built again from the log.");
                }

                return DuckDbEventIndex.Create(folder.Index, options);
            case IndexOpening.Unusable unusable:
                notices.Add($"{unusable.Reason} It is built again from the log.");
                return DuckDbEventIndex.Create(folder.Index, options);
            case IndexOpening.InUse inUse:
                throw new ArchiveException(inUse.Reason);
            default:
                throw new InvalidOperationException("The index reported an outcome that does not exist.");
        }
    }

    /// <summary>Opens the index for reading beside a folder that cannot be written.</summary>
    /// <inheritdoc cref="Open"/>
    /// <returns>The stored index if it covers all of the log but so few records that a search reads them one by one; else null.</returns>
    public static IEventIndex? OpenReadOnly(TenantFolder folder, string origin, long logSize)
    {
        if (DuckDbEventIndex.Open(folder.Index, Options(origin) with { ReadOnly = true }, logSize) is not IndexOpening.Opened { Index: var index })
        {
            return null;
        }

        if (logSize - index.CoveredSize <= EventSearchOptions.DefaultUnindexedMax)
        {
            return index;
        }

        index.Dispose();
        return null;
    }

    /// <summary>An empty index in memory.</summary>
    /// <inheritdoc cref="Open"/>
    public static IEventIndex InMemory(string origin) => DuckDbEventIndex.Create(path: null, Options(origin));

    private static EventIndexOptions Options(string origin) => new() { Log = origin, Threads = Environment.ProcessorCount };
}
