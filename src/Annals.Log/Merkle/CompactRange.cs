using System.Numerics;
using System.Runtime.CompilerServices;

namespace Annals.Log;

/// <summary>
/// All the state that appending to a tree needs: its size and one hash for each set bit of the size, the largest subtree
/// first. Used by one thread at a time; appending does not allocate.
/// </summary>
public sealed class CompactRange
{
    private Stack stack;

    /// <summary>The empty tree.</summary>
    public CompactRange()
    {
    }

    /// <summary>A tree of a known size.</summary>
    /// <param name="size">Number of entries, 0 or more.</param>
    /// <param name="hashes">Roots of its perfect subtrees, the largest first: what <see cref="CopyHashes"/> gave.</param>
    /// <exception cref="ArgumentException">The number of hashes is not the number of set bits of the size.</exception>
    public CompactRange(long size, ReadOnlySpan<TreeHash> hashes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (hashes.Length != BitOperations.PopCount((ulong)size))
        {
            throw new ArgumentException($"A tree of {size} entries has {BitOperations.PopCount((ulong)size)} perfect subtrees; {hashes.Length} hashes were given.", nameof(hashes));
        }

        Size = size;
        hashes.CopyTo(stack);
    }

    /// <summary>Number of entries in the tree.</summary>
    public long Size { get; private set; }

    private int Depth => BitOperations.PopCount((ulong)Size);

    /// <summary>Loads the right edge of a stored tree.</summary>
    public static CompactRange Load(long size, INodeReader nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        var range = new CompactRange();
        var depth = 0;
        foreach (var node in NodeId.Cover(0, size))
        {
            range.stack[depth++] = nodes.Node(node.Level, node.Index);
        }

        range.Size = size;
        return range;
    }

    /// <summary>Appends one leaf hash.</summary>
    /// <param name="leaf">Hash of the leaf, not the entry.</param>
    /// <param name="nodes">Takes the leaf and every inner node that it completes, lowest first.</param>
    public void Append(in TreeHash leaf, INodeWriter? nodes = null) => Append(0, leaf, nodes);

    /// <summary>Appends a perfect subtree, for example the root of a bundle that was hashed by another thread.</summary>
    /// <param name="level">Height of the subtree: it has 2^level entries.</param>
    /// <param name="root">Root of the subtree.</param>
    /// <param name="nodes">Takes the root and every inner node that it completes, lowest first; not the nodes inside it.</param>
    /// <exception cref="InvalidOperationException">The size is not a multiple of 2^level, or would pass 2^63 - 1.</exception>
    public void Append(int level, in TreeHash root, INodeWriter? nodes = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 62);
        if ((Size & ((1L << level) - 1)) != 0 || Size > long.MaxValue - (1L << level))
        {
            throw new InvalidOperationException($"A subtree of 2^{level} entries cannot be appended at {Size}: its start must be a multiple of its size.");
        }

        var hash = root;
        var depth = Depth;
        nodes?.Write(level, Size >> level, hash);
        for (var height = level; ((Size >> height) & 1) != 0; height++)
        {
            hash = MerkleHash.Node(stack[--depth], hash);
            nodes?.Write(height + 1, Size >> (height + 1), hash);
        }

        stack[depth] = hash;
        Size += 1L << level;
    }

    /// <summary>Root of the tree (RFC 6962 section 2.1).</summary>
    public TreeHash Root()
    {
        var depth = Depth;
        if (depth == 0)
        {
            return MerkleHash.EmptyRoot;
        }

        var root = stack[--depth];
        while (depth > 0)
        {
            root = MerkleHash.Node(stack[--depth], root);
        }

        return root;
    }

    /// <summary>Roots of the perfect subtrees, the largest first: with <see cref="Size"/> all that is needed to go on later.</summary>
    public TreeHash[] CopyHashes() => ((ReadOnlySpan<TreeHash>)stack)[..Depth].ToArray();

    /// <summary>An independent copy.</summary>
    public CompactRange Copy() => new(Size, ((ReadOnlySpan<TreeHash>)stack)[..Depth]);

    [InlineArray(63)]
    private struct Stack
    {
        private TreeHash first;
    }
}
