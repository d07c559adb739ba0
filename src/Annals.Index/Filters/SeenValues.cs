using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Annals.Index.Words;

namespace Annals.Index.Filters;

/// <summary>
/// Remembers byte strings for a while. It never takes a new one for an old one, since it compares all bytes; it may forget old ones: each has
/// one place in a table, where a later one replaces it, and the memory for bytes is bounded.
/// </summary>
internal sealed class SeenValues
{
    /// <summary>Longest value that is remembered; longer ones seldom repeat.</summary>
    public const int LengthMax = 1024;

    private const int ShortMax = 32;
    private const int ShortPlaces = 4096;
    private const int LongPlaces = 2048;
    private const int CopiesSize = 1 << 18;
    private const int PrefixLength = sizeof(ushort);

    private readonly Vector256<byte>[] shorts = new Vector256<byte>[ShortPlaces];
    private readonly (uint Tag, int At)[] longs = new (uint, int)[LongPlaces];
    private readonly byte[] copies = new byte[CopiesSize];
    private ValueRange[] fresh = [];
    private ValueRange[] others = [];
    private int used;

    /// <summary>Bytes before the last 32 are ones, the last 32 are zeros: a mask for each length by where one begins to read.</summary>
    private static ReadOnlySpan<byte> Masks =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>Picks the values of a record that are not remembered, and remembers them, as far as there is room.</summary>
    /// <param name="record">The record.</param>
    /// <param name="values">Its values.</param>
    /// <returns>Valid until the next call; short values first, empty ones left out.</returns>
    public ReadOnlySpan<ValueRange> New(ReadOnlySpan<byte> record, ReadOnlySpan<ValueRange> values)
    {
        if (fresh.Length < values.Length)
        {
            fresh = new ValueRange[values.Length * 2];
            others = new ValueRange[values.Length * 2];
        }

        var count = 0;
        var otherCount = 0;
        var shortEnd = record.Length - ShortMax;
        ref var first = ref MemoryMarshal.GetReference(record);
        ref var firstFresh = ref MemoryMarshal.GetArrayDataReference(fresh);
        ref var firstOther = ref MemoryMarshal.GetArrayDataReference(others);
        foreach (var value in values)
        {
            // Counting instead of branching: whether a value is short or new cannot be foretold.
            unchecked
            {
                var length = value.To - value.From;
                var isShort = length <= ShortMax && value.From <= shortEnd;
                Unsafe.Add(ref firstOther, otherCount) = value;
                Unsafe.Add(ref firstFresh, count) = value;
                otherCount += isShort ? 0 : 1;
                count += isShort && IsNewShort(ref Unsafe.Add(ref first, value.From), length) ? 1 : 0;
            }
        }

        foreach (var value in others.AsSpan(0, otherCount))
        {
            fresh[count] = value;
            count += IsNewLong(record[value.From..value.To]) ? 1 : 0;
        }

        return fresh.AsSpan(0, count);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        used = 0;
        Array.Clear(shorts);
        Array.Clear(longs);
    }

    /// <param name="first">The first of at least 32 bytes.</param>
    /// <param name="length">Bytes of the value, 0 to 32; without zero bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsNewShort(ref byte first, int length)
    {
        // Filled up with zeros, so that one comparison tells bytes and length. An empty value has a fixed place, which it empties.
        var value = Vector256.LoadUnsafe(ref first) & Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(Masks), (nuint)(ShortMax - length));
        var halves = (value.GetLower() ^ Vector128.Shuffle(value.GetUpper().AsUInt32(), Vector128.Create(1u, 3, 0, 2)).AsByte()).AsUInt64();
        var hash = Mix(halves.ToScalar(), halves[1]);
        ref var place = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(shorts), (nint)(hash & (ShortPlaces - 1)));
        var isNew = place != value;
        place = value;
        return isNew & length > 0;
    }

    private bool IsNewLong(ReadOnlySpan<byte> value)
    {
        if (value.Length is 0 or > LengthMax)
        {
            return value.Length > 0;
        }

        var hash = Hash(value);
        var tag = (uint)(hash >> 32);
        ref var place = ref longs[(int)(hash & (LongPlaces - 1))];
        if (place.Tag == tag && place.At > 0 && Copy(place.At).SequenceEqual(value))
        {
            return false;
        }

        if (copies.Length - used >= value.Length + PrefixLength)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(copies.AsSpan(used), (ushort)value.Length);
            used += PrefixLength;
            value.CopyTo(copies.AsSpan(used));
            place = (tag, used);
            used += value.Length;
        }

        return true;
    }

    private ReadOnlySpan<byte> Copy(int at) => copies.AsSpan(at, BinaryPrimitives.ReadUInt16LittleEndian(copies.AsSpan(at - PrefixLength)));

    /// <summary>Takes the length and the first and last 16 bytes: values that differ between only push each other out.</summary>
    private static ulong Hash(ReadOnlySpan<byte> value) => value.Length < 16
        ? (ulong)value.Length
        : Mix(BinaryPrimitives.ReadUInt64LittleEndian(value) ^ (ulong)value.Length, BinaryPrimitives.ReadUInt64LittleEndian(value[8..]))
            ^ Mix(BinaryPrimitives.ReadUInt64LittleEndian(value[^8..]), BinaryPrimitives.ReadUInt64LittleEndian(value[^16..]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong left, ulong right)
    {
        var high = Math.BigMul(left ^ 0x9E3779B97F4A7C15, right ^ 0xD6E8FEB86659FD93, out var low);
        return high ^ low;
    }
}
