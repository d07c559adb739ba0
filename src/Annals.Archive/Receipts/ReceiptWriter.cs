using Annals.Archive.Ids;
using Annals.Log;

namespace Annals.Archive;

/// <summary>Appends receipts to a log and puts their ids into the tables. Thread-safe; concurrent callers share a write.</summary>
internal sealed class ReceiptWriter(RecordLog log, KnownIds ids, RecordIdentity identity, TimeProvider time)
{
    /// <summary>Appends receipts as one group. Durable on return.</summary>
    /// <returns>Position of the first; the others follow without gap.</returns>
    public long Append(params ReadOnlySpan<Receipt> receipts)
    {
        var now = time.GetUtcNow();
        var entries = new NewEntry[receipts.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = receipts[i].ToEntry(identity, now);
        }

        var size = log.Size;
        ids.Begin(size);
        try
        {
            var first = log.Append(entries);
            for (var i = 0; i < entries.Length; i++)
            {
                ids.Insert(entries[i], first + i);
            }

            return first;
        }
        finally
        {
            ids.End(size);
        }
    }
}
