namespace Annals.Index.Planning;

/// <summary>Keeps the first rows of a result in the order of results, whatever the order they come in.</summary>
internal sealed class TopRows(int capacity)
{
    private readonly PriorityQueue<SearchRow, RowPlace> worstFirst = new(Comparer<RowPlace>.Create((left, right) => right.CompareTo(left)));

    public int Capacity => capacity;

    public bool IsFull => worstFirst.Count == capacity;

    /// <summary>Whether no row at or behind a place can still get in.</summary>
    public bool IsClosedTo(RowPlace place) => IsFull && worstFirst.Peek().Place < place;

    public void Add(SearchRow row)
    {
        if (!IsFull)
        {
            worstFirst.Enqueue(row, row.Place);
        }
        else if (row.Place < worstFirst.Peek().Place)
        {
            worstFirst.DequeueEnqueue(row, row.Place);
        }
    }

    public List<SearchRow> InOrder() => [.. worstFirst.UnorderedItems.Select(item => item.Element).OrderBy(row => row.Place)];
}
