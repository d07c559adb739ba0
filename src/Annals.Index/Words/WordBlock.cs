using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Annals.Index.Words;

/// <summary>Up to 64 bytes of text, classified at once: one bit for each byte, the first byte lowest.</summary>
internal readonly ref struct WordBlock
{
    public const int Size = 64;
    private const int Half = Size / 2;

    /// <param name="text">At least 32 bytes; at least <see cref="Size"/> when more than 32 are looked at.</param>
    /// <param name="count">Bytes to look at, 1 to <see cref="Size"/>; what lies behind them is in no class.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WordBlock(ReadOnlySpan<byte> text, int count)
    {
        ref var first = ref MemoryMarshal.GetReference(text[..(count <= Half ? Half : Size)]);
        Classify(Vector256.LoadUnsafe(ref first), out var word, out var joiner, out var colon, out var high, out var backslash);
        if (count > Half)
        {
            Classify(Vector256.LoadUnsafe(ref first, Half), out var word2, out var joiner2, out var colon2, out var high2, out var backslash2);
            word |= word2 << Half;
            joiner |= joiner2 << Half;
            colon |= colon2 << Half;
            high |= high2 << Half;
            backslash |= backslash2 << Half;
        }

        var inside = ulong.MaxValue >> (Size - count);
        Word = word & inside;
        Joiner = joiner & inside;
        Colon = colon & inside;
        High = high & inside;
        Backslash = backslash & inside;
        Separator = inside & ~(word | joiner | colon);
    }

    /// <summary>Letters, digits and the underscore.</summary>
    public ulong Word { get; }

    public ulong Joiner { get; }

    public ulong Colon { get; }

    /// <summary>Bytes above ASCII.</summary>
    public ulong High { get; }

    public ulong Backslash { get; }

    /// <summary>What belongs to no word, whatever stands beside it.</summary>
    public ulong Separator { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Classify(Vector256<byte> bytes, out ulong word, out ulong joiner, out ulong colon, out ulong high, out ulong backslash)
    {
        var letters = Vector256.LessThan((bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)26));
        var digits = Vector256.LessThan(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
        var joiners = Vector256.LessThan(bytes - Vector256.Create((byte)'-'), Vector256.Create((byte)2)); // '-' and '.'
        word = (letters | digits | Vector256.Equals(bytes, Vector256.Create((byte)'_'))).ExtractMostSignificantBits();
        joiner = (joiners | Vector256.Equals(bytes, Vector256.Create((byte)'@'))).ExtractMostSignificantBits();
        colon = Vector256.Equals(bytes, Vector256.Create((byte)':')).ExtractMostSignificantBits();
        high = bytes.ExtractMostSignificantBits();
        backslash = Vector256.Equals(bytes, Vector256.Create((byte)'\\')).ExtractMostSignificantBits();
    }
}
