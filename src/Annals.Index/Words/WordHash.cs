using System.Buffers.Binary;

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
    public static ulong Of(ReadOnlySpan<byte> word)
    {
        var length = word.Length;
        var seed = unchecked((ulong)length * Second);
        while (word.Length > 16)
        {
            seed = Mix((BinaryPrimitives.ReadUInt64LittleEndian(word) | CaseBits) ^ seed, BinaryPrimitives.ReadUInt64LittleEndian(word[8..]) | CaseBits);
            word = word[16..];
        }

        return Mix(Head(word) ^ seed, Tail(word) ^ unchecked(seed + First));
    }

    /// <summary>Hash of two neighbouring words, by the hashes of the two.</summary>
    public static ulong Pair(ulong left, ulong right) => Mix(left ^ Second, right);

    private static ulong Head(ReadOnlySpan<byte> word) => word.Length switch
    {
        >= 8 => BinaryPrimitives.ReadUInt64LittleEndian(word) | CaseBits,
        >= 4 => BinaryPrimitives.ReadUInt32LittleEndian(word) | (CaseBits >> 32),
        > 0 => (uint)(word[0] | (word[word.Length >> 1] << 8)) | (CaseBits & 0xFFFF),
        _ => 0,
    };

    private static ulong Tail(ReadOnlySpan<byte> word) => word.Length switch
    {
        >= 8 => BinaryPrimitives.ReadUInt64LittleEndian(word[^8..]) | CaseBits,
        >= 4 => BinaryPrimitives.ReadUInt32LittleEndian(word[^4..]) | (CaseBits >> 32),
        > 0 => (uint)word[^1] | (CaseBits & 0xFF),
        _ => 0,
    };

    private static ulong Mix(ulong left, ulong right)
    {
        var high = Math.BigMul(left ^ First, right ^ Second, out var low);
        return high ^ low;
    }
}
