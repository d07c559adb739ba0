using System.Buffers;

namespace Annals.Archive.Ids;

/// <summary>Reads the slots of a table ordered by position, in bounded memory, whatever the table's size.</summary>
/// <remarks>
/// Entries are stored in bundles by position: read in slot order each would need its bundle decoded anew. The position range is cut
/// into parts of about equal count by a histogram, and each part is collected in one pass over the slots, then sorted.
/// </remarks>
internal static class PositionOrder
{
    /// <summary>Slots collected at a time: 8 MiB.</summary>
    public const int BatchMax = 1 << 20;

    private const int Buckets = 4096;

    /// <summary>Hands every used slot with a position below <paramref name="end"/> to <paramref name="visit"/>, by ascending position.</summary>
    public static void Visit(SlotMap slots, long end, Action<ulong> visit, int batchMax = BatchMax)
    {
        var width = Math.Max(1, (end + Buckets - 1) / Buckets);
        var histogram = Histogram(slots, end, width);
        for (var bucket = 0; bucket < Buckets;)
        {
            var first = bucket;
            long count = histogram[bucket++];
            while (bucket < Buckets && count + histogram[bucket] <= batchMax)
            {
                count += histogram[bucket++];
            }

            VisitRange(slots, first * width, Math.Min(end, bucket * width), checked((int)count), visit);
        }
    }

    private static long[] Histogram(SlotMap slots, long end, long width)
    {
        var histogram = new long[Buckets];
        for (long slot = 0; slot < slots.Capacity; slot++)
        {
            if (slots[slot] is not 0 and var word && IdSlot.Position(word) is var position && position < end)
            {
                histogram[position / width]++;
            }
        }

        return histogram;
    }

    private static void VisitRange(SlotMap slots, long from, long to, int count, Action<ulong> visit)
    {
        if (count == 0)
        {
            return;
        }

        var words = ArrayPool<ulong>.Shared.Rent(count);
        try
        {
            var filled = 0;
            for (long slot = 0; slot < slots.Capacity; slot++)
            {
                if (slots[slot] is not 0 and var word && IdSlot.Position(word) is var position && position >= from && position < to)
                {
                    words[filled++] = IdSlot.ByPosition(word);
                }
            }

            words.AsSpan(0, filled).Sort();
            foreach (var word in words.AsSpan(0, filled))
            {
                visit(IdSlot.FromByPosition(word));
            }
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(words);
        }
    }
}
