using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Annals.Index.Words;

/// <summary>
/// 64-bit hashes of folded words. Word filters on disk hold them, so a change here needs a new <see cref="WordRules.Version"/>.
/// They are good enough for a filter, not for equality: two words may share one.
/// </summary>
internal static class WordHash
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xD6E8FEB86659FD93;
    private const ulong CaseBits = 0x2020202020202020;

    /// <summary>
    /// Hash of a word. Every byte is taken with bit 5 set, which folds ASCII letters and keeps the other ASCII characters of words apart,
    /// so ASCII words may be given in any case; others must be folded.
    /// </summary>
    public static ulong Of(ReadOnlySpan<byte> word) => OfBytes(ref MemoryMarshal.GetReference(word), word.Length);

    /// <summary>As <see cref="Of"/>, of the word that begins at a byte; nothing outside of it is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfBytes(ref readonly byte first, int length)
    {
        unchecked
        {
            ref var at = ref Unsafe.AsRef(in first);
            var seed = (ulong)length * Second;
            for (; length > 16; length -= 16)
            {
                seed = Mix((Read8(ref at, 0) | CaseBits) ^ seed, Read8(ref at, 8) | CaseBits);
                at = ref Unsafe.Add(ref at, 16);
            }

            ulong head = 0;
            ulong tail = 0;
            if (length >= 8)
            {
                head = Read8(ref at, 0) | CaseBits;
                tail = Read8(ref at, length - 8) | CaseBits;
            }
            else if (length >= 4)
            {
                head = Read4(ref at, 0) | (CaseBits >> 32);
                tail = Read4(ref at, length - 4) | (CaseBits >> 32);
            }
            else if (length > 0)
            {
                head = (uint)(at | (Unsafe.Add(ref at, length >> 1) << 8)) | (CaseBits & 0xFFFF);
                tail = Unsafe.Add(ref at, length - 1) | (CaseBits & 0xFF);
            }

            return Mix(head ^ seed, tail ^ (seed + First));
        }
    }

    /// <summary>Hash of two neighbouring words, by the hashes of the two.</summary>
    public static ulong Pair(ulong left, ulong right) => Mix(left ^ Second, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read8(ref byte first, int at)
    {
        var value = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Read4(ref byte first, int at)
    {
        var value = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, at));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong left, ulong right)
    {
        var high = Math.BigMul(left ^ First, right ^ Second, out var low);
        return high ^ low;
    }
}
