using System.Numerics;

namespace Annals.Index.Filters;

/// <summary>
/// Words that stand in nearly every bundle of a segment. They are not put into the filter, which would tell nothing; pairs are only put in when
/// both words are common, since else the rarer word tells enough. Kept as the low 32 bits of their hashes: a word taken for common by mistake is only "maybe".
/// </summary>
internal sealed class CommonWords
{
    private readonly uint[] slots;
    private readonly int mask;
    private readonly bool hasZero;

    public CommonWords(IReadOnlyCollection<uint> keys)
    {
        Keys = [.. keys.Distinct().Order()];
        slots = new uint[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, Keys.Length * 4))];
        mask = slots.Length - 1;
        foreach (var key in Keys)
        {
            var at = (int)(key & (uint)mask);
            while (slots[at] != 0)
            {
                at = (at + 1) & mask;
            }

            slots[at] = key;
            hasZero |= key == 0;
        }
    }

    /// <summary>The keys, ascending.</summary>
    public uint[] Keys { get; }

    public static uint KeyOf(ulong hash) => (uint)(hash & uint.MaxValue);

    public bool Contains(ulong hash)
    {
        var key = KeyOf(hash);
        if (key == 0)
        {
            return hasZero;
        }

        var at = (int)(key & (uint)mask);
        while (slots[at] != 0)
        {
            if (slots[at] == key)
            {
                return true;
            }

            at = (at + 1) & mask;
        }

        return false;
    }

    /// <summary>Words that stand in at least three quarters of the bundles; none when there are too few bundles to tell.</summary>
    public static CommonWords Of(IReadOnlyList<BundleWords> sample)
    {
        if (sample.Count < 4)
        {
            return new CommonWords([]);
        }

        var bundlesOf = new Dictionary<uint, (int Count, int Last)>();
        for (var i = 0; i < sample.Count; i++)
        {
            foreach (var word in sample[i].Words)
            {
                ref var seen = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(bundlesOf, KeyOf(word), out var exists);
                if (!exists || seen.Last != i)
                {
                    seen = (seen.Count + 1, i);
                }
            }
        }

        return new CommonWords([.. bundlesOf.Where(pair => pair.Value.Count * 4 >= sample.Count * 3).Select(pair => pair.Key)]);
    }
}
