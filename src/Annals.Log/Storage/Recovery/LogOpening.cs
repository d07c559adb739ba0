namespace Annals.Log.Storage;

/// <summary>Opens the files of a log for its writer. All checks come before the first change.</summary>
internal sealed class LogOpening
{
    private readonly WalImage? image;

    private LogOpening(SegmentSet set, LengthsFrame lengths, Journal journal, RecoveryReport report, WalImage? image)
    {
        Set = set;
        Lengths = lengths;
        Journal = journal;
        Report = report;
        this.image = image;
    }

    public SegmentSet Set { get; }

    public LengthsFrame Lengths { get; }

    public Journal Journal { get; }

    public RecoveryReport Report { get; }

    /// <summary>The newest checkpoint; null when the first one was never signed.</summary>
    public CheckpointOpening.Good? Checkpoint { get; private init; }

    /// <summary>Recorded time of the last entry in segments.</summary>
    public long LastRecorded { get; private init; } = long.MinValue;

    /// <summary>Records that lie in the write-ahead log only.</summary>
    public IReadOnlyList<WalTailRecord> Records => image?.Records ?? [];

    /// <summary>Files of a new log.</summary>
    public static LogOpening Fresh(ILogDisk disk, LogFolder folder)
    {
        var journal = Journal.Start(disk, folder, 1, 1, LengthsFrame.Empty, [], _ => { });
        return new LogOpening(new SegmentSet(disk, folder), LengthsFrame.Empty, journal, new RecoveryReport(true, 0, []), null);
    }

    /// <summary>Opens an existing log.</summary>
    /// <exception cref="LogCorruptException">Something does not fit.</exception>
    public static LogOpening Existing(ILogDisk disk, LogFolder folder, NoteVerifier verifier)
    {
        var wal = WalFolder.Find(disk, folder);
        var image = wal.Image;
        if (image.Fault is { IsTorn: false } fault)
        {
            throw new LogCorruptException(image.File.Path, fault.Offset, fault.Reason);
        }

        var segments = new SegmentFolder(disk, folder, image.Lengths);
        var set = segments.Load();
        segments.FindUncommitted();
        if (wal.IsClean && segments.Cuts is [var extra, ..])
        {
            throw new LogCorruptException(extra.File, extra.Offset, $"{extra.Length} bytes follow that were not there when the log was stopped");
        }

        var checkpoint = FindCheckpoint(disk, folder, wal, verifier);
        if (checkpoint is not null)
        {
            CheckRoot(folder, checkpoint.Checkpoint, new WalTail(set, image, image.Size));
        }

        var report = MakeReport(folder, wal, segments);
        segments.Cut();
        var journal = wal.IsClean ? Journal.Resume(disk, folder, image) : Rewrite(disk, folder, wal);
        if (checkpoint is not null && !wal.IsClean)
        {
            CheckpointKeeper.WriteFile(disk, folder, checkpoint.Note.Bytes.Span);
        }

        return new LogOpening(set, image.Lengths, journal, report, image)
        {
            Checkpoint = checkpoint,
            LastRecorded = set.Size == 0 ? long.MinValue : EntryBytes.RecordedMicros(set.Bundle(set.Size - LogLimits.BundleSize).Entry(LogLimits.BundleSize - 1)),
        };
    }

    public byte[] Payload(WalTailRecord record) => WalTail.ReadPayload(image!, record);

    /// <summary>Closes what only loading needed.</summary>
    public void EndLoading() => image?.File.Dispose();

    /// <summary>The newest checkpoint in the write-ahead log, which must be the published one, or after a crash one later.</summary>
    private static CheckpointOpening.Good? FindCheckpoint(ILogDisk disk, LogFolder folder, WalFolder wal, NoteVerifier verifier)
    {
        var published = PublishedCheckpoint.ReadFile(disk, folder);
        var copies = wal.Image.Checkpoints;
        if (published is null && copies.Count == 0 && wal.Image.Size > 0 && !wal.IsClean)
        {
            return null;
        }

        if (copies.Count == 0)
        {
            throw new LogCorruptException(wal.Image.File.Path, 0, "it holds no checkpoint; if the log was never finished being created, remove the folder and create it again");
        }

        var index = published is null ? -1 : PublishedCheckpoint.Find(wal.Image, published);
        if (published is null ? wal.IsClean : index < 0 || (wal.IsClean && index != copies.Count - 1))
        {
            throw new LogCorruptException(folder.Checkpoint, 0, published is null
                ? "the file is missing"
                : "it is not the checkpoint that the write-ahead log holds; one of them was exchanged, or an old copy was put back");
        }

        return PublishedCheckpoint.Check(folder.Checkpoint, copies[^1], verifier);
    }

    private static void CheckRoot(LogFolder folder, Checkpoint checkpoint, WalTail reader)
    {
        if (checkpoint.Size > reader.Size)
        {
            throw new LogCorruptException(folder.Checkpoint, 0, $"it was signed for {checkpoint.Size} positions and only {reader.Size} are stored");
        }

        if (CompactRange.Load(checkpoint.Size, reader).Root() != checkpoint.Root)
        {
            throw new LogCorruptException(folder.Checkpoint, 0, $"the root of the stored {checkpoint.Size} positions is not the one that was signed");
        }
    }

    private static RecoveryReport MakeReport(LogFolder folder, WalFolder wal, SegmentFolder segments)
    {
        var cuts = new List<RecoveryCut>(segments.Cuts);
        if (wal.Image.Fault is { } fault)
        {
            cuts.Add(new RecoveryCut(folder.Relative(wal.Image.File.Path), wal.Image.GoodEnd, wal.Image.FileLength - wal.Image.GoodEnd, $"the last group was interrupted: {fault.Reason}"));
        }

        cuts.AddRange(wal.Unfinished.Select(image => new RecoveryCut(folder.Relative(image.File.Path), 0, image.FileLength, "the file was begun and never finished")));
        return new RecoveryReport(wal.IsClean, wal.Image.Size, cuts);
    }

    /// <summary>After an unclean stop everything that counts goes into a fresh file: what the system kept of the old one cannot be trusted to be on the disk.</summary>
    private static Journal Rewrite(ILogDisk disk, LogFolder folder, WalFolder wal)
    {
        var image = wal.Image;
        var number = 1 + (wal.Unfinished.Count > 0 ? wal.Unfinished[0].Number : image.Number);
        return Journal.Start(disk, folder, number, image.LastGroup + 1, image.Lengths, image.Checkpoints, writer =>
        {
            for (var i = 0; i < image.Records.Count; i++)
            {
                var record = image.Records[i];
                if (i == 0 || writer.FrameLength + record.PayloadLength > WalRecords.FrameBytes)
                {
                    WalRecords.Begin(writer, image.Lengths.SealedSize + i);
                }

                WalRecords.Add(writer, record.Entry, record.Salt, WalTail.ReadPayload(image, record));
            }
        });
    }
}
