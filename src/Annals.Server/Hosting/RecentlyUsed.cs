using System.Diagnostics.CodeAnalysis;

namespace Annals.Server.Hosting;

/// <summary>Values by key, of a fixed number of keys: a further one takes the place of the one unused for longest. Not thread-safe.</summary>
/// <param name="capacity">Most keys that are kept, 1 or more.</param>
internal sealed class RecentlyUsed<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> nodes = [];
    private readonly LinkedList<(TKey Key, TValue Value)> order = [];

    /// <summary>Keys that are kept now.</summary>
    public int Count => nodes.Count;

    /// <summary>The value of a key, which counts as used.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!nodes.TryGetValue(key, out var node))
        {
            value = default;
            return false;
        }

        order.Remove(node);
        order.AddFirst(node);
        value = node.Value.Value;
        return true;
    }

    /// <summary>Adds a key or changes its value; it counts as used.</summary>
    public void Set(TKey key, TValue value)
    {
        if (nodes.TryGetValue(key, out var known))
        {
            order.Remove(known);
        }
        else if (nodes.Count >= capacity)
        {
            nodes.Remove(order.Last!.Value.Key);
            order.RemoveLast();
        }

        nodes[key] = order.AddFirst((key, value));
    }

    /// <summary>Forgets a key.</summary>
    public void Remove(TKey key)
    {
        if (nodes.Remove(key, out var node))
        {
            order.Remove(node);
        }
    }
}
