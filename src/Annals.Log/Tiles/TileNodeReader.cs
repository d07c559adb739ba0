namespace Annals.Log;

/// <summary>Reads the nodes of a tree from its tiles, wherever they are kept. As thread-safe as the function it is given.</summary>
public sealed class TileNodeReader : INodeReader
{
    private readonly Func<TilePath, byte[]?> readTile;
    private readonly long size;

    /// <summary>Makes a reader of a tree.</summary>
    /// <param name="size">Size of the tree, from a verified checkpoint: partial tiles are asked for in the widths that it has.</param>
    /// <param name="readTile">Gives the bytes of a tile of hashes, or null when there is none; the full tile is then asked for in place of a partial one.</param>
    public TileNodeReader(long size, Func<TilePath, byte[]?> readTile)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentNullException.ThrowIfNull(readTile);
        this.size = size;
        this.readTile = readTile;
    }

    /// <inheritdoc/>
    /// <exception cref="LogFormatException">A tile that the tree has is missing or of the wrong length.</exception>
    public TreeHash Node(int level, long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 62);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size >> level);
        var tileLevel = level / TilePath.Height;
        var height = level % TilePath.Height;
        var tileIndex = index >> (TilePath.Height - height);
        var count = size >> (tileLevel * TilePath.Height);
        var width = (int)Math.Min(TilePath.FullWidth, count - (tileIndex * TilePath.FullWidth));
        var tile = Read(TilePath.ForHashes(tileLevel, tileIndex, width));
        return HashTile.Node(tile, height, (int)(index & ((TilePath.FullWidth >> height) - 1)));
    }

    private ReadOnlySpan<byte> Read(TilePath path)
    {
        var wanted = path.Width * TreeHash.Length;
        if (readTile(path) is { } exact)
        {
            return exact.Length == wanted
                ? exact
                : throw new LogFormatException($"The tile {path} is {exact.Length} bytes long, expected {wanted}.");
        }

        if (path.IsPartial && readTile(path.Full) is { } full)
        {
            return full.Length == HashTile.FullLength
                ? full.AsSpan(0, wanted)
                : throw new LogFormatException($"The tile {path.Full} is {full.Length} bytes long, expected {HashTile.FullLength}.");
        }

        throw new LogFormatException($"The tile {path} of a tree of {size} entries is missing.");
    }
}
