using Annals.Index.Words;

namespace Annals.Index.Filters;

/// <summary>
/// Collects the words of the records of one bundle after another. Most values of a bundle repeat: those are not looked into again. For worker threads,
/// beside building frames: reusable, allocates only while its buffers grow, not thread-safe.
/// </summary>
public sealed class FrameFilterBuilder
{
    private readonly ValueFinder finder = new();
    private readonly WordScanner scanner = new();
    private readonly SeenValues seen = new();
    private readonly Collector collector = new();

    /// <summary>Adds the words of a record.</summary>
    /// <param name="record">Bytes of a record whose syntax has been checked.</param>
    public void Add(ReadOnlySpan<byte> record)
    {
        var visitor = new Visitor(collector);
        foreach (var value in seen.New(record, finder.Find(record)))
        {
            scanner.Scan(record, value, ref visitor);
        }
    }

    /// <summary>Gives what was added and starts anew.</summary>
    /// <returns>The words; the caller hands them to <see cref="WordFilterFolder.Add"/>, which disposes them.</returns>
    public BundleWords Take()
    {
        seen.Clear();
        return collector.Take();
    }

    private struct Visitor(Collector collector) : IWordVisitor
    {
        private ulong before;
        private ulong last;

        public void Word(ulong hash)
        {
            before = last;
            last = hash;
            collector.AddWord(hash);
        }

        public readonly void Pair(ulong hash) => collector.AddPair(hash, before, last);
    }

    /// <summary>Drops most repetitions by two direct-mapped tables of what was seen lately.</summary>
    private sealed class Collector
    {
        private const int RecentSize = 2048;

        private readonly ulong[] recentWords = new ulong[RecentSize];
        private readonly ulong[] recentPairs = new ulong[RecentSize];
        private ulong[] words = new ulong[4096];
        private (ulong Left, ulong Right)[] pairs = new (ulong, ulong)[4096];
        private int wordCount;
        private int pairCount;

        public void AddWord(ulong hash)
        {
            ref var slot = ref recentWords[(int)(hash & (RecentSize - 1))];
            if (slot == hash)
            {
                return;
            }

            slot = hash;
            if (wordCount == words.Length)
            {
                Array.Resize(ref words, words.Length * 2);
            }

            words[wordCount++] = hash;
        }

        public void AddPair(ulong hash, ulong left, ulong right)
        {
            ref var slot = ref recentPairs[(int)(hash & (RecentSize - 1))];
            if (slot == hash)
            {
                return;
            }

            slot = hash;
            if (pairCount == pairs.Length)
            {
                Array.Resize(ref pairs, pairs.Length * 2);
            }

            pairs[pairCount++] = (left, right);
        }

        public BundleWords Take()
        {
            var taken = new BundleWords(words.AsSpan(0, wordCount), pairs.AsSpan(0, pairCount));
            wordCount = 0;
            pairCount = 0;
            Array.Clear(recentWords);
            Array.Clear(recentPairs);
            return taken;
        }
    }
}
