namespace Annals.Log;

/// <summary>Proof that entries shown are all entries between two positions: none left out, none put in.</summary>
/// <param name="Left">Roots of the fewest perfect subtrees before the range, left to right.</param>
/// <param name="Right">Roots of the fewest perfect subtrees after the range, left to right.</param>
/// <remarks>
/// At most 126 hashes whatever the range. Recorded times never go back, so a range widened by one entry on each side proves
/// completeness for a span of recorded time; of the times that sources claim it proves nothing.
/// </remarks>
public sealed record RangeProof(IReadOnlyList<TreeHash> Left, IReadOnlyList<TreeHash> Right)
{
    /// <summary>Makes the proof.</summary>
    /// <param name="nodes">The tree, of at least <paramref name="size"/> entries.</param>
    /// <param name="start">First position of the range.</param>
    /// <param name="end">Position after the last of the range; equal to <paramref name="start"/> for the empty range.</param>
    /// <param name="size">Size of the tree that the proof is for.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not <c>0 &lt;= start &lt;= end &lt;= size</c>.</exception>
    public static RangeProof Create(INodeReader nodes, long start, long end, long size)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, size);
        return new RangeProof(
            [.. NodeId.Cover(0, start).Select(x => nodes.Node(x.Level, x.Index))],
            [.. NodeId.Cover(end, size).Select(x => nodes.Node(x.Level, x.Index))]);
    }

    /// <summary>Whether the leaves are exactly those from <paramref name="start"/> to before <paramref name="end"/> of the tree with that size and root.</summary>
    /// <param name="start">First position of the range.</param>
    /// <param name="end">Position after the last.</param>
    /// <param name="size">Size of the tree, from the same verified checkpoint as the root: a root alone does not fix a size.</param>
    /// <param name="root">Root of the tree.</param>
    /// <param name="leaves">Leaf hashes of the entries shown; read once, never held together in memory.</param>
    /// <returns>False for any input that proves nothing.</returns>
    public bool Verify(long start, long end, long size, TreeHash root, IEnumerable<TreeHash> leaves)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        if (start < 0 || end < start || size < end)
        {
            return false;
        }

        var range = new CompactRange();
        return TryAppend(range, NodeId.Cover(0, start), Left)
            && TryAppendLeaves(range, end, leaves)
            && TryAppend(range, NodeId.Cover(end, size), Right)
            && range.Root() == root;
    }

    private static bool TryAppend(CompactRange range, IReadOnlyList<NodeId> cover, IReadOnlyList<TreeHash> hashes)
    {
        if (cover.Count != hashes.Count)
        {
            return false;
        }

        for (var i = 0; i < cover.Count; i++)
        {
            range.Append(cover[i].Level, hashes[i]);
        }

        return true;
    }

    private static bool TryAppendLeaves(CompactRange range, long end, IEnumerable<TreeHash> leaves)
    {
        foreach (var leaf in leaves)
        {
            if (range.Size == end)
            {
                return false;
            }

            range.Append(leaf);
        }

        return range.Size == end;
    }
}
