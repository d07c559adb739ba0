using System.IO.Hashing;

namespace Annals.Index.Columns;

/// <summary>
/// Values of one field and their codes, held in memory and bounded: when it is full, further values get <see cref="ValueCode.NotKept"/>.
/// One thread adds; others read through <see cref="Snapshot"/> at the same time.
/// </summary>
internal sealed class ValueDictionary
{
    private readonly int valuesMax;
    private readonly int bytesMax;
    private ulong[] slotHashes = new ulong[1024];
    private uint[] slotCodes = new uint[1024];
    private DictionarySnapshot current = new(new byte[4096], new int[256], 0);

    public ValueDictionary(int valuesMax, int bytesMax)
    {
        this.valuesMax = valuesMax;
        this.bytesMax = bytesMax;
    }

    /// <summary>Number of values.</summary>
    public int Count => current.Count;

    /// <summary>The values as they are now; later additions do not change it.</summary>
    public DictionarySnapshot Snapshot() => Volatile.Read(ref current);

    /// <summary>Finds or adds a value.</summary>
    /// <param name="hash">XXH3 of the value.</param>
    /// <param name="value">1 to <see cref="IndexBatch.ValueBytesMax"/> bytes.</param>
    /// <returns>Its code, or <see cref="ValueCode.NotKept"/> when the dictionary is full.</returns>
    public uint CodeOf(ulong hash, ReadOnlySpan<byte> value)
    {
        var mask = slotHashes.Length - 1;
        var slot = (int)(hash & (uint)mask);
        while (slotCodes[slot] != 0)
        {
            if (slotHashes[slot] == hash && current.Bytes(slotCodes[slot]).SequenceEqual(value))
            {
                return slotCodes[slot];
            }

            slot = (slot + 1) & mask;
        }

        return Add(hash, value, slot);
    }

    /// <summary>Adds a value read from the file, whatever the bounds.</summary>
    /// <returns>Its code.</returns>
    public uint Restore(ReadOnlySpan<byte> value)
    {
        var hash = XxHash3.HashToUInt64(value);
        var mask = slotHashes.Length - 1;
        var slot = (int)(hash & (uint)mask);
        while (slotCodes[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        return Insert(hash, value, slot);
    }

    private uint Add(ulong hash, ReadOnlySpan<byte> value, int slot)
    {
        if (current.Count >= valuesMax || current.BytesUsed + value.Length > bytesMax)
        {
            return ValueCode.NotKept;
        }

        return Insert(hash, value, slot);
    }

    private uint Insert(ulong hash, ReadOnlySpan<byte> value, int slot)
    {
        var seen = current;
        var next = seen.With(value);
        var code = ValueCode.First + (uint)seen.Count;
        slotHashes[slot] = hash;
        slotCodes[slot] = code;
        Volatile.Write(ref current, next);
        if (next.Count * 2 > slotHashes.Length)
        {
            Grow();
        }

        return code;
    }

    private void Grow()
    {
        var hashes = slotHashes;
        var codes = slotCodes;
        slotHashes = new ulong[hashes.Length * 2];
        slotCodes = new uint[hashes.Length * 2];
        var mask = slotHashes.Length - 1;
        for (var i = 0; i < hashes.Length; i++)
        {
            if (codes[i] == 0)
            {
                continue;
            }

            var slot = (int)(hashes[i] & (uint)mask);
            while (slotCodes[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            slotHashes[slot] = hashes[i];
            slotCodes[slot] = codes[i];
        }
    }
}

/// <summary>The first <see cref="Count"/> values of a dictionary; immutable as far as that.</summary>
internal sealed class DictionarySnapshot(byte[] arena, int[] ends, int count)
{
    public int Count => count;

    public int BytesUsed => count == 0 ? 0 : ends[count - 1];

    /// <summary>Bytes of the value with this code.</summary>
    public ReadOnlySpan<byte> Bytes(uint code)
    {
        var index = (int)(code - ValueCode.First);
        var from = index == 0 ? 0 : ends[index - 1];
        return arena.AsSpan(from, ends[index] - from);
    }

    /// <summary>A snapshot with one more value. Only the newest snapshot may be extended: it shares its memory with the new one.</summary>
    public DictionarySnapshot With(ReadOnlySpan<byte> value)
    {
        var from = BytesUsed;
        var bytes = arena;
        while (bytes.Length - from < value.Length)
        {
            Array.Resize(ref bytes, bytes.Length * 2);
        }

        var newEnds = ends;
        if (count == newEnds.Length)
        {
            Array.Resize(ref newEnds, count * 2);
        }

        value.CopyTo(bytes.AsSpan(from));
        newEnds[count] = from + value.Length;
        return new DictionarySnapshot(bytes, newEnds, count + 1);
    }
}
