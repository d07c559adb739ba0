using System.Buffers;

namespace Annals.Archive;

/// <summary>Records on their way into a live intake, as slices of one pooled buffer. Filled by one thread, then given to <see cref="LiveIntake"/>, which disposes it.</summary>
public sealed class AppendBatch : IDisposable
{
    /// <summary>Longest record, in bytes: 16 MiB.</summary>
    public const int RecordBytesMax = 16 << 20;

    private readonly List<(int Start, int Length, string? Reason)> slots = [];
    private byte[]? buffer = [];
    private int used;

    /// <summary>Records, those refused already included.</summary>
    public int Count => slots.Count;

    /// <summary>Bytes of all records.</summary>
    public long Bytes => used;

    /// <summary>Copies a record into the batch. One that is longer than <see cref="RecordBytesMax"/> is refused in its place.</summary>
    /// <param name="record">The record's bytes, without white space around it.</param>
    public void Add(ReadOnlySpan<byte> record)
    {
        ObjectDisposedException.ThrowIf(buffer is null, this);
        if (record.Length > RecordBytesMax)
        {
            Refuse($"The record has {record.Length} bytes; {RecordBytesMax} are the limit.");
            return;
        }

        if (buffer.Length - used < record.Length)
        {
            Grow(record.Length);
        }

        record.CopyTo(buffer.AsSpan(used));
        slots.Add((used, record.Length, null));
        used += record.Length;
    }

    /// <summary>Notes something in the place of a record that the caller could not read as one.</summary>
    /// <param name="reason">A sentence for the client; holds no content of a record.</param>
    public void Refuse(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        slots.Add((used, 0, reason));
    }

    /// <summary>The bytes of a record; empty for one that was refused.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ObjectDisposedException">The batch was given back.</exception>
    public ReadOnlyMemory<byte> Record(int index)
    {
        ObjectDisposedException.ThrowIf(buffer is null, this);
        return buffer.AsMemory(slots[index].Start, slots[index].Length);
    }

    /// <summary>Gives the buffer back; no slice may be used after that.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref buffer, null) is { Length: > 0 } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    internal string? Refusal(int index) => slots[index].Reason;

    private void Grow(int length)
    {
        var grown = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max((long)used + length, Math.Max(4096L, 2L * buffer!.Length))));
        buffer.AsSpan(0, used).CopyTo(grown);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        buffer = grown;
    }
}
