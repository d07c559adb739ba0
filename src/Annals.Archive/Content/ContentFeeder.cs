using Annals.Log;
using Annals.Records.Events;
using Annals.Records.Microsoft365;

namespace Annals.Archive;

/// <summary>Makes content items from the log, behind it and restartable. Not thread-safe.</summary>
/// <param name="log">The log.</param>
/// <param name="table">Where the items are kept.</param>
internal sealed class ContentFeeder(ILogReader log, ContentTable table)
{
    /// <summary>Entries between two moments at which what was made is stored.</summary>
    private const int StoreEvery = 1 << 14;

    private static readonly Digest16 Source = RecordIdentity.SourceIdOf(SourceNames.Microsoft365);

    private readonly ContentRun[] runs = Restored(table);
    private readonly List<(ContentItem Item, byte[] Positions)> closed = [];
    private readonly EventSlices slices = new();

    /// <summary>Entries that the stored items cover.</summary>
    public long Covered => table.Covered;

    /// <summary>Position of the first record of a type's open item if its time is over; null when it is not, or none is open.</summary>
    public long? Overdue(ContentType type, long nowMillis) =>
        runs[(int)type] is { IsEmpty: false } run && run.ClosesMicros < nowMillis * 1000 ? run.Positions[0] : null;

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
        foreach (var info in log.Frames(table.Covered, to))
        {
            Read(info, Math.Max(table.Covered, info.First), Math.Min(to, info.First + info.Count));
        }

        table.Store(closed, runs, to, log.Node(0, to - 1));
        closed.Clear();
        return to >= size;
    }

    /// <summary>The payloads of a frame are decompressed once, and not at all when no record of it counts.</summary>
    private void Read(FrameInfo info, long from, long to)
    {
        Frame? frame = null;
        try
        {
            for (var position = from; position < to; position++)
            {
                var entry = log.ReadEntry(position);
                foreach (var run in runs)
                {
                    run.CloseByTime(entry.RecordedMicros, Close);
                }

                if (entry.Kind == EntryKind.Record && entry.SourceId == Source && (entry.Flags & EntryFlags.HiddenVariant) == 0)
                {
                    frame ??= log.OpenFrame(info);
                    if (TypeOf(frame, (int)(position - info.First)) is { } type)
                    {
                        runs[(int)type].Add(position, entry.RecordedMicros, entry.PayloadLength, Close);
                    }
                }
            }
        }
        finally
        {
            frame?.Dispose();
        }
    }

    /// <summary>Content type of a record. Of an erased one the payload does not tell it any more, and no receipt does yet (docs/adr/0010).</summary>
    private ContentType? TypeOf(Frame frame, int index) =>
        !frame.IsErased(index) && slices.Read(frame.Record(index), SourceNames.Microsoft365) is null ? slices.ContentType : null;

    private void Close(ContentItem item, IReadOnlyList<long> positions) => closed.Add((item, ContentPositions.Encode(positions)));

    private static ContentRun[] Restored(ContentTable table)
    {
        var runs = ContentTypes.All.Select(type => new ContentRun(type)).ToArray();
        table.Restore(runs);
        return runs;
    }
}
