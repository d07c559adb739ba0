using System.Globalization;
using System.Text;

namespace Annals.Log.Tests;

/// <summary>A whole tree in memory: the plain recursion of RFC 6962, and every complete node.</summary>
internal sealed class TestTree : INodeReader, INodeWriter
{
    private readonly List<List<TreeHash>> levels = [];
    private readonly CompactRange range = new();

    public long Size => range.Size;

    public TreeHash Root => range.Root();

    public IReadOnlyList<TreeHash> Leaves => levels[0];

    /// <summary>Leaf number i is the text <c>entry-i</c>, as in the section <c>sequence</c> of the vectors.</summary>
    public static TestTree Sequence(long size)
    {
        var tree = new TestTree();
        for (var i = 0L; i < size; i++)
        {
            tree.Append(MerkleHash.Leaf(SequenceEntry(i)));
        }

        return tree;
    }

    public static byte[] SequenceEntry(long index) => Encoding.ASCII.GetBytes("entry-" + index.ToString(CultureInfo.InvariantCulture));

    public void Append(TreeHash leaf) => range.Append(leaf, this);

    public void Write(int level, long index, in TreeHash hash)
    {
        if (levels.Count == level)
        {
            levels.Add([]);
        }

        Assert.Equal(levels[level].Count, index);
        levels[level].Add(hash);
    }

    public TreeHash Node(int level, long index) => levels[level][(int)index];

    /// <summary>MTH of the first <paramref name="size"/> leaves by the definition.</summary>
    public TreeHash NaiveRoot(int size) => size == 0 ? MerkleHash.EmptyRoot : Naive(0, size);

    private TreeHash Naive(int start, int end)
    {
        if (end - start == 1)
        {
            return levels[0][start];
        }

        var half = 1;
        while (half * 2 < end - start)
        {
            half *= 2;
        }

        return MerkleHash.Node(Naive(start, start + half), Naive(start + half, end));
    }
}
