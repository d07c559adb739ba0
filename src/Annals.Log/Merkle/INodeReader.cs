namespace Annals.Log;

/// <summary>Gives the stored nodes of a tree: what proofs are made from.</summary>
public interface INodeReader
{
    /// <summary>The node that covers the entries from <c>index &lt;&lt; level</c> to before <c>(index + 1) &lt;&lt; level</c>.</summary>
    /// <param name="level">0 for leaf hashes, up to 62.</param>
    /// <param name="index">Number of the node in its level, from 0.</param>
    /// <returns>The root of that perfect subtree.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The node does not lie completely in the tree.</exception>
    /// <remarks>Callers ask only for nodes whose last entry lies in the tree. Implementations say whether they are thread-safe.</remarks>
    TreeHash Node(int level, long index);
}
