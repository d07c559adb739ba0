using System.Buffers;

namespace Annals.Server.Api.Appending;

/// <summary>Some records of a body, with their bytes. Disposing gives the memory back.</summary>
internal sealed class RecordChunk(byte[] buffer) : IDisposable
{
    private readonly List<(int Ordinal, int Start, int Length)> records = [];
    private readonly List<(int Ordinal, string Reason)> refusals = [];
    private byte[]? buffer = buffer;

    public bool IsEmpty => records.Count == 0 && refusals.Count == 0;

    /// <summary>Number of records.</summary>
    public int Count => records.Count;

    /// <summary>Pieces that are no records, by number in the body, with the reason.</summary>
    public IReadOnlyList<(int Ordinal, string Reason)> Refusals => refusals;

    /// <summary>Bytes of all records together.</summary>
    public long Bytes { get; private set; }

    /// <summary>Number of a record in the body.</summary>
    public int Ordinal(int index) => records[index].Ordinal;

    /// <summary>Bytes of a record; valid until the chunk is disposed of.</summary>
    public ReadOnlyMemory<byte> Record(int index) =>
        buffer.AsMemory(records[index].Start, records[index].Length);

    public void Add(int ordinal, int start, int length)
    {
        records.Add((ordinal, start, length));
        Bytes += length;
    }

    public void Refuse(int ordinal, string reason) => refusals.Add((ordinal, reason));

    /// <summary>Takes a larger buffer with the same bytes at its beginning.</summary>
    public void Replace(byte[] larger) => buffer = larger;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref buffer, null) is { } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
