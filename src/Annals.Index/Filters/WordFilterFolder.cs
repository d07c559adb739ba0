using System.Collections.Concurrent;
using System.Globalization;
using Annals.Index.Words;

namespace Annals.Index.Filters;

/// <summary>
/// The word filters of a log, one file <c>&lt;n&gt;.find</c> for each segment of 65,536 positions. Derived: a file that is missing, damaged or behind only
/// makes searches read more, never answer wrongly. Thread-safe; one process writes.
/// </summary>
public sealed class WordFilterFolder : IDisposable
{
    private const int HeadsKept = 2048;

    private readonly string folder;
    private readonly UInt128 logTag;
    private readonly Lock gate = new();
    private readonly Dictionary<long, SegmentFilter> growing = [];
    private readonly ConcurrentDictionary<long, (DateTime Written, FilterHead? Head)> heads = new();

    /// <summary>Names the folder.</summary>
    /// <param name="folder">Full path of an existing folder, the log's <c>segments</c>.</param>
    /// <param name="log">Name of the log, such as its origin; filters of another log are not used, and built again.</param>
    public WordFilterFolder(string folder, string log)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(log);
        this.folder = folder;
        logTag = FilterFile.LogTag(log);
    }

    /// <summary>Path of a segment's filter.</summary>
    /// <param name="segment">Number of the segment: position divided by 65,536.</param>
    public string PathOf(long segment) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{segment}.find"));

    /// <summary>The bundle of a segment that <see cref="Add"/> takes next, counted from the segment's first: those before are in the filter.</summary>
    /// <param name="segment">Number of the segment.</param>
    /// <returns>0 to 256. A stored filter over fewer than 16 bundles is begun again, so that its parameters rest on enough of them.</returns>
    public int NextBundle(long segment)
    {
        lock (gate)
        {
            return growing.TryGetValue(segment, out var filter) ? filter.Count : Head(segment) is { } head && head.Bundles >= SegmentFilter.SampleSize ? head.Bundles : 0;
        }
    }

    /// <summary>Takes the words of the next whole bundle of a segment. The file is written when the segment is full or <see cref="Flush"/> is called.</summary>
    /// <param name="bundle">Number of the bundle in the log: position divided by 256.</param>
    /// <param name="words">The words of all its records; disposed by the filter.</param>
    /// <exception cref="ArgumentException">The bundle is not the segment's next one.</exception>
    public void Add(long bundle, BundleWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var segment = bundle / SegmentFilter.BundlesMax;
        lock (gate)
        {
            var next = NextBundle(segment);
            if (bundle % SegmentFilter.BundlesMax != next)
            {
                throw new ArgumentException($"Bundle {bundle} is number {bundle % SegmentFilter.BundlesMax} of its segment, the filter expects number {next}.", nameof(bundle));
            }

            if (!growing.TryGetValue(segment, out var filter))
            {
                growing[segment] = filter = next == 0 ? new SegmentFilter(segment) : LoadOrDrop(segment);
            }

            filter.Add(words);
            if (filter.Count == SegmentFilter.BundlesMax)
            {
                Write(filter);
                growing.Remove(segment);
                filter.Dispose();
            }
        }
    }

    /// <summary>Writes the filters of segments that are not full yet. Not needed for right answers, only for fast ones.</summary>
    public void Flush()
    {
        lock (gate)
        {
            foreach (var filter in growing.Values.Where(filter => filter.IsChanged))
            {
                Write(filter);
            }
        }
    }

    /// <summary>Deletes the filter of a segment, for instance since records of it were erased; <see cref="CatchUp"/> builds it again.</summary>
    /// <param name="segment">Number of the segment.</param>
    public void Drop(long segment)
    {
        lock (gate)
        {
            if (growing.Remove(segment, out var filter))
            {
                filter.Dispose();
            }

            File.Delete(PathOf(segment));
            heads.TryRemove(segment, out _);
        }
    }

    /// <summary>Deletes every filter, so that <see cref="CatchUp"/> builds all again.</summary>
    public void DropAll()
    {
        foreach (var segment in Stored())
        {
            Drop(segment);
        }
    }

    /// <summary>
    /// Builds what is missing for the whole bundles below a size, and writes it. A filter that covers more than the store holds was made for a longer
    /// log, whose further records may come to differ; it is deleted and built again.
    /// </summary>
    /// <param name="store">The records.</param>
    /// <param name="size">At most the size of the store.</param>
    /// <param name="cancellationToken">Ends it; what was built by then is kept.</param>
    public void CatchUp(IRecordStore store, long size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var builder = new FrameFilterBuilder();
        var bundles = size / BundleSet.BundleSize;
        foreach (var segment in Stored().Where(segment => Head(segment) is { } head && (segment * SegmentFilter.BundlesMax) + head.Bundles > store.Size / BundleSet.BundleSize))
        {
            Drop(segment);
        }

        var isChanged = false;
        for (var segment = 0L; segment * SegmentFilter.BundlesMax < bundles; segment++)
        {
            var end = Math.Min(bundles, (segment + 1) * SegmentFilter.BundlesMax);
            for (var bundle = (segment * SegmentFilter.BundlesMax) + NextBundle(segment); bundle < end; bundle++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Add(bundle, WordsOf(store, bundle, builder));
                isChanged = true;
            }
        }

        if (isChanged)
        {
            Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (var filter in growing.Values)
            {
                filter.Dispose();
            }

            growing.Clear();
        }
    }

    /// <summary>Bundles that may hold what a query needs.</summary>
    /// <param name="need">What it needs.</param>
    /// <param name="size">Positions asked about.</param>
    /// <returns>Null when no filter helps.</returns>
    internal BundleSet? MayHold(WordNeed need, long size)
    {
        if (need is WordNeed.Nothing)
        {
            return null;
        }

        var bundles = new BundleSet((size + BundleSet.BundleSize - 1) / BundleSet.BundleSize);
        for (var first = 0L; first < bundles.Size; first += SegmentFilter.BundlesMax)
        {
            var segment = Ask(first / SegmentFilter.BundlesMax, need);
            var count = Math.Min(SegmentFilter.BundlesMax, bundles.Size - first);
            for (var i = 0; i < count; i++)
            {
                if (segment[i])
                {
                    bundles.Add(first + i);
                }
            }
        }

        return bundles.Count == bundles.Size ? null : bundles;
    }

    /// <summary>Reads the words of a whole bundle from its records.</summary>
    /// <param name="store">The records.</param>
    /// <param name="bundle">Number of the bundle in the log.</param>
    /// <param name="builder">Collects the words; empty.</param>
    public static BundleWords WordsOf(IRecordStore store, long bundle, FrameFilterBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(builder);
        var from = bundle * BundleSet.BundleSize;
        foreach (var info in store.Frames(from, from + BundleSet.BundleSize))
        {
            using var frame = store.OpenFrame(info);
            for (var i = 0; i < frame.Count; i++)
            {
                if (!frame.IsErased(i))
                {
                    builder.Add(frame.Record(i));
                }
            }
        }

        return builder.Take();
    }

    /// <summary>Segments that have a file.</summary>
    private List<long> Stored() => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, "*.find")
            .Select(path => long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var segment) ? segment : -1)
            .Where(segment => segment >= 0),
    ];

    private BundleBits Ask(long segment, WordNeed need)
    {
        if (Head(segment) is not { } head)
        {
            return BundleBits.All;
        }

        try
        {
            using var file = File.OpenHandle(PathOf(segment));
            return new FilterReader(file, head).Answer(need);
        }
        catch (IOException)
        {
            // Gone or replaced since its head was read: without an answer every bundle may match.
            return BundleBits.All;
        }
    }

    /// <summary>Head of a stored filter, or null when there is none that can be used.</summary>
    private FilterHead? Head(long segment)
    {
        var path = PathOf(segment);
        var written = File.GetLastWriteTimeUtc(path);
        if (heads.TryGetValue(segment, out var known) && known.Written == written)
        {
            return known.Head;
        }

        FilterHead? head = null;
        try
        {
            using var file = File.OpenHandle(path);
            head = FilterFile.ReadHead(file, logTag, segment);
        }
        catch (IOException)
        {
            // No file: no filter.
            head = null;
        }

        if (heads.Count >= HeadsKept)
        {
            heads.Clear();
        }

        heads[segment] = (written, head);
        return head;
    }

    private SegmentFilter LoadOrDrop(long segment)
    {
        if (Load(segment) is { } filter)
        {
            return filter;
        }

        Drop(segment);
        throw new IOException($"The word filter {PathOf(segment)} was damaged and has been deleted; run the command again, which builds it anew.");
    }

    private SegmentFilter? Load(long segment)
    {
        if (Head(segment) is not { } head)
        {
            return null;
        }

        using var file = File.OpenHandle(PathOf(segment));
        var columns = Enumerable.Range(0, head.Bundles).Select(_ => new byte[head.Rows / 8]).ToArray();
        var block = new byte[(FilterFile.RowsPerBlock * head.RowBytes) + 4];
        for (var row = 0; row < head.Rows; row += FilterFile.RowsPerBlock)
        {
            if (!FilterFile.TryReadBlock(file, head, row / FilterFile.RowsPerBlock, block))
            {
                return null;
            }

            BitMatrix.ToColumns(block, row, FilterFile.RowsPerBlock, head.RowBytes, columns);
        }

        return new SegmentFilter(segment, new FilterShape(head.Rows, head.Common), columns);
    }

    private void Write(SegmentFilter filter)
    {
        FilterFile.Write(PathOf(filter.Segment), logTag, filter);
        filter.IsChanged = false;
        heads.TryRemove(filter.Segment, out _);
    }
}
