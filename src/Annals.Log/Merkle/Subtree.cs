using System.Numerics;

namespace Annals.Log;

/// <summary>Hashes of subtrees that need not be perfect, and the one way in which the tree splits.</summary>
internal static class Subtree
{
    /// <summary>Entries in the left half: the largest power of two below <paramref name="count"/>, which is 2 or more.</summary>
    public static long LeftCount(long count) => 1L << BitOperations.Log2((ulong)count - 1);

    /// <summary>MTH of the entries from <paramref name="start"/> to before <paramref name="end"/>, a subtree of the tree and not empty.</summary>
    public static TreeHash Hash(INodeReader nodes, long start, long end)
    {
        var cover = NodeId.Cover(start, end);
        var hash = nodes.Node(cover[^1].Level, cover[^1].Index);
        for (var i = cover.Count - 2; i >= 0; i--)
        {
            hash = MerkleHash.Node(nodes.Node(cover[i].Level, cover[i].Index), hash);
        }

        return hash;
    }
}
