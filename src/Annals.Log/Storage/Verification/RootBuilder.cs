namespace Annals.Log.Storage;

/// <summary>Grows the tree bundle by bundle and notes its root at the sizes that somebody signed. Used by one thread.</summary>
internal sealed class RootBuilder(IEnumerable<long> sizes)
{
    private readonly CompactRange range = new();
    private readonly SortedDictionary<long, TreeHash?> roots = new(sizes.Distinct().ToDictionary(size => size, _ => (TreeHash?)null));

    public long Size => range.Size;

    /// <summary>Whether somebody signed a size within the bundle, so that its leaves are needed.</summary>
    public bool Wants(long first) => roots.Keys.Any(size => size > first && size < first + LogLimits.BundleSize);

    /// <summary>Adds a full bundle.</summary>
    /// <param name="root">Its root.</param>
    /// <param name="leaves">Its leaves if they are known and wanted.</param>
    public void AddBundle(in TreeHash root, ReadOnlySpan<TreeHash> leaves)
    {
        var first = range.Size;
        if (leaves.Length > 0 && Wants(first))
        {
            NoteWithin(first, leaves);
        }

        range.Append(8, root);
        Note(range.Size, range.Root);
    }

    /// <summary>Adds the leaves of a bundle that is not full.</summary>
    public void AddTail(ReadOnlySpan<TreeHash> leaves)
    {
        foreach (ref readonly var leaf in leaves)
        {
            range.Append(leaf);
            Note(range.Size, range.Root);
        }
    }

    /// <summary>The root of a size, if it was reached.</summary>
    public TreeHash? Root(long size) => size == 0 ? MerkleHash.EmptyRoot : roots.GetValueOrDefault(size);

    private void NoteWithin(long first, ReadOnlySpan<TreeHash> leaves)
    {
        var copy = range.Copy();
        foreach (ref readonly var leaf in leaves)
        {
            copy.Append(leaf);
            if (copy.Size < first + LogLimits.BundleSize)
            {
                Note(copy.Size, copy.Root);
            }
        }
    }

    private void Note(long size, Func<TreeHash> root)
    {
        if (roots.TryGetValue(size, out var known) && known is null)
        {
            roots[size] = root();
        }
    }
}
