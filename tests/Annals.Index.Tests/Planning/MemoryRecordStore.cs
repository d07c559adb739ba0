namespace Annals.Index.Tests.Planning;

/// <summary>A stored record of <see cref="MemoryRecordStore"/>.</summary>
internal sealed record MemoryRecord(byte[] Bytes, long RecordedMicros, RecordFlags Flags = RecordFlags.None, string? Source = null, bool IsErased = false);

/// <summary>Records in memory, in frames of uneven length; refuses what a real store need not bear and counts what is read.</summary>
internal sealed class MemoryRecordStore(IReadOnlyList<MemoryRecord> records, long size) : IRecordStore
{
    private const int FrameMax = 100;
    private int framesOpened;

    public long Size { get; set; } = size;

    public int FramesOpened => framesOpened;

    public IEnumerable<RecordFrameInfo> Frames(long from, long to)
    {
        Assert.InRange(from, 0, to);
        Assert.InRange(to, from, Size);
        for (var first = from - (from % 256); first < to;)
        {
            var count = (int)Math.Min(Math.Min(FrameMax, 256 - (first % 256)), Size - first);
            if (first + count > from)
            {
                yield return new RecordFrameInfo(first, count);
            }

            first += count;
        }
    }

    public IRecordFrame OpenFrame(RecordFrameInfo frame)
    {
        Interlocked.Increment(ref framesOpened);
        return new MemoryFrame(records, frame);
    }

    private sealed class MemoryFrame(IReadOnlyList<MemoryRecord> records, RecordFrameInfo info) : IRecordFrame
    {
        private bool isOpen = true;

        public long First => info.First;

        public int Count => info.Count;

        public ReadOnlySpan<byte> Record(int index) => At(index).IsErased ? [] : At(index).Bytes;

        public bool IsErased(int index) => At(index).IsErased;

        public long RecordedMicros(int index) => At(index).RecordedMicros;

        public RecordFlags Flags(int index) => At(index).Flags;

        public string? SourceName(int index) => At(index).Source;

        public void Dispose() => isOpen = false;

        private MemoryRecord At(int index)
        {
            Assert.True(isOpen, "The frame was disposed.");
            Assert.InRange(index, 0, Count - 1);
            return records[(int)(First + index)];
        }
    }
}
