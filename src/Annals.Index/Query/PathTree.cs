using System.Text;

namespace Annals.Index.Query;

/// <summary>All paths of a filter as one tree of names, so that one walk over a record serves them all. Node 0 is the record.</summary>
internal sealed class PathTree
{
    private readonly List<Node> nodes = [new Node()];

    public bool IsEmpty => nodes.Count == 1;

    public Node this[int node] => nodes[node];

    public void Add(int leaf, PathNode path)
    {
        var at = 0;
        foreach (var segment in path.Path.Segments)
        {
            at = Child(at, Encoding.UTF8.GetBytes(segment));
        }

        var isExists = path.Condition is ExistsCondition;
        nodes[at].Leaves.Add(new PathLeaf(leaf, isExists ? null : ValueTests.OfFolded(path.Condition)));
    }

    private int Child(int parent, byte[] name)
    {
        foreach (var (known, child) in nodes[parent].Children)
        {
            if (known.AsSpan().SequenceEqual(name))
            {
                return child;
            }
        }

        nodes.Add(new Node());
        nodes[parent].Children.Add((name, nodes.Count - 1));
        return nodes.Count - 1;
    }

    internal sealed class Node
    {
        public List<(byte[] Name, int Child)> Children { get; } = [];

        public List<PathLeaf> Leaves { get; } = [];
    }
}

/// <summary>A condition at the end of a path.</summary>
/// <param name="Leaf">Its number.</param>
/// <param name="Test">The test of a folded scalar; null = it only has to be there.</param>
internal sealed record PathLeaf(int Leaf, ValueTest? Test);
