namespace Annals.Log.Storage;

/// <summary>One pass over all files of a log.</summary>
internal sealed class VerificationRun
{
    private const int Attempts = 20;
    private const int BundlesPerUnit = 8;

    private readonly ILogDisk disk;
    private readonly LogFolder folder;
    private readonly NoteVerifier verifier;
    private readonly VerifyOptions options;
    private readonly CancellationToken cancellationToken;
    private readonly FaultList faults;
    private readonly List<string> remarks = [];
    private readonly List<CheckpointOpening.Good> older = [];
    private CheckpointOpening.Good? checkpoint;
    private RootBuilder roots = new([]);
    private bool isClean;
    private long total;
    private long done;
    private long erased;
    private long lastMicros = long.MinValue;

    public VerificationRun(ILogDisk disk, string root, NoteVerifier verifier, VerifyOptions options, CancellationToken cancellationToken)
    {
        this.disk = disk;
        folder = new LogFolder(root);
        this.verifier = verifier;
        this.options = options;
        this.cancellationToken = cancellationToken;
        faults = new FaultList(folder);
    }

    public Verification Run()
    {
        var image = ReadWal();
        var lengths = image?.Lengths ?? LengthsFromFiles();
        ReadOlderCheckpoints();
        total = lengths.SealedSize + (image?.Records.Count ?? 0);
        roots = new RootBuilder(older.Append(checkpoint).OfType<CheckpointOpening.Good>().Select(good => good.Checkpoint.Size));
        try
        {
            CheckNames(lengths);
            CheckDigests(image);
            for (var segment = 0L; segment * LogLimits.SegmentSize < lengths.SealedSize; segment++)
            {
                CheckSegment(segment, lengths);
            }

            if (image is not null)
            {
                CheckTail(image);
            }
        }
        finally
        {
            image?.File.Dispose();
        }

        var isProven = CheckRoots();
        options.Progress?.Report(new VerifyProgress(total, total));
        return faults.Count == 0
            ? new Verification.Consistent(older.ConvertAll(good => good.Checkpoint)) { Size = total, Checkpoint = checkpoint?.Checkpoint, ErasedCount = erased, WasClean = isClean, Remarks = remarks }
            : new Verification.Broken(faults.ToList(), isProven) { Size = total, Checkpoint = checkpoint?.Checkpoint, ErasedCount = erased, WasClean = isClean, Remarks = remarks };
    }

    private WalImage? ReadWal()
    {
        try
        {
            var (published, wal) = PublishedCheckpoint.ReadConsistently(disk, folder, Attempts);
            var image = wal.Image;
            isClean = wal.IsClean;
            if (image.Fault is { } fault)
            {
                Blame(image, fault);
            }

            remarks.AddRange(wal.Unfinished.Select(other => $"{folder.Relative(other.File.Path)} was begun and never finished; the next start removes it"));
            remarks.AddRange(wal.Obsolete.Select(number => $"{folder.Relative(folder.WalFile(number))} is obsolete; the next start removes it"));
            ReadCheckpoint(published, image);
            return image;
        }
        catch (LogCorruptException e)
        {
            faults.Add(e);
            ReadCheckpoint(PublishedCheckpoint.ReadFile(disk, folder), null);
            return null;
        }
    }

    private void Blame(WalImage image, WalFault fault)
    {
        if (fault.IsTorn)
        {
            remarks.Add($"{folder.Relative(image.File.Path)}: a group at byte {image.GoodEnd} is being written or was interrupted ({fault.Reason}); it was never acknowledged");
        }
        else
        {
            faults.Add(image.File.Path, fault.Offset, fault.Reason, image.Size, -1);
        }
    }

    private void ReadCheckpoint(byte[]? published, WalImage? image)
    {
        if (published is null)
        {
            faults.Add(folder.Checkpoint, -1, "the file is missing");
            return;
        }

        var copy = image is null ? 0 : PublishedCheckpoint.Find(image, published);
        if (copy < 0 || (isClean && copy != image!.Checkpoints.Count - 1))
        {
            faults.Add(folder.Checkpoint, 0, "it is not the checkpoint that the write-ahead log holds");
        }

        if (Open(published, folder.Checkpoint) is { } good)
        {
            checkpoint = good;
        }
    }

    private CheckpointOpening.Good? Open(ReadOnlySpan<byte> note, string path)
    {
        try
        {
            return PublishedCheckpoint.Check(path, note, verifier);
        }
        catch (LogCorruptException e)
        {
            faults.Add(e);
            return null;
        }
    }

    private void ReadOlderCheckpoints()
    {
        for (var i = 0; i < options.OlderCheckpoints.Count; i++)
        {
            if (Open(options.OlderCheckpoints[i].Span, Path.Combine(folder.Root, $"older checkpoint {i + 1}")) is { } good)
            {
                older.Add(good);
            }
        }
    }

    /// <summary>What the segment files themselves tell, when the write-ahead log cannot be read.</summary>
    private LengthsFrame LengthsFromFiles()
    {
        var segment = 0L;
        Span<byte> bytes = stackalloc byte[BundleHeader.Length];
        while (disk.TryOpen(folder.TreeFile(segment), write: false) is { } tree)
        {
            using (tree)
            {
                var map = new SegmentMap(segment);
                while (BundleHeader.TryRead(bytes[..tree.Read(map.End, bytes)], out var header) && map.TryAdd(header.StoredLength, header.Root))
                {
                }

                if (!map.IsFull)
                {
                    return map.Count == 0 ? Ending(segment - 1, LogLimits.BundlesPerSegment, tree.Length) : Ending(segment, map.Count, map.End);
                }
            }

            segment++;
        }

        return segment == 0 ? LengthsFrame.Empty : Ending(segment - 1, LogLimits.BundlesPerSegment, 0);

        static LengthsFrame Ending(long last, int bundles, long treeLength) => last < 0
            ? LengthsFrame.Empty
            : new LengthsFrame((last * LogLimits.SegmentSize) + ((long)bundles * LogLimits.BundleSize), last, 0, treeLength, 0, 0, 1, default);
    }

    private void CheckNames(LengthsFrame lengths)
    {
        foreach (var name in disk.List(folder.Wal))
        {
            if (!LogFolder.TryParseWal(name, out _))
            {
                faults.Add(Path.Combine(folder.Wal, name), -1, "a file that does not belong to the log");
            }
        }

        var segments = (lengths.SealedSize + LogLimits.SegmentSize - 1) / LogLimits.SegmentSize;
        foreach (var name in disk.List(folder.Segments))
        {
            var path = Path.Combine(folder.Segments, name);
            var isKnown = LogFolder.TryParseTree(name, out var segment) || LogFolder.TryParseData(name, out segment, out _);
            if (isKnown ? segment >= segments && (isClean || segment > segments) : !name.EndsWith(".find", StringComparison.Ordinal))
            {
                faults.Add(path, -1, isKnown ? "a file of a segment that the log does not have" : "a file that does not belong to the log");
            }
        }

        foreach (var pair in disk.List(folder.Segments)
            .Select(name => (Name: name, IsData: LogFolder.TryParseData(name, out var segment, out _), Segment: segment))
            .Where(file => file.IsData)
            .GroupBy(file => file.Segment)
            .Where(group => group.Count() > 1))
        {
            faults.Add(Path.Combine(folder.Segments, pair.Last().Name), -1, "a second generation of the same payloads");
        }
    }

    private void CheckDigests(WalImage? image)
    {
        foreach (var lengths in image?.AllLengths ?? [])
        {
            using var tree = lengths.TreeLength == lengths.TreeBefore ? null : disk.TryOpen(folder.TreeFile(lengths.Segment), write: false);
            if (tree is not null && SegmentFolder.Digest(tree, lengths.TreeBefore, lengths.TreeLength) != lengths.TreeDigest)
            {
                faults.Add(tree.Path, lengths.TreeBefore, $"the bytes up to {lengths.TreeLength} do not fit their digest in the write-ahead log");
            }
        }
    }

    private void CheckSegment(long segment, LengthsFrame lengths)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var first = segment * LogLimits.SegmentSize;
        var bundles = (int)Math.Min(LogLimits.BundlesPerSegment, (lengths.SealedSize - first) / LogLimits.BundleSize);
        using var file = OpenSegment(segment, bundles, lengths);
        if (file is null)
        {
            lastMicros = long.MinValue;
            return;
        }

        var check = new BundleCheck(file, faults);
        var results = new BundleResult[bundles];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = cancellationToken };
        Parallel.For(0, (bundles + BundlesPerUnit - 1) / BundlesPerUnit, parallel, unit =>
        {
            for (var i = unit * BundlesPerUnit; i < Math.Min(bundles, (unit + 1) * BundlesPerUnit); i++)
            {
                results[i] = check.Check(i, roots.Wants(first + ((long)i * LogLimits.BundleSize)));
            }

            Report(Math.Min(BundlesPerUnit, bundles - (unit * BundlesPerUnit)) * LogLimits.BundleSize);
        });
        Join(file, first, results, bundles == LogLimits.BundlesPerSegment ? null : lengths);
    }

    private SegmentFile? OpenSegment(long segment, int bundles, LengthsFrame lengths)
    {
        var first = segment * LogLimits.SegmentSize;
        try
        {
            return bundles == LogLimits.BundlesPerSegment
                ? SegmentFile.Open(disk, folder, segment, null, 0)
                : SegmentFile.Open(disk, folder, segment, ReadMap(segment, lengths), lengths.Generation);
        }
        catch (LogCorruptException e)
        {
            faults.Add(e, first, first + (bundles * (long)LogLimits.BundleSize) - 1);
            return null;
        }
    }

    private SegmentMap ReadMap(long segment, LengthsFrame lengths)
    {
        using var tree = disk.TryOpen(folder.TreeFile(segment), write: false)
            ?? throw new LogCorruptException(folder.TreeFile(segment), 0, "the file is missing");
        return SegmentFolder.ReadMap(tree, segment, lengths);
    }

    /// <summary>Checks what neighbouring bundles must agree on, and the ends of the files.</summary>
    private void Join(SegmentFile file, long first, BundleResult[] results, LengthsFrame? growing)
    {
        var dataEnd = file.FramesStart;
        for (var i = 0; i < results.Length; i++)
        {
            var result = results[i];
            var position = first + ((long)i * LogLimits.BundleSize);
            roots.AddBundle(result.Root, result.Leaves);
            erased += result.Erased;
            if (result.FirstMicros is { } micros)
            {
                if (micros < lastMicros)
                {
                    faults.Add(file.TreePath, file.Map.Offset(i), "the recorded time goes back", position, position);
                }

                lastMicros = result.LastMicros;
            }

            if (result.DataStart >= 0 && dataEnd >= 0 && result.DataStart != dataEnd)
            {
                faults.Add(file.DataPath, dataEnd, "payload frames do not follow each other without gap", position, position + LogLimits.BundleSize - 1);
            }

            dataEnd = result.DataEnd;
        }

        if (dataEnd >= 0 && (isClean || growing is null) && file.DataLength != dataEnd)
        {
            faults.Add(file.DataPath, dataEnd, $"the file has {file.DataLength} bytes instead of {dataEnd}");
        }

        if (isClean && growing is not null && file.TreeLength != growing.TreeLength)
        {
            faults.Add(file.TreePath, growing.TreeLength, $"the file has {file.TreeLength} bytes instead of {growing.TreeLength}");
        }
    }

    private void CheckTail(WalImage image)
    {
        var path = image.File.Path;
        var start = image.Lengths.SealedSize;
        var leaves = new TreeHash[image.Records.Count];
        for (var i = 0; i < leaves.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var record = image.Records[i];
            leaves[i] = MerkleHash.Leaf(record.Entry);
            if (EntryBytes.RecordedMicros(record.Entry) < lastMicros)
            {
                faults.Add(path, record.PayloadOffset, "the recorded time goes back", start + i, start + i);
            }

            lastMicros = EntryBytes.RecordedMicros(record.Entry);
            if (!new PayloadSeal(record.Salt, EntryBytes.Commitment(record.Entry)).Fits(WalTail.ReadPayload(image, record)))
            {
                faults.Add(path, record.PayloadOffset, "the payload is not the one that its entry commits to", start + i, start + i);
            }
        }

        if (roots.Size == start)
        {
            roots.AddTail(leaves);
        }

        Report(leaves.Length);
    }

    /// <summary>Compares the roots with those that were signed.</summary>
    /// <returns>Whether the published one is reached.</returns>
    private bool CheckRoots()
    {
        foreach (var good in older)
        {
            CheckRoot(good.Checkpoint, Path.Combine(folder.Root, "older checkpoint"), isConsequence: false);
        }

        return checkpoint is not null && CheckRoot(checkpoint.Checkpoint, folder.Checkpoint, isConsequence: faults.Count > 0);
    }

    private bool CheckRoot(Checkpoint signed, string path, bool isConsequence)
    {
        if (signed.Size > total)
        {
            faults.Add(path, 0, $"{signed.Size} positions were signed and only {total} are stored", total, signed.Size - 1);
            return false;
        }

        if (roots.Root(signed.Size) is { } root && root == signed.Root)
        {
            return true;
        }

        // Where something else is damaged already, that is the reason.
        if (!isConsequence)
        {
            faults.Add(path, 0, $"the root of the stored {signed.Size} positions is not the one that was signed");
        }

        return false;
    }

    private void Report(int positions)
    {
        var now = Interlocked.Add(ref done, positions);
        options.Progress?.Report(new VerifyProgress(now, total));
    }
}
