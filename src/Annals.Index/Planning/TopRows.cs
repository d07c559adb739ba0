namespace Annals.Index.Planning;

/// <summary>Keeps the first rows of a result in an order, whatever the order they come in.</summary>
/// <param name="capacity">The most rows to keep, 1 or more.</param>
/// <param name="order">The order.</param>
/// <param name="behind">Rows at or before this place are no part of the result; null for no such place.</param>
internal sealed class TopRows(int capacity, SearchOrder order, RowPlace? behind)
{
    private readonly PriorityQueue<SearchRow, RowPlace> worstFirst = new(Comparer<RowPlace>.Create((left, right) => right.CompareTo(left, order)));

    public int Capacity => capacity;

    public SearchOrder Order => order;

    public RowPlace? Behind => behind;

    public bool IsFull => worstFirst.Count == capacity;

    /// <summary>Whether no row at or behind a place can still get in.</summary>
    public bool IsClosedTo(RowPlace place) => IsFull && place.IsBehind(worstFirst.Peek().Place, order);

    public void Add(SearchRow row)
    {
        if (behind is { } place && !row.Place.IsBehind(place, order))
        {
            return;
        }

        if (!IsFull)
        {
            worstFirst.Enqueue(row, row.Place);
        }
        else if (worstFirst.Peek().Place.IsBehind(row.Place, order))
        {
            worstFirst.DequeueEnqueue(row, row.Place);
        }
    }

    public List<SearchRow> InOrder() => [.. worstFirst.UnorderedItems.Select(item => item.Element).OrderBy(row => row.Place, RowPlace.In(order))];
}
