using System.Numerics;

namespace Annals.Log;

/// <summary>Place of a perfect subtree: it covers the entries from <c>Index &lt;&lt; Level</c> to before <c>(Index + 1) &lt;&lt; Level</c>.</summary>
/// <param name="Level">0 for leaves, up to 62.</param>
/// <param name="Index">Number of the node in its level, from 0.</param>
public readonly record struct NodeId(int Level, long Index)
{
    /// <summary>The fewest perfect subtrees that cover the entries from <paramref name="start"/> to before <paramref name="end"/>, left to right.</summary>
    /// <returns>At most 125 nodes; none for an empty range.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A bound is negative or the end lies before the start.</exception>
    public static IReadOnlyList<NodeId> Cover(long start, long end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        var nodes = new List<NodeId>();
        while (start < end)
        {
            var level = BitOperations.Log2((ulong)(end - start));
            if (start != 0)
            {
                level = Math.Min(level, BitOperations.TrailingZeroCount(start));
            }

            nodes.Add(new NodeId(level, start >> level));

            // The last step can reach 2^63 - 1 but never pass it, since start + 2^level <= end.
            start += 1L << level;
        }

        return nodes;
    }
}
