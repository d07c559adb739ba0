using System.Buffers;

namespace Annals.Log.Storage;

/// <summary>Looks at the segment files in the light of the committed lengths. Never writes.</summary>
internal sealed class SegmentFolder(ILogDisk disk, LogFolder folder, LengthsFrame lengths)
{
    /// <summary>Number of full segments.</summary>
    private readonly long full = lengths.SealedSize / LogLimits.SegmentSize;

    /// <summary>What lies behind the committed lengths.</summary>
    public List<RecoveryCut> Cuts { get; } = [];

    private bool HasGrowing => lengths.SealedSize % LogLimits.SegmentSize != 0;

    /// <summary>Reads the places and roots of everything that is committed.</summary>
    /// <exception cref="LogCorruptException">A file is missing or too short, or does not fit.</exception>
    public SegmentSet Load()
    {
        var set = new SegmentSet(disk, folder);
        try
        {
            for (var segment = 0L; segment < full; segment++)
            {
                set.AddFull(FullRoot(segment));
            }

            if (HasGrowing)
            {
                set.SetGrowing(Growing(), lengths.Generation);
            }

            CheckDigest();
            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    /// <summary>Finds the files of a segment none of whose bundles was committed.</summary>
    public void FindUncommitted()
    {
        foreach (var name in disk.List(folder.Segments))
        {
            if (!LogFolder.TryParseTree(name, out var segment) && !LogFolder.TryParseData(name, out segment, out _))
            {
                continue;
            }

            var path = Path.Combine(folder.Segments, name);
            if (segment == full && !HasGrowing)
            {
                using var file = disk.TryOpen(path, write: false);
                Cuts.Add(new RecoveryCut(folder.Relative(path), 0, file?.Length ?? 0, "the segment was begun and nothing of it committed"));
            }
            else if (segment >= full + (HasGrowing ? 1 : 0))
            {
                throw new LogCorruptException(path, 0, $"the write-ahead log tells of {lengths.SealedSize} positions in segments only");
            }
        }
    }

    /// <summary>Carries out the cuts.</summary>
    public void Cut()
    {
        foreach (var cut in Cuts)
        {
            var path = Path.Combine(folder.Root, cut.File);
            if (cut.Offset == 0)
            {
                disk.Delete(path);
                continue;
            }

            using var file = disk.TryOpen(path, write: true) ?? throw new LogCorruptException(path, 0, "the file vanished");
            file.SetLength(cut.Offset);
            file.Sync();
        }

        if (Cuts.Count > 0)
        {
            disk.SyncFolder(folder.Segments);
        }
    }

    private TreeHash FullRoot(long segment)
    {
        using var tree = OpenTree(segment);
        SegmentFile.CheckTreeHeader(tree, segment);
        var foot = SegmentFile.ReadFoot(tree, null);
        if (segment == lengths.Segment && tree.Length != lengths.TreeLength)
        {
            throw new LogCorruptException(tree.Path, lengths.TreeLength, $"the file has {tree.Length} bytes instead of {lengths.TreeLength}");
        }

        using var data = disk.TryOpen(folder.DataFile(segment, foot.Generation), write: false);
        if (data is not null && data.Length != foot.DataLength)
        {
            throw new LogCorruptException(data.Path, Math.Min(data.Length, foot.DataLength), $"the file has {data.Length} bytes instead of {foot.DataLength}");
        }

        return foot.Root;
    }

    private SegmentMap Growing()
    {
        using var tree = OpenTree(full);
        SegmentFile.CheckTreeHeader(tree, full);
        CheckLength(tree, lengths.TreeLength);
        using (var data = disk.TryOpen(folder.DataFile(full, lengths.Generation), write: false)
            ?? throw new LogCorruptException(folder.DataFile(full, lengths.Generation), 0, "the file is missing"))
        {
            CheckLength(data, lengths.DataLength);
        }

        return ReadMap(tree, full, lengths);
    }

    /// <summary>Reads the headers of the bundles of a growing segment.</summary>
    public static SegmentMap ReadMap(ILogFile tree, long segment, LengthsFrame lengths)
    {
        var map = new SegmentMap(segment);
        Span<byte> bytes = stackalloc byte[BundleHeader.Length];
        for (var first = segment * LogLimits.SegmentSize; first < lengths.SealedSize; first += LogLimits.BundleSize)
        {
            var offset = map.End;
            if (!BundleHeader.TryRead(bytes[..tree.Read(offset, bytes)], out var header) || header.First != first || !map.TryAdd(header.StoredLength, header.Root))
            {
                throw new LogCorruptException(tree.Path, offset, $"the header of the bundle of position {first} does not fit");
            }
        }

        return map.End == lengths.TreeLength
            ? map
            : throw new LogCorruptException(tree.Path, map.End, $"the bundles end at byte {map.End} instead of {lengths.TreeLength}");
    }

    private void CheckLength(ILogFile file, long committed)
    {
        if (file.Length < committed)
        {
            throw new LogCorruptException(file.Path, file.Length, $"the file has {file.Length} bytes, and {committed} are committed");
        }

        if (file.Length > committed)
        {
            Cuts.Add(new RecoveryCut(folder.Relative(file.Path), committed, file.Length - committed, "written and not committed"));
        }
    }

    private void CheckDigest()
    {
        if (lengths.TreeLength == lengths.TreeBefore)
        {
            return;
        }

        using var tree = OpenTree(lengths.Segment);
        if (Digest(tree, lengths.TreeBefore, lengths.TreeLength) != lengths.TreeDigest)
        {
            throw new LogCorruptException(tree.Path, lengths.TreeBefore, "the bytes added last do not fit the digest in the write-ahead log");
        }
    }

    /// <summary>SHA-256 of a part of a file.</summary>
    public static TreeHash Digest(ILogFile file, long from, long to)
    {
        using var digest = new IncrementalSha256();
        var buffer = ArrayPool<byte>.Shared.Rent(256 << 10);
        try
        {
            while (from < to)
            {
                var count = file.Read(from, buffer.AsSpan(0, (int)Math.Min(buffer.Length, to - from)));
                if (count == 0)
                {
                    break;
                }

                digest.Append(buffer.AsSpan(0, count));
                from += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return digest.Finish();
    }

    private ILogFile OpenTree(long segment) =>
        disk.TryOpen(folder.TreeFile(segment), write: false) ?? throw new LogCorruptException(folder.TreeFile(segment), 0, "the file is missing");
}
