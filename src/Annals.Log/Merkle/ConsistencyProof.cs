using System.Numerics;

namespace Annals.Log;

/// <summary>Proof that one tree is the beginning of a larger one: nothing before its end was changed, added or taken away.</summary>
/// <remarks>RFC 9162 sections 2.1.4.1 and 2.1.4.2.</remarks>
public static class ConsistencyProof
{
    /// <summary>Makes the proof.</summary>
    /// <param name="nodes">The tree, of at least <paramref name="newSize"/> entries.</param>
    /// <param name="oldSize">1 or more: from the empty tree there is nothing to prove.</param>
    /// <param name="newSize">At least <paramref name="oldSize"/>.</param>
    /// <returns>At most 64 hashes; none when the sizes are equal.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The sizes are not of that kind.</exception>
    public static TreeHash[] Create(INodeReader nodes, long oldSize, long newSize)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(oldSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(newSize, oldSize);
        var proof = new List<TreeHash>();
        var (start, end) = (0L, newSize);
        while (end != oldSize)
        {
            var middle = start + Subtree.LeftCount(end - start);
            if (oldSize <= middle)
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

        // The old root itself is not sent; a subtree in which the old tree ends is.
        if (start > 0)
        {
            proof.Add(Subtree.Hash(nodes, start, end));
        }

        proof.Reverse();
        return [.. proof];
    }

    /// <summary>Whether the tree of the old size and root is the beginning of that of the new ones. Any input is allowed; what makes no sense is not proven, and from size 0 nothing is.</summary>
    public static bool Verify(long oldSize, TreeHash oldRoot, long newSize, TreeHash newRoot, ReadOnlySpan<TreeHash> proof)
    {
        if (oldSize <= 0 || oldSize > newSize)
        {
            return false;
        }

        if (oldSize == newSize)
        {
            return proof.IsEmpty && oldRoot == newRoot;
        }

        return !proof.IsEmpty
            && (BitOperations.IsPow2(oldSize)
                ? VerifyFrom(oldRoot, proof, oldSize, oldRoot, newSize, newRoot)
                : VerifyFrom(proof[0], proof[1..], oldSize, oldRoot, newSize, newRoot));
    }

    private static bool VerifyFrom(TreeHash first, ReadOnlySpan<TreeHash> rest, long oldSize, TreeHash oldRoot, long newSize, TreeHash newRoot)
    {
        var (node, last) = (oldSize - 1, newSize - 1);
        while ((node & 1) == 1)
        {
            node >>= 1;
            last >>= 1;
        }

        var (oldHash, newHash) = (first, first);
        foreach (var sibling in rest)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                oldHash = MerkleHash.Node(sibling, oldHash);
                newHash = MerkleHash.Node(sibling, newHash);
                InclusionProof.SkipLevelsWithoutSibling(ref node, ref last);
            }
            else
            {
                newHash = MerkleHash.Node(newHash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && oldHash == oldRoot && newHash == newRoot;
    }
}
