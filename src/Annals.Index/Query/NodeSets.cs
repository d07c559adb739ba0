namespace Annals.Index.Query;

/// <summary>Which nodes of a <see cref="PathTree"/> a place in the record stands for: a range in the arena of <see cref="NodeSets"/>.</summary>
internal readonly record struct NodeSet(int Start, int Count);

/// <summary>The stack of open containers of a walk, with the set of path nodes of each. All sets lie in one array that grows and shrinks like a stack.</summary>
internal sealed class NodeSets
{
    private Frame[] frames = new Frame[16];
    private int[] arena = new int[64];
    private int used;

    /// <summary>Open containers.</summary>
    public int Depth { get; private set; }

    public bool InArray => frames[Depth - 1].IsArray;

    /// <summary>Nodes of the innermost open container; those of an array are also those of its elements.</summary>
    public NodeSet Current => frames[Depth - 1].Set;

    public ReadOnlySpan<int> Of(NodeSet set) => arena.AsSpan(set.Start, set.Count);

    /// <summary>Begins with one object open.</summary>
    public void Start(int node)
    {
        used = 0;
        Depth = 0;
        Push(node);
        Enter(new NodeSet(0, 1), isArray: false);
    }

    /// <param name="set">Nodes of the container itself.</param>
    /// <param name="isArray">Else an object.</param>
    /// <param name="pairs">Nodes that an element stands for by its name; must be the newest set.</param>
    public void Enter(NodeSet set, bool isArray, NodeSet pairs = default)
    {
        if (Depth == frames.Length)
        {
            Array.Resize(ref frames, 2 * frames.Length);
        }

        var mark = Depth == 0 ? 0 : MarkBefore(set);
        frames[Depth++] = new Frame(set, pairs, isArray, mark);
    }

    /// <summary>Closes the innermost container and forgets its sets, unless they belong to the one around it.</summary>
    public void Leave() => used = frames[--Depth].Mark;

    /// <summary>Forgets the set of a scalar, unless it belongs to the array around it.</summary>
    public void Drop(NodeSet set) => used = Math.Min(used, MarkBefore(set));

    /// <summary>An empty set at the top of the arena.</summary>
    public NodeSet Open() => new(used, 0);

    /// <summary>The nodes for a member of the innermost object, as a new set.</summary>
    public NodeSet Find(PathTree paths, ReadOnlySpan<byte> name)
    {
        var frame = frames[Depth - 1];
        var found = AddChildren(AddChildren(Open(), paths, frame.Set, name), paths, frame.Pairs, name);
        if (frame.Pairs.Count > 0 && NamePairs.IsValue(name))
        {
            for (var i = 0; i < frame.Pairs.Count; i++)
            {
                found = Add(found, arena[frame.Pairs.Start + i]);
            }
        }

        return found;
    }

    /// <summary>Adds to the newest set the children of this name of all nodes of another.</summary>
    public NodeSet AddChildren(NodeSet to, PathTree paths, NodeSet parents, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < parents.Count; i++)
        {
            foreach (var (known, child) in paths[arena[parents.Start + i]].Children)
            {
                if (name.SequenceEqual(known))
                {
                    to = Add(to, child);
                }
            }
        }

        return to;
    }

    private NodeSet Add(NodeSet set, int node)
    {
        if (Of(set).Contains(node))
        {
            return set;
        }

        Push(node);
        return set with { Count = set.Count + 1 };
    }

    private void Push(int node)
    {
        if (used == arena.Length)
        {
            Array.Resize(ref arena, 2 * arena.Length);
        }

        arena[used++] = node;
    }

    /// <summary>Where the arena ended before a set was made; the end of the container's own set when it is that one.</summary>
    private int MarkBefore(NodeSet set)
    {
        var own = frames[Depth - 1];
        var ownEnd = Math.Max(own.Set.Start + own.Set.Count, own.Pairs.Start + own.Pairs.Count);
        return Math.Max(set.Start, ownEnd);
    }

    /// <param name="Set">Nodes of the container.</param>
    /// <param name="Pairs">Nodes it stands for by its name.</param>
    /// <param name="IsArray">Else an object.</param>
    /// <param name="Mark">Where the arena ends once it is closed.</param>
    private readonly record struct Frame(NodeSet Set, NodeSet Pairs, bool IsArray, int Mark);
}
