using Annals.Archive.Ids;
using Annals.Log;

namespace Annals.Archive;

/// <summary>Brings the id tables up to the size of the log; makes them anew when they cannot be used.</summary>
internal static class IdFeeder
{
    /// <summary>Entries between two moments at which the tables are made durable, so that an interrupted rebuild goes on where it was.</summary>
    private const long AdvanceEvery = 1 << 20;

    /// <summary>Records arrive nearly in the order of their days, so a few days' tables at a time are enough; more would count as memory of the program.</summary>
    private static readonly RecordIdTableOptions Options = new() { MemoryBytesMax = 8L << 20 };

    /// <summary>Opens the tables of a tenant for writing, complete up to the log's size.</summary>
    /// <param name="folder">The tenant.</param>
    /// <param name="id">Identity of the tenant.</param>
    /// <param name="log">Its log.</param>
    /// <param name="rebuild">Whether to make the tables anew in any case.</param>
    /// <param name="notices">Receives a sentence when the tables had to be made anew.</param>
    /// <param name="cancellationToken">Ends the work; what was done is kept.</param>
    public static RecordIdTable Open(TenantFolder folder, Guid id, ILogReader log, bool rebuild, ICollection<string> notices, CancellationToken cancellationToken)
    {
        var table = rebuild ? Create(folder, id, log) : Usable(folder, id, log, notices);
        try
        {
            CatchUp(table, log, cancellationToken);
            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>The reader that confirms slots.</summary>
    public static EntryIdReader ReaderOf(ILogReader log) => position =>
    {
        var entry = log.ReadEntry(position);
        return new EntryIds(entry.RecordId, entry.Value, EventTime.OrNull(entry.EventTimeMicros));
    };

    private static RecordIdTable Usable(TenantFolder folder, Guid id, ILogReader log, ICollection<string> notices)
    {
        switch (RecordIdTable.Open(folder.Ids, id, log.Size, ReaderOf(log), Options))
        {
            case RecordIdTableOpening.Ready ready:
                return ready.Table;
            case RecordIdTableOpening.MustRebuild must:
                if (log.Size > 1)
                {
                    notices.Add($"Known record ids are read again from the log: {must.Reason}");
                }

                return Create(folder, id, log);
            default:
                throw new InvalidOperationException("The id tables reported an outcome that does not exist.");
        }
    }

    private static RecordIdTable Create(TenantFolder folder, Guid id, ILogReader log) =>
        RecordIdTable.Create(folder.Ids, id, log.Size, ReaderOf(log), Options);

    private static void CatchUp(RecordIdTable table, ILogReader log, CancellationToken cancellationToken)
    {
        var size = log.Size;
        if (table.CoveredSize == size)
        {
            return;
        }

        for (var position = table.CoveredSize; position < size; position++)
        {
            var entry = log.ReadEntry(position);
            var day = EventTime.OrNull(entry.EventTimeMicros);
            table.Insert(day, entry.RecordId, position);
            if (entry.Value is { } value)
            {
                table.Insert(day, value, position);
            }

            if (position % AdvanceEvery == AdvanceEvery - 1)
            {
                cancellationToken.ThrowIfCancellationRequested();
                table.Advance(position + 1);
            }
        }

        table.Advance(size);
    }
}
