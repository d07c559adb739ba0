using System.Buffers;

namespace Annals.Log.Storage;

/// <summary>The files of one segment, open for reading. Thread-safe; closed when the last user gives it back.</summary>
internal sealed class SegmentFile : IDisposable
{
    private readonly ILogFile tree;
    private readonly ILogFile data;
    private readonly FrameSlot[][] rewritten;

    private SegmentFile(SegmentMap map, ILogFile tree, ILogFile data, DataHeader header, FrameSlot[][] rewritten)
    {
        Map = map;
        this.tree = tree;
        this.data = data;
        this.rewritten = rewritten;
        Generation = header.Generation;
    }

    public SegmentMap Map { get; }

    /// <summary>Generation of the .data file.</summary>
    public uint Generation { get; }

    public string TreePath => tree.Path;

    public string DataPath => data.Path;

    public long TreeLength => tree.Length;

    public long DataLength => data.Length;

    /// <summary>Where the frames of a rewritten .data file begin; behind its header otherwise.</summary>
    public long FramesStart { get; private init; }

    /// <summary>Opens both files of a segment and reads their headers. Without a map, that of a full segment is read from its foot.</summary>
    public static SegmentFile Open(ILogDisk disk, LogFolder folder, long segment, SegmentMap? map, uint generation)
    {
        var tree = disk.TryOpen(folder.TreeFile(segment), write: false)
            ?? throw new LogCorruptException(folder.TreeFile(segment), 0, "the file is missing");
        ILogFile? data = null;
        try
        {
            CheckTreeHeader(tree, segment);
            var foot = map is null ? ReadFoot(tree, map = new SegmentMap(segment)) : null;
            data = OpenData(disk, folder, segment, foot?.Generation ?? generation);
            var header = ReadDataHeader(data, segment);
            var table = ReadTable(data, header);
            return new SegmentFile(map, tree, data, header, table) { FramesStart = DataHeader.Length + header.TableLength };
        }
        catch
        {
            tree.Dispose();
            data?.Dispose();
            throw;
        }
    }

    public static void CheckTreeHeader(ILogFile tree, long segment)
    {
        Span<byte> bytes = stackalloc byte[TreeHeader.Length];
        if (!TreeHeader.TryRead(bytes[..tree.Read(0, bytes)], out var header) || header.Segment != segment)
        {
            throw new LogCorruptException(tree.Path, 0, $"the header is not that of segment {segment}");
        }
    }

    /// <summary>Reads the foot of a full segment.</summary>
    public static SegmentFoot ReadFoot(ILogFile tree, SegmentMap? map)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(SegmentFoot.Length);
        try
        {
            var start = tree.Length - SegmentFoot.Length;
            var foot = bytes.AsSpan(0, SegmentFoot.Length);
            return start > 0 && tree.Read(start, foot) == foot.Length && SegmentFoot.TryRead(foot, start, map) is { } read
                ? read
                : throw new LogCorruptException(tree.Path, Math.Max(0, start), "the table at the end of the full segment does not fit");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Reads a bundle.</summary>
    /// <exception cref="LogCorruptException">It does not fit.</exception>
    public Bundle ReadBundle(int index)
    {
        var length = Map.Length(index);
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var stored = bytes.AsSpan(0, length);
            var count = tree.Read(Map.Offset(index), stored);
            return Bundle.Decode(stored[..count], checkCrc: true, out var reason) is { } bundle && bundle.First == BundleStart(index)
                ? bundle
                : throw new LogCorruptException(tree.Path, Map.Offset(index), reason.Length > 0 ? reason : $"the bundle is not that of position {BundleStart(index)}");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Where the payloads of a bundle lie in the .data file that is open.</summary>
    public FrameSlot[] Slots(int index, Bundle bundle)
    {
        if (index < rewritten.Length)
        {
            return rewritten[index];
        }

        return bundle.Generation == Generation
            ? bundle.Slots
            : throw new LogCorruptException(data.Path, 0, $"generation {Generation} does not describe the payloads of bundle {index}, written with generation {bundle.Generation}");
    }

    /// <summary>Reads bytes of the .tree file.</summary>
    public int ReadTree(long offset, Span<byte> destination) => tree.Read(offset, destination);

    /// <summary>Reads bytes of the .data file.</summary>
    public int ReadData(long offset, Span<byte> destination) => data.Read(offset, destination);

    /// <summary>Reads a frame.</summary>
    /// <param name="first">Position that its header must name.</param>
    /// <param name="slot">Its place.</param>
    /// <exception cref="LogCorruptException">It does not fit.</exception>
    public Frame ReadFrame(long first, FrameSlot slot) => ReadFrame(data, first, slot);

    /// <summary>Reads a frame of a .data file.</summary>
    public static Frame ReadFrame(ILogFile data, long first, FrameSlot slot)
    {
        if (slot.Length > data.Length - slot.Offset)
        {
            throw new LogCorruptException(data.Path, slot.Offset, "the file ends before the payload frame");
        }

        var bytes = ArrayPool<byte>.Shared.Rent(slot.Length);
        try
        {
            var stored = bytes.AsSpan(0, slot.Length);
            var count = data.Read(slot.Offset, stored);
            var frame = Frame.Decode(stored[..count], checkCrc: true, out var reason)
                ?? throw new LogCorruptException(data.Path, slot.Offset, reason);
            if (frame.First != first || frame.Count != slot.Count)
            {
                frame.Dispose();
                throw new LogCorruptException(data.Path, slot.Offset, $"the payload frame is not that of positions {first} to {first + slot.Count - 1}");
            }

            return frame;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public void Dispose()
    {
        tree.Dispose();
        data.Dispose();
    }

    private long BundleStart(int index) => (Map.Segment * LogLimits.SegmentSize) + ((long)index * LogLimits.BundleSize);

    /// <summary>The expected generation, or after erasure the lowest one that is there.</summary>
    private static ILogFile OpenData(ILogDisk disk, LogFolder folder, long segment, uint generation)
    {
        if (disk.TryOpen(folder.DataFile(segment, generation), write: false) is { } expected)
        {
            return expected;
        }

        var found = disk.List(folder.Segments)
            .Select(name => LogFolder.TryParseData(name, out var number, out var other) && number == segment ? other : 0)
            .Where(other => other > 0)
            .DefaultIfEmpty(0u)
            .Min();
        return (found > 0 ? disk.TryOpen(folder.DataFile(segment, found), write: false) : null)
            ?? throw new LogCorruptException(folder.DataFile(segment, generation), 0, "the file is missing");
    }

    private static DataHeader ReadDataHeader(ILogFile data, long segment)
    {
        Span<byte> bytes = stackalloc byte[DataHeader.Length];
        return DataHeader.TryRead(bytes[..data.Read(0, bytes)], out var header) && header.Segment == segment
            ? header
            : throw new LogCorruptException(data.Path, 0, $"the header is not that of segment {segment}");
    }

    /// <summary>Reads the frame table of a rewritten file.</summary>
    private static FrameSlot[][] ReadTable(ILogFile data, in DataHeader header)
    {
        if (header.TableBundles == 0)
        {
            return [];
        }

        var bytes = new byte[header.TableLength];
        var table = bytes.AsSpan(0, bytes.Length - sizeof(uint));
        if (data.Read(DataHeader.Length, bytes) != bytes.Length
            || System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(table.Length)) != Crc32C.Compute(table))
        {
            throw new LogCorruptException(data.Path, DataHeader.Length, "the frame table does not fit its checksum");
        }

        var bundles = new FrameSlot[header.TableBundles][];
        ReadOnlySpan<byte> rest = table;
        for (var i = 0; i < bundles.Length; i++)
        {
            var frames = 0;
            for (var covered = 0; covered < LogLimits.BundleSize && frames * FrameSlot.StoredLength < rest.Length; frames++)
            {
                covered += FrameSlot.Read(rest[(frames * FrameSlot.StoredLength)..]).Count;
            }

            bundles[i] = FrameSlot.ReadBundle(rest[..(frames * FrameSlot.StoredLength)])
                ?? throw new LogCorruptException(data.Path, DataHeader.Length, $"the frame table does not cover bundle {i}");
            rest = rest[(frames * FrameSlot.StoredLength)..];
        }

        return rest.IsEmpty ? bundles : throw new LogCorruptException(data.Path, DataHeader.Length, "the frame table is too long");
    }
}
