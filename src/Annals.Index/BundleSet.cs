using System.Numerics;

namespace Annals.Index;

/// <summary>A set of bundles of a log: bundle n holds the positions from 256 n to 256 n + 255.</summary>
public sealed class BundleSet
{
    /// <summary>Positions of a bundle.</summary>
    public const int BundleSize = 256;

    private readonly ulong[] words;

    /// <summary>Makes an empty set.</summary>
    /// <param name="size">Number of bundles that the set can hold.</param>
    public BundleSet(long size)
    {
        Size = size;
        words = new ulong[checked((int)((size + 63) / 64))];
    }

    /// <summary>Number of bundles that the set can hold.</summary>
    public long Size { get; }

    /// <summary>Number of bundles in the set.</summary>
    public long Count { get; private set; }

    /// <summary>Whether a bundle is in the set; false beyond <see cref="Size"/>.</summary>
    /// <param name="bundle">Number of the bundle.</param>
    public bool Contains(long bundle) => (ulong)bundle < (ulong)Size && (words[bundle >> 6] & (1UL << (int)(bundle & 63))) != 0;

    /// <summary>Puts a bundle into the set.</summary>
    /// <param name="bundle">Number of the bundle, below <see cref="Size"/>.</param>
    public void Add(long bundle)
    {
        ref var word = ref words[bundle >> 6];
        var bit = 1UL << (int)(bundle & 63);
        Count += (word & bit) == 0 ? 1 : 0;
        word |= bit;
    }

    internal ulong[] Words() => words;

    /// <summary>Lists the maximal runs of neighbouring bundles, ascending.</summary>
    /// <returns>First bundle and the bundle after the last one.</returns>
    public IEnumerable<(long From, long To)> Runs()
    {
        long? from = null;
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == 0 && from is null)
            {
                continue;
            }

            for (var bit = from is null ? BitOperations.TrailingZeroCount(words[i]) : 0; bit < 64; bit++)
            {
                var bundle = ((long)i << 6) + bit;
                if ((words[i] & (1UL << bit)) != 0)
                {
                    from ??= bundle;
                }
                else if (from is { } begin)
                {
                    yield return (begin, bundle);
                    from = null;
                }
            }
        }

        if (from is { } last)
        {
            yield return (last, (long)words.Length << 6);
        }
    }
}
