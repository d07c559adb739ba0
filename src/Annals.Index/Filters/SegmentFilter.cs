using Annals.Index.Words;

namespace Annals.Index.Filters;

/// <summary>
/// The word filter of one segment while it is built: a bloom filter for each bundle, held as one column of bits each. Parameters are decided from the first
/// bundles and then kept. Not thread-safe.
/// </summary>
internal sealed class SegmentFilter : IDisposable
{
    /// <summary>Bundles of a segment.</summary>
    public const int BundlesMax = 256;

    /// <summary>Bundles after which the parameters are kept.</summary>
    public const int SampleSize = 16;

    /// <summary>Most rows: the filter of one bundle is then 512 KiB.</summary>
    public const int RowsMax = 1 << 22;

    private readonly List<BundleWords> sample = [];
    private readonly List<byte[]> columns = [];
    private FilterShape? kept;

    public SegmentFilter(long segment) => Segment = segment;

    /// <summary>Continues a stored filter.</summary>
    public SegmentFilter(long segment, FilterShape shape, IEnumerable<byte[]> columns)
        : this(segment)
    {
        kept = shape;
        this.columns.AddRange(columns);
    }

    public long Segment { get; }

    /// <summary>Bundles added.</summary>
    public int Count => columns.Count + sample.Count;

    /// <summary>Whether anything was added since the last write.</summary>
    public bool IsChanged { get; set; }

    /// <summary>Adds the next bundle and takes its words over.</summary>
    public void Add(BundleWords words)
    {
        IsChanged = true;
        if (kept is not null)
        {
            using (words)
            {
                columns.Add(kept.ColumnOf(words));
            }

            return;
        }

        sample.Add(words);
        if (sample.Count == SampleSize)
        {
            kept = FilterShape.Of(sample);
            columns.AddRange(sample.Select(kept.ColumnOf));
            DropSample();
        }
    }

    /// <summary>The filter as it is now.</summary>
    public (FilterShape Shape, IReadOnlyList<byte[]> Columns) Current()
    {
        if (kept is not null)
        {
            return (kept, columns);
        }

        var shape = FilterShape.Of(sample);
        return (shape, [.. sample.Select(shape.ColumnOf)]);
    }

    public void Dispose() => DropSample();

    private void DropSample()
    {
        foreach (var words in sample)
        {
            words.Dispose();
        }

        sample.Clear();
    }
}

/// <summary>Parameters of a segment's filter.</summary>
/// <param name="Rows">Bits of a bundle's bloom filter: a multiple of 64.</param>
/// <param name="Common">Words left out.</param>
internal sealed record FilterShape(int Rows, CommonWords Common)
{
    public static FilterShape Of(IReadOnlyList<BundleWords> sample)
    {
        var common = CommonWords.Of(sample);
        var words = sample.Sum(bundle => CountRare(bundle, common)) / Math.Max(1, sample.Count);
        var rows = Math.Clamp(words * FilterBits.BitsPerWord, 64, SegmentFilter.RowsMax);
        return new FilterShape((int)((rows + 63) / 64 * 64), common);
    }

    /// <summary>The bits of one bundle; bit n is bit n % 8 of byte n / 8.</summary>
    public byte[] ColumnOf(BundleWords bundle)
    {
        var bits = new byte[Rows / 8];
        foreach (var word in bundle.Words)
        {
            if (!Common.Contains(word))
            {
                Set(bits, word);
            }
        }

        foreach (var (left, right) in bundle.Pairs)
        {
            if (Common.Contains(left) && Common.Contains(right))
            {
                Set(bits, WordHash.Pair(left, right));
            }
        }

        return bits;
    }

    private void Set(byte[] bits, ulong hash)
    {
        for (var probe = 0; probe < FilterBits.Probes; probe++)
        {
            var row = FilterBits.Row(hash, probe, (uint)Rows);
            bits[row >> 3] |= (byte)(1 << (int)(row & 7));
        }
    }

    private static long CountRare(BundleWords bundle, CommonWords common)
    {
        var count = 0L;
        foreach (var word in bundle.Words)
        {
            count += common.Contains(word) ? 0 : 1;
        }

        foreach (var (left, right) in bundle.Pairs)
        {
            count += common.Contains(left) && common.Contains(right) ? 1 : 0;
        }

        return count;
    }
}
