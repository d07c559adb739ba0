namespace Annals.Log;

/// <summary>Proof that an entry is at its position in a tree.</summary>
/// <remarks>RFC 9162 sections 2.1.3.1 and 2.1.3.2. Hashes go from the leaf's sibling up to the child of the root.</remarks>
public static class InclusionProof
{
    /// <summary>Makes the proof.</summary>
    /// <param name="nodes">The tree, of at least <paramref name="size"/> entries.</param>
    /// <param name="index">Position of the entry, below <paramref name="size"/>.</param>
    /// <param name="size">Size of the tree that the proof is for.</param>
    /// <returns>At most 63 hashes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The position is negative or not below the size.</exception>
    public static TreeHash[] Create(INodeReader nodes, long index, long size)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = new List<TreeHash>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var middle = start + Subtree.LeftCount(end - start);
            if (index < middle)
            {
                proof.Add(Subtree.Hash(nodes, middle, end));
                end = middle;
            }
            else
            {
                proof.Add(Subtree.Hash(nodes, start, middle));
                start = middle;
            }
        }

        proof.Reverse();
        return [.. proof];
    }

    /// <summary>Whether the leaf is at that position of the tree with that size and root. Any input is allowed; what makes no sense is not proven.</summary>
    public static bool Verify(TreeHash leaf, long index, long size, ReadOnlySpan<TreeHash> proof, TreeHash root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (node, last, hash) = (index, size - 1, leaf);
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = MerkleHash.Node(sibling, hash);
                SkipLevelsWithoutSibling(ref node, ref last);
            }
            else
            {
                hash = MerkleHash.Node(hash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && hash == root;
    }

    /// <summary>On the right edge a node is its own parent until it becomes a right child.</summary>
    internal static void SkipLevelsWithoutSibling(ref long node, ref long last)
    {
        while ((node & 1) == 0 && node != 0)
        {
            node >>= 1;
            last >>= 1;
        }
    }
}
