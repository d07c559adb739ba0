namespace Annals.Index.Planning;

/// <summary>Counts keys, up to a number of distinct ones. Adding is thread-safe.</summary>
internal sealed class DistinctCounter<TKey>(int distinctMax)
    where TKey : notnull
{
    private readonly Dictionary<TKey, long> counts = [];

    /// <summary>The counts; read when nothing is added any more.</summary>
    public IReadOnlyDictionary<TKey, long> Counts => counts;

    /// <summary>Occurrences of keys that came when there were too many.</summary>
    public long Uncounted { get; private set; }

    /// <summary>How often there was no key.</summary>
    public long Missing { get; private set; }

    public void Add(TKey key, long count)
    {
        lock (counts)
        {
            if (counts.TryGetValue(key, out var before))
            {
                counts[key] = before + count;
            }
            else if (counts.Count < distinctMax)
            {
                counts[key] = count;
            }
            else
            {
                Uncounted += count;
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
}
