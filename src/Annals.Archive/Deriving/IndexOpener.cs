using Annals.Index;
using Annals.Index.Columns;
using Annals.Log;

namespace Annals.Archive;

/// <summary>Opens the index of a tenant, or begins a new one when the stored one cannot be used.</summary>
internal static class IndexOpener
{
    /// <summary>Opens the index for writing.</summary>
    /// <param name="folder">The tenant.</param>
    /// <param name="origin">Origin of its log.</param>
    /// <param name="log">Its log.</param>
    /// <param name="rebuild">Whether to begin anew in any case.</param>
    /// <param name="notices">Receives a sentence when the index had to be begun anew.</param>
    public static IEventIndex Open(TenantFolder folder, string origin, ILogReader log, bool rebuild, ICollection<string> notices)
    {
        var options = new EventIndexOptions { Log = origin, Threads = Environment.ProcessorCount };
        if (rebuild)
        {
            return DuckDbEventIndex.Create(folder.Index, options);
        }

        switch (OpenStored(folder, options, log))
        {
            case IndexOpening.Opened opened:
                return opened.Index;
            case IndexOpening.Missing:
                if (log.Size > 1)
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

    /// <summary>Opens an index that was open before.</summary>
    /// <param name="folder">The tenant.</param>
    /// <param name="origin">Origin of its log.</param>
    /// <param name="log">Its log.</param>
    /// <exception cref="IndexDamagedException">It cannot be opened.</exception>
    public static IEventIndex OpenAgain(TenantFolder folder, string origin, ILogReader log) => OpenStored(folder, Options(origin), log) switch
    {
        IndexOpening.Opened opened => opened.Index,
        IndexOpening.Unusable unusable => throw new IndexDamagedException(unusable.Reason),
        IndexOpening.InUse inUse => throw new IndexDamagedException(inUse.Reason),
        _ => throw new IndexDamagedException($"The index {folder.Index} is missing; run annals reindex."),
    };

    /// <summary>Opens the index for reading beside a folder that cannot be written.</summary>
    /// <param name="folder">The tenant.</param>
    /// <param name="origin">Origin of its log.</param>
    /// <param name="log">Its log.</param>
    /// <param name="reason">Why the stored index cannot be used, when null is returned.</param>
    /// <returns>The stored index if it covers all of the log but so few records that a search reads them one by one; else null.</returns>
    public static IEventIndex? OpenReadOnly(TenantFolder folder, string origin, ILogReader log, out string reason)
    {
        switch (OpenStored(folder, Options(origin) with { ReadOnly = true }, log))
        {
            case IndexOpening.Opened { Index: var index } when log.Size - index.CoveredSize <= EventSearchOptions.DefaultUnindexedMax:
                reason = string.Empty;
                return index;
            case IndexOpening.Opened { Index: var index }:
                reason = $"it covers {index.CoveredSize} of {log.Size} entries";
                index.Dispose();
                return null;
            case IndexOpening.InUse:
                reason = "another process has it open";
                return null;
            case IndexOpening.Missing:
                reason = "it is missing";
                return null;
            default:
                reason = "it is damaged or of another log";
                return null;
        }
    }

    private static IndexOpening OpenStored(TenantFolder folder, EventIndexOptions options, ILogReader log)
    {
        var opening = DuckDbEventIndex.Open(folder.Index, options, log.Size);
        if (opening is not IndexOpening.Opened { Index: var index })
        {
            return opening;
        }

        try
        {
            if (IsMadeOf(index, log))
            {
                return opening;
            }
        }
        catch (IndexDamagedException e)
        {
            index.Dispose();
            return new IndexOpening.Unusable(e.Message);
        }
        catch
        {
            index.Dispose();
            throw;
        }

        var covered = index.CoveredSize;
        index.Dispose();
        return new IndexOpening.Unusable($"The index {folder.Index} was made of another entry at position {covered - 1} than the log has now.");
    }

    /// <summary>
    /// Whether the last entry that the index covers is the log's: not so beside a backup of the log that has grown differently
    /// since. The recorded time, in microseconds, tells one entry from another.
    /// </summary>
    private static bool IsMadeOf(IEventIndex index, ILogReader log)
    {
        var last = index.CoveredSize - 1;
        if (last < 0)
        {
            return true;
        }

        var query = new ColumnQuery { Where = ColumnPredicate.True, FromPosition = last, ToPosition = last + 1 };
        foreach (var rows in index.Rows(query, CancellationToken.None))
        {
            if (rows.Count > 0)
            {
                return rows.Recorded[0] == log.ReadEntry(last).RecordedMicros;
            }
        }

        // An erased record has no row.
        return true;
    }

    /// <summary>An empty index for one opening of a tenant whose folder cannot be written.</summary>
    /// <param name="origin">Origin of the log.</param>
    /// <param name="size">Size of the log.</param>
    /// <param name="options">Where the index may be made.</param>
    public static TemporaryIndex OpenTemporary(string origin, long size, TenantOptions options) =>
        TemporaryIndex.Create(Options(origin), size, options.RecordsInMemoryMax, options.TemporaryFolder);

    private static EventIndexOptions Options(string origin) => new() { Log = origin, Threads = Environment.ProcessorCount };
}
