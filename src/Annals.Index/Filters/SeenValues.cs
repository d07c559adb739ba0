using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
    private const int ShortPlaces = 2048;
    private const int LongPlaces = 2048;
    private const int CopiesSize = 1 << 18;
    private const int PrefixLength = sizeof(ushort);

    private readonly Vector256<byte>[] shorts = new Vector256<byte>[ShortPlaces];
    private readonly (uint Tag, int At)[] longs = new (uint, int)[LongPlaces];
    private readonly byte[] copies = new byte[CopiesSize];
    private int used;

    /// <summary>Bytes before the last 32 are ones, the last 32 are zeros: a mask for each length by where one begins to read.</summary>
    private static ReadOnlySpan<byte> Masks =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>Whether a value is not remembered; remembers it then, as far as there is room.</summary>
    /// <param name="text">The value and what follows it, which is read too but does not count.</param>
    /// <param name="length">Bytes of the value; without zero bytes.</param>
    /// <returns>False for an empty value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNew(ReadOnlySpan<byte> text, int length)
    {
        if (length > ShortMax || text.Length < ShortMax)
        {
            return IsNewLong(text[..length]);
        }

        // Filled up with zeros, so that one comparison tells bytes and length; an empty value equals an empty place.
        var value = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(text)) & Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(Masks), (nuint)(ShortMax - length));
        var parts = value.AsUInt64();
        var hash = Mix(parts[0], parts[1]) ^ Mix(parts[3], parts[2]);
        ref var place = ref shorts[(int)(hash & (ShortPlaces - 1))];
        if (place == value)
        {
            return false;
        }

        place = value;
        return length > 0;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        used = 0;
        Array.Clear(shorts);
        Array.Clear(longs);
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
