using System.IO.Hashing;

namespace Annals.Index;

/// <summary>
/// Rows on their way into the index: copies of the projected values of neighbouring records, filled by a worker thread right after it decoded them.
/// Reusable; not thread-safe.
/// </summary>
public sealed partial class IndexBatch
{
    internal const int FieldCount = 8;
    internal const int HashedCount = 4;

    /// <summary>Longest value that the index keeps, in bytes; rows with a longer one are answered from the record.</summary>
    internal const int ValueBytesMax = 512;

    /// <summary>Entries of <see cref="distinct"/> that stand for themselves: absent, and present but not kept.</summary>
    private const int OwnEntries = 2;

    /// <summary>Recently seen values of each field; a power of two.</summary>
    private const int RecentSize = 64;

    private readonly int[] recent = new int[FieldCount * RecentSize];
    private BatchValue[] distinct = new BatchValue[256];
    private int distinctCount = OwnEntries;
    private byte[] arena = new byte[4096];
    private int used;

    /// <summary>Makes an empty batch.</summary>
    /// <param name="capacity">Rows that it can take, 1 or more; 256 to 2,048 are useful.</param>
    public IndexBatch(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
        Positions = new long[capacity];
        Recorded = new long[capacity];
        Occurred = new long[capacity];
        Flags = new byte[capacity];
        Outcomes = new byte[capacity];
        Cells = new int[capacity * FieldCount];
        Hashes = new uint[capacity * HashedCount];
    }

    /// <summary>Rows that the batch can take.</summary>
    public int Capacity { get; }

    /// <summary>Rows in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>First position that the batch covers.</summary>
    public long From { get; private set; }

    /// <summary>Position after the last one that the batch covers.</summary>
    public long To { get; private set; }

    internal long[] Positions { get; }

    internal long[] Recorded { get; }

    internal long[] Occurred { get; }

    internal byte[] Flags { get; }

    internal byte[] Outcomes { get; }

    /// <summary>The values, most of them once; the first two stand for "absent" and "not kept".</summary>
    internal ReadOnlySpan<BatchValue> Distinct => distinct.AsSpan(0, distinctCount);

    /// <summary>Indexes into <see cref="Distinct"/> field by field: first those of all rows for the first field.</summary>
    internal int[] Cells { get; }

    /// <summary>Hashes field by field: first those of all rows for the first field.</summary>
    internal uint[] Hashes { get; }

    /// <summary>Empties the batch for reuse.</summary>
    /// <param name="from">First position that it will cover.</param>
    public void Restart(long from)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        Count = 0;
        placed = 0;
        used = 0;
        distinctCount = OwnEntries;
        Array.Clear(recent);
        From = from;
        To = from;
    }

    /// <summary>Says that no row will come for the positions up to <paramref name="to"/> that were not added: erased records.</summary>
    /// <param name="to">Position after the last one that the batch covers.</param>
    public void CoverTo(long to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, To);
        To = to;
    }

    internal ReadOnlySpan<byte> BytesOf(in BatchValue value) => arena.AsSpan(value.Offset, value.Length);

    /// <summary>Begins a row; its values follow by <see cref="AddValue"/>, absent ones may be left out.</summary>
    internal void AddRow(long position, long recordedMicros, long? occurredMicros, RecordFlags flags, byte outcome)
    {
        if (Count == Capacity)
        {
            throw new InvalidOperationException($"The batch is full: it takes {Capacity} rows.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(position, To);
        var row = Count++;
        To = position + 1;
        Positions[row] = position;
        Recorded[row] = recordedMicros;
        Occurred[row] = occurredMicros ?? long.MinValue;
        Flags[row] = (byte)flags;
        Outcomes[row] = outcome;
        for (var i = 0; i < FieldCount; i++)
        {
            Cells[(i * Capacity) + row] = 0;
        }

        for (var i = 0; i < HashedCount; i++)
        {
            Hashes[(i * Capacity) + row] = 0;
        }
    }

    internal void AddHashed(HashedField field, ReadOnlySpan<byte> value) =>
        Hashes[((int)field * Capacity) + Count - 1] = value.IsEmpty ? 0 : ValueHash.Of(value);

    internal void AddValue(IndexField field, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
        {
            Cells[((int)field * Capacity) + Count - 1] = value.Length > ValueBytesMax ? (int)ValueCode.NotKept : FindOrCopy(field, value);
        }
    }

    internal void AddNotKept(IndexField field) => Cells[((int)field * Capacity) + Count - 1] = (int)ValueCode.NotKept;

    /// <summary>Most values repeat one of the last few records: those are neither copied nor looked up again.</summary>
    private int FindOrCopy(IndexField field, ReadOnlySpan<byte> value)
    {
        var hash = XxHash3.HashToUInt64(value);
        ref var slot = ref recent[((int)field * RecentSize) + (int)(hash & (RecentSize - 1))];
        if (slot != 0 && distinct[slot].Hash == hash && BytesOf(distinct[slot]).SequenceEqual(value))
        {
            return slot;
        }

        if (arena.Length - used < value.Length)
        {
            Array.Resize(ref arena, arena.Length * 2);
        }

        if (distinctCount == distinct.Length)
        {
            Array.Resize(ref distinct, distinct.Length * 2);
        }

        value.CopyTo(arena.AsSpan(used));
        distinct[distinctCount] = new BatchValue(hash, used, value.Length, field);
        used += value.Length;
        slot = distinctCount;
        return distinctCount++;
    }
}

/// <summary>A value in the memory of a batch.</summary>
internal readonly record struct BatchValue(ulong Hash, int Offset, int Length, IndexField Field);
