namespace Annals.Index.Planning;

/// <summary>Counts values, up to a number of distinct ones.</summary>
internal sealed class ValueCounter(int distinctMax)
{
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);
    private long uncounted;

    public long Missing { get; set; }

    /// <summary>Adds occurrences of a value. Thread-safe, as <see cref="AddMissing"/>.</summary>
    public void Add(string value, long count)
    {
        lock (counts)
        {
            if (counts.TryGetValue(value, out var before))
            {
                counts[value] = before + count;
            }
            else if (counts.Count < distinctMax)
            {
                counts[value] = count;
            }
            else
            {
                uncounted += count;
            }
        }
    }

    public void AddMissing(long count)
    {
        lock (counts)
        {
            Missing += count;
        }
    }

    public SearchFacet ToFacet(SearchScope scope, int limit)
    {
        var ordered = counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);
        var top = ordered.Take(limit).Select(pair => new FacetValue(pair.Key, pair.Value)).ToArray();
        return new SearchFacet(scope, top, counts.Values.Sum() + uncounted - top.Sum(value => value.Count), Missing, uncounted == 0);
    }
}
