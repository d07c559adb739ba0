namespace Annals.Log;

/// <summary>Which static resources a log has.</summary>
/// <remarks>C2SP tlog-tiles. The names come one by one, so that a log of any size can be walked.</remarks>
public static class TileSet
{
    /// <summary>Every tile and bundle, partial ones included, of a tree.</summary>
    /// <param name="size">Size of the tree, 0 or more; the empty tree has none.</param>
    public static IEnumerable<TilePath> Of(long size) => Added(0, size);

    /// <summary>The tiles and bundles that a tree has after growing and did not have before.</summary>
    /// <param name="oldSize">Size before.</param>
    /// <param name="newSize">Size after, at least <paramref name="oldSize"/>.</param>
    /// <returns>Bundles first, then tiles from level 0 up, so that whoever writes them in this order never has a hash without what it stands for.</returns>
    public static IEnumerable<TilePath> Added(long oldSize, long newSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(newSize, oldSize);
        return AddedPaths(oldSize, newSize);
    }

    private static IEnumerable<TilePath> AddedPaths(long oldSize, long newSize)
    {
        foreach (var (index, width) in AddedInLevel(oldSize, newSize))
        {
            yield return TilePath.ForEntries(index, width);
        }

        for (var level = 0; level * TilePath.Height < 63 && newSize >> (level * TilePath.Height) > 0; level++)
        {
            var shift = level * TilePath.Height;
            foreach (var (index, width) in AddedInLevel(oldSize >> shift, newSize >> shift))
            {
                yield return TilePath.ForHashes(level, index, width);
            }
        }
    }

    private static IEnumerable<(long Index, int Width)> AddedInLevel(long oldCount, long newCount)
    {
        for (var index = oldCount / TilePath.FullWidth; index < newCount / TilePath.FullWidth; index++)
        {
            yield return (index, TilePath.FullWidth);
        }

        var rest = (int)(newCount % TilePath.FullWidth);
        if (rest > 0 && newCount > oldCount)
        {
            yield return (newCount / TilePath.FullWidth, rest);
        }
    }
}
