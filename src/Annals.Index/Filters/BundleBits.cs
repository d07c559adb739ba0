using System.Runtime.InteropServices;

namespace Annals.Index.Filters;

/// <summary>A bit for each of the 256 bundles of a segment.</summary>
internal readonly record struct BundleBits(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    public static BundleBits All { get; } = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    public static BundleBits None { get; }

    public bool this[int bundle] => ((bundle >> 6) switch { 0 => First, 1 => Second, 2 => Third, _ => Fourth } & (1UL << (bundle & 63))) != 0;

    public static BundleBits operator &(BundleBits left, BundleBits right) =>
        new(left.First & right.First, left.Second & right.Second, left.Third & right.Third, left.Fourth & right.Fourth);

    public static BundleBits operator |(BundleBits left, BundleBits right) =>
        new(left.First | right.First, left.Second | right.Second, left.Third | right.Third, left.Fourth | right.Fourth);

    /// <summary>The bundles from a number on.</summary>
    public static BundleBits From(int bundle) => new(Word(bundle), Word(bundle - 64), Word(bundle - 128), Word(bundle - 192));

    /// <summary>Reads a row: its first byte holds bundles 0 to 7, the lowest bit first; what it is too short for is 0.</summary>
    public static BundleBits Read(ReadOnlySpan<byte> row)
    {
        Span<ulong> words = stackalloc ulong[4];
        row.CopyTo(MemoryMarshal.AsBytes(words));
        return new BundleBits(words[0], words[1], words[2], words[3]);
    }

    private static ulong Word(int from) => from <= 0 ? ulong.MaxValue : from >= 64 ? 0 : ulong.MaxValue << from;
}
