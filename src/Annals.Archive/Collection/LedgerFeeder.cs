using System.Text.Json;
using Annals.Log;

namespace Annals.Archive;

/// <summary>Makes the ledger from the receipts in the log, behind it and restartable. Not thread-safe.</summary>
/// <param name="log">The log.</param>
/// <param name="table">Where the ledger is kept.</param>
internal sealed class LedgerFeeder(ILogReader log, LedgerTable table)
{
    /// <summary>Entries between two moments at which what was read is stored.</summary>
    private const int StoreEvery = 1 << 14;

    /// <summary>Entries that the ledger covers.</summary>
    public long Covered => table.Covered;

    /// <summary>Reads some entries on, at most to a size.</summary>
    /// <param name="size">A durable size of the log.</param>
    /// <returns>Whether everything below the size is covered.</returns>
    public bool Advance(long size)
    {
        if (table.Covered >= size)
        {
            return true;
        }

        var to = Math.Min(size, table.Covered + StoreEvery);
        using var transaction = table.Begin();
        foreach (var info in log.Frames(table.Covered, to))
        {
            Read(info, Math.Max(table.Covered, info.First), Math.Min(to, info.First + info.Count));
        }

        table.Commit(transaction, to, log.Node(0, to - 1));
        return to >= size;
    }

    private void Read(FrameInfo info, long from, long to)
    {
        Frame? frame = null;
        try
        {
            for (var position = from; position < to; position++)
            {
                if (log.ReadEntry(position).Kind != EntryKind.System)
                {
                    continue;
                }

                frame ??= log.OpenFrame(info);
                var index = (int)(position - info.First);
                if (!frame.IsErased(index) && IsOfCollection(frame.Record(index)))
                {
                    Note(frame.Record(index).ToArray());
                }
            }
        }
        finally
        {
            frame?.Dispose();
        }
    }

    /// <summary>The type is the first member of every receipt, so few of them have to be read.</summary>
    private static bool IsOfCollection(ReadOnlySpan<byte> receipt) =>
        receipt.StartsWith("{\"annals\":\"collection."u8) || receipt.StartsWith("{\"annals\":\"gap."u8) || receipt.StartsWith("{\"annals\":\"intake.closed\""u8);

    private void Note(ReadOnlyMemory<byte> receipt)
    {
        using var document = JsonDocument.Parse(receipt);
        var root = document.RootElement;
        var details = root.GetProperty("details"u8);
        if (!details.TryGetProperty("stream"u8, out var name))
        {
            return;
        }

        var time = root.GetProperty("time"u8).GetDateTimeOffset();
        var stream = new CollectionStream(details.GetProperty("connection"u8).GetString()!, name.GetString()!);
        switch (root.GetProperty("annals"u8).GetString())
        {
            case ReceiptType.CollectionListed:
                table.Listed(stream, Window(details), details.GetProperty("whole"u8).GetBoolean(), time, details.GetProperty("contents"u8).EnumerateArray().Select(Content));
                break;
            case ReceiptType.CollectionFailed:
                table.Failed(stream, details.GetProperty("content"u8).GetString()!, details.GetProperty("attempts"u8).GetInt32(), Time(details, "next"u8), details.GetProperty("reason"u8).GetString()!);
                break;
            case ReceiptType.GapOpened:
                table.GapOpened(Gap(root.GetProperty("id"u8).GetGuid(), stream, details, time));
                break;
            case ReceiptType.GapClosed:
                table.GapClosed(stream, details.GetProperty("gap"u8).GetGuid(), time, details.GetProperty("how"u8).GetString()!);
                break;
            case ReceiptType.IntakeClosed when details.TryGetProperty("content"u8, out var content):
                table.Stored(stream, content.GetString()!, Time(details, "published"u8), time, details.GetProperty("read"u8).GetInt64(), details.GetProperty("stored"u8).GetInt64());
                break;
            case ReceiptType.IntakeClosed when details.TryGetProperty("sweep"u8, out _):
                table.Stored(stream, Window(details), time, details.GetProperty("read"u8).GetInt64(), details.GetProperty("stored"u8).GetInt64());
                break;
        }
    }

    private static CollectionGap Gap(Guid id, CollectionStream stream, JsonElement details, DateTimeOffset time) => new(
        id,
        stream,
        details.GetProperty("kind"u8).GetString()!,
        Time(details, "from"u8),
        Time(details, "to"u8),
        details.TryGetProperty("content"u8, out var content) ? content.GetString() : null,
        details.GetProperty("reason"u8).GetString()!,
        time);

    private static CollectionWindow Window(JsonElement details) => new(details.GetProperty("sweep"u8).GetInt32(), Time(details, "from"u8), Time(details, "to"u8));

    private static ListedContent Content(JsonElement content) => new(
        content.GetProperty("id"u8).GetString()!, new Uri(content.GetProperty("address"u8).GetString()!), Time(content, "published"u8), Time(content, "expires"u8));

    private static DateTimeOffset Time(JsonElement element, ReadOnlySpan<byte> name) => element.GetProperty(name).GetDateTimeOffset();
}
