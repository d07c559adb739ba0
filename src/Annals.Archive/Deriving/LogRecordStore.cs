using Annals.Index;
using Annals.Log;

namespace Annals.Archive;

/// <summary>The records of a log as the search reads them.</summary>
internal sealed class LogRecordStore(ILogReader log, IntakeSourceNames sources) : IRecordStore
{
    /// <inheritdoc/>
    public long Size => log.Size;

    /// <inheritdoc/>
    public IEnumerable<RecordFrameInfo> Frames(long from, long to) =>
        log.Frames(from, to).Select(frame => new RecordFrameInfo(frame.First, frame.Count));

    /// <inheritdoc/>
    public IRecordFrame OpenFrame(RecordFrameInfo frame) => new LogRecordFrame(log, sources, log.OpenFrame(new FrameInfo(frame.First, frame.Count)));

    /// <summary>A frame with the facts of its entries, which are read when they are first asked for.</summary>
    private sealed class LogRecordFrame(ILogReader log, IntakeSourceNames sources, Frame frame) : IRecordFrame
    {
        private Entry[]? entries;

        public long First => frame.First;

        public int Count => frame.Count;

        public ReadOnlySpan<byte> Record(int index) => frame.Record(index);

        public bool IsErased(int index) => frame.IsErased(index);

        public long RecordedMicros(int index) => EntryAt(index).RecordedMicros;

        public RecordFlags Flags(int index)
        {
            ref readonly var entry = ref EntryAt(index);
            var flags = (RecordFlags)((int)entry.Flags & (int)(EntryFlags.Variant | EntryFlags.HiddenVariant));
            return entry.Kind == EntryKind.System ? flags | RecordFlags.Receipt : flags;
        }

        public string? SourceName(int index) => sources.Of(EntryAt(index));

        public void Dispose() => frame.Dispose();

        private ref readonly Entry EntryAt(int index)
        {
            if (Volatile.Read(ref entries) is not { } read)
            {
                read = new Entry[frame.Count];
                for (var i = 0; i < read.Length; i++)
                {
                    read[i] = log.ReadEntry(frame.First + i);
                }

                Volatile.Write(ref entries, read);
            }

            return ref read[index];
        }
    }
}
