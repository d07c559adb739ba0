using System.IO.Hashing;
using Annals.Index.Words;

namespace Annals.Index;

/// <summary>The hash that stands for a value of a <see cref="HashedField"/>: 20 bits of XXH3 over the case-folded value, never 0.</summary>
internal static class ValueHash
{
    private const int StackBytes = 512;
    private const ulong Mask = 0xFFFFF;

    public static uint Of(ReadOnlySpan<byte> value)
    {
        var length = Folding.MaxLength(value.Length);
        Span<byte> folded = length <= StackBytes ? stackalloc byte[StackBytes] : new byte[length];
        var hash = (uint)(XxHash3.HashToUInt64(folded[..Folding.Fold(value, folded)]) & Mask);
        return hash == 0 ? 1 : hash;
    }
}
