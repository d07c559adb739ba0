using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Annals.Index.Words;

/// <summary>
/// Finds the ends of strings and the beginnings of numbers of a record, 64 bytes at a time and without a branch for each byte:
/// one bit for each byte, the first byte lowest. After Langdale and Lemire, "Parsing gigabytes of JSON per second", section 3.1.
/// </summary>
internal struct JsonBlocks
{
    public const int Size = 64;
    private const ulong EvenBits = 0x5555555555555555;

    private ulong insideBefore; // all ones when the block before ended inside a string
    private ulong escapesNext; // 1 when the block before ended with a backslash that escapes
    private ulong numberBefore; // 1 when the block before ended with a digit or minus outside of strings

    /// <summary>Quotes that begin or end a string.</summary>
    public ulong Quotes { get; private set; }

    /// <summary>First bytes of runs of digits and minus signs outside of strings.</summary>
    public ulong Numbers { get; private set; }

    /// <summary>Takes the next block.</summary>
    /// <param name="text">At least <see cref="Size"/> bytes; what lies behind the end of the record is 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Next(ReadOnlySpan<byte> text)
    {
        ref var first = ref MemoryMarshal.GetReference(text[..Size]);
        Classify(Vector256.LoadUnsafe(ref first), out var quotes, out var backslashes, out var numbers);
        Classify(Vector256.LoadUnsafe(ref first, Size / 2), out var quotes2, out var backslashes2, out var numbers2);
        Quotes = (quotes | (quotes2 << (Size / 2))) & ~Escaped(backslashes | (backslashes2 << (Size / 2)));
        var inside = ParityUpTo(Quotes) ^ insideBefore;
        insideBefore = unchecked((ulong)((long)inside >> 63));
        var outside = (numbers | (numbers2 << (Size / 2))) & ~inside;
        Numbers = outside & ~((outside << 1) | numberBefore);
        numberBefore = outside >> 63;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Classify(Vector256<byte> bytes, out ulong quotes, out ulong backslashes, out ulong numbers)
    {
        var digits = Vector256.LessThan(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
        quotes = Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits();
        backslashes = Vector256.Equals(bytes, Vector256.Create((byte)'\\')).ExtractMostSignificantBits();
        numbers = (digits | Vector256.Equals(bytes, Vector256.Create((byte)'-'))).ExtractMostSignificantBits();
    }

    /// <summary>Bytes that a backslash before them escapes: those behind runs of backslashes of odd length, and every second one within.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Escaped(ulong backslashes)
    {
        if (backslashes == 0)
        {
            var single = escapesNext;
            escapesNext = 0;
            return single;
        }

        backslashes &= ~escapesNext;
        var follows = (backslashes << 1) | escapesNext;
        var oddStarts = backslashes & ~EvenBits & ~follows;
        var runs = unchecked(oddStarts + backslashes);
        escapesNext = runs < backslashes ? 1UL : 0;
        return (EvenBits ^ (runs << 1)) & follows;
    }

    /// <summary>For each bit, whether the number of set bits up to and with it is odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ParityUpTo(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
        {
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        }

        for (var shift = 1; shift < 64; shift <<= 1)
        {
            bits ^= bits << shift;
        }

        return bits;
    }
}
