namespace Annals.Log;

/// <summary>The content of a tile of hashes: 32 bytes for each, nothing else.</summary>
/// <remarks>C2SP tlog-tiles.</remarks>
public static class HashTile
{
    /// <summary>Length of a full tile in bytes.</summary>
    public const int FullLength = TilePath.FullWidth * TreeHash.Length;

    /// <summary>The bytes of a tile, taken from the nodes of a tree.</summary>
    /// <param name="nodes">A tree that holds all of the tile.</param>
    /// <param name="path">A tile of hashes, of level 0 to 7.</param>
    /// <exception cref="ArgumentException">The path is of a bundle, or of a level that no tree reaches.</exception>
    public static byte[] Create(INodeReader nodes, TilePath path)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        if (path.IsEntries || path.Level * TilePath.Height > 62)
        {
            throw new ArgumentException($"{path} is no tile of hashes that a tree of less than 2^63 entries has.", nameof(path));
        }

        var tile = new byte[path.Width * TreeHash.Length];
        for (var i = 0; i < path.Width; i++)
        {
            nodes.Node(path.Level * TilePath.Height, (path.Index * TilePath.FullWidth) + i).Write(tile.AsSpan(i * TreeHash.Length));
        }

        return tile;
    }

    /// <summary>A node inside a tile, folded from its hashes.</summary>
    /// <param name="tile">Bytes of the tile, full or partial.</param>
    /// <param name="height">Height above the tile's own hashes, 0 to 8.</param>
    /// <param name="index">Number of the node among those of its height in this tile.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tile does not hold all hashes below that node.</exception>
    public static TreeHash Node(ReadOnlySpan<byte> tile, int height, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, TilePath.Height);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, (tile.Length / TreeHash.Length) >> height);
        var count = 1 << height;
        Span<TreeHash> hashes = stackalloc TreeHash[count];
        for (var i = 0; i < count; i++)
        {
            hashes[i] = TreeHash.Read(tile[(((index << height) + i) * TreeHash.Length)..]);
        }

        return MerkleHash.Fold(hashes);
    }
}
