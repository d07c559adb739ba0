namespace Annals.Log;

/// <summary>The hashes of the tree.</summary>
/// <remarks>RFC 6962 section 2.1. Thread-safe, allocation-free.</remarks>
public static class MerkleHash
{
    /// <summary>Root of the tree without entries: the hash of no bytes.</summary>
    public static TreeHash EmptyRoot { get; } = Sha256.Hash([]);

    /// <summary>Hash of a leaf: SHA-256 of 0x00 and the entry bytes exactly as stored in the bundle.</summary>
    public static TreeHash Leaf(ReadOnlySpan<byte> entry) => Sha256.Hash([0x00], entry);

    /// <summary>Hash of an inner node: SHA-256 of 0x01, the left child and the right child.</summary>
    public static TreeHash Node(in TreeHash left, in TreeHash right)
    {
        Span<byte> bytes = stackalloc byte[1 + (2 * TreeHash.Length)];
        bytes[0] = 0x01;
        left.Write(bytes[1..]);
        right.Write(bytes[(1 + TreeHash.Length)..]);
        return Sha256.Hash(bytes);
    }

    /// <summary>Root of a perfect subtree, folded in place: the hashes are overwritten.</summary>
    /// <param name="hashes">The nodes of one level, a power of two of them.</param>
    /// <exception cref="ArgumentException">The number of hashes is not a power of two.</exception>
    public static TreeHash Fold(Span<TreeHash> hashes)
    {
        if (!System.Numerics.BitOperations.IsPow2(hashes.Length))
        {
            throw new ArgumentException($"A perfect subtree has a power of two of nodes in each level, not {hashes.Length}.", nameof(hashes));
        }

        for (var count = hashes.Length; count > 1; count /= 2)
        {
            for (var i = 0; i < count / 2; i++)
            {
                hashes[i] = Node(hashes[2 * i], hashes[(2 * i) + 1]);
            }
        }

        return hashes[0];
    }
}
