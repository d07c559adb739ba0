using System.Buffers.Binary;

namespace Annals.Log.Storage;

/// <summary>Something in a file of the write-ahead log that does not fit.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Reason">What does not fit, without a full stop.</param>
/// <param name="IsTorn">Whether an interrupted write of the last group explains it; else it is corruption.</param>
internal sealed record WalFault(long Offset, string Reason, bool IsTorn);

/// <summary>What one file of the write-ahead log says, up to its last complete group. Never writes.</summary>
internal sealed class WalImage
{
    /// <summary>A file that is reserved ahead has a length that is a multiple of this; a closed one never has.</summary>
    public const int ReserveUnit = 4096;

    private readonly List<WalTailRecord> records = [];
    private readonly List<byte[]> checkpoints = [];
    private readonly List<LengthsFrame> allLengths = [];

    private WalImage(ILogFile file, long number)
    {
        File = file;
        Number = number;
    }

    public ILogFile File { get; }

    public long Number { get; }

    /// <summary>Checksum of the file's header.</summary>
    public uint FileCrc { get; private set; }

    /// <summary>Number of the first group in the file.</summary>
    public long FirstGroup { get; private set; }

    /// <summary>Number of the last complete group; less than <see cref="FirstGroup"/> when there is none.</summary>
    public long LastGroup { get; private set; }

    /// <summary>End of the last complete group.</summary>
    public long GoodEnd { get; private set; }

    /// <summary>Length of the file when it was read.</summary>
    public long FileLength { get; private set; }

    /// <summary>Whether the last complete group is a close mark.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether the file has the length of one that was closed and cut.</summary>
    public bool IsCut => FileLength % ReserveUnit != 0;

    public WalFault? Fault { get; private set; }

    /// <summary>Whether the first group, which carries all that older files told, is there.</summary>
    public bool IsComplete => LastGroup >= FirstGroup && Fault is not { IsTorn: false, Offset: 0 };

    /// <summary>The newest lengths of the segment files.</summary>
    public LengthsFrame Lengths => allLengths.Count == 0 ? LengthsFrame.Empty : allLengths[^1];

    /// <summary>All lengths in the file, oldest first; the first one was perhaps carried over from an older file.</summary>
    public IReadOnlyList<LengthsFrame> AllLengths => allLengths;

    /// <summary>All checkpoints in the file, oldest first.</summary>
    public IReadOnlyList<byte[]> Checkpoints => checkpoints;

    /// <summary>Records that lie in no committed bundle, without gaps, the first at <see cref="LengthsFrame.SealedSize"/>.</summary>
    public IReadOnlyList<WalTailRecord> Records => records;

    /// <summary>Positions in the log.</summary>
    public long Size => Lengths.SealedSize + records.Count;

    /// <summary>Reads a file completely.</summary>
    public static WalImage Scan(ILogFile file, long number)
    {
        var image = new WalImage(file, number) { FileLength = file.Length };
        using var window = new FileWindow(file);
        image.Scan(window);
        return image;
    }

    private void Scan(FileWindow window)
    {
        if (!WalHeader.TryRead(window.Get(0, WalHeader.Length), out var header, out var crc) || header.Number != Number)
        {
            LastGroup = -1;
            Fault = new WalFault(0, "the header of the file is not whole", IsTorn: true);
            return;
        }

        FileCrc = crc;
        FirstGroup = header.FirstGroup;
        LastGroup = FirstGroup - 1;
        GoodEnd = WalHeader.Length;
        var offset = GoodEnd;
        var pending = new PendingGroup();
        while (Fault is null && offset < FileLength)
        {
            offset = ReadFrame(window, offset, pending);
        }

        if (Fault is null && pending.Frames.Count > 0)
        {
            Fault = new WalFault(GoodEnd, "the last group is not finished", IsTorn: true);
        }

        // Only a clean stop leaves such a length, and before anything is written after it the file is reserved again. A file
        // whose first group is not complete was never stopped: a power cut can take its reserved length.
        if (IsCut && IsComplete && (Fault is not null || !IsClosed || GoodEnd != FileLength))
        {
            Fault = new WalFault(Fault?.Offset ?? GoodEnd, Fault?.Reason ?? "the file does not end with its close mark", IsTorn: false);
        }
    }

    /// <summary>Reads one frame.</summary>
    /// <returns>Where the next one begins.</returns>
    private long ReadFrame(FileWindow window, long offset, PendingGroup pending)
    {
        if (!WalFrameHeader.TryRead(window.Get(offset, WalFrameHeader.Length), FileCrc, out var header))
        {
            return EndOrFault(window, offset);
        }

        if (TryBody(window, offset, header) is not { } reason)
        {
            if (header.Group != LastGroup + 1)
            {
                Fault = new WalFault(offset, $"a frame of group {header.Group} stands where group {LastGroup + 1} belongs", IsTorn: false);
                return offset;
            }

            pending.Frames.Add((offset, header));
            offset += header.StoredLength;
            if (header.IsLast)
            {
                Apply(window, pending);
                pending.Frames.Clear();
                GoodEnd = Fault is null ? offset : GoodEnd;
            }

            return offset;
        }

        Fault = Damage(window, offset, reason);
        return offset;
    }

    /// <summary>Null when the body is whole, else what is wrong.</summary>
    private static string? TryBody(FileWindow window, long offset, in WalFrameHeader header)
    {
        var stored = window.Get(offset, header.StoredLength);
        if (stored.Length < header.StoredLength)
        {
            return "the file ends inside a frame";
        }

        var body = stored.Slice(WalFrameHeader.Length, header.BodyLength);
        if (Crc32C.Compute(body) != header.BodyCrc)
        {
            return "the checksum of a frame does not fit";
        }

        return stored[(WalFrameHeader.Length + header.BodyLength)..].ContainsAnyExcept((byte)0) ? "the bytes behind a frame are not zero" : null;
    }

    private long EndOrFault(FileWindow window, long offset)
    {
        for (var at = offset; at < FileLength;)
        {
            var bytes = window.Get(at, 64 << 10);
            if (bytes.ContainsAnyExcept((byte)0))
            {
                Fault = Damage(window, offset, "neither a frame nor unused zero bytes stand there");
                return offset;
            }

            if (bytes.IsEmpty)
            {
                break;
            }

            at += bytes.Length;
        }

        return FileLength;
    }

    /// <summary>A bad frame is torn when no whole frame of a later group follows: that was written only after this one was durable.</summary>
    private WalFault Damage(FileWindow window, long offset, string reason)
    {
        for (var at = offset + 8; at + WalFrameHeader.Length <= FileLength; at += 8)
        {
            if (WalFrameHeader.TryRead(window.Get(at, WalFrameHeader.Length), FileCrc, out var header)
                && header.Group > LastGroup + 1
                && TryBody(window, at, header) is null)
            {
                return new WalFault(offset, $"{reason}, yet group {header.Group}, written later, stands at byte {at}", IsTorn: false);
            }
        }

        return new WalFault(offset, reason, IsTorn: true);
    }

    private void Apply(FileWindow window, PendingGroup group)
    {
        foreach (var (offset, header) in group.Frames)
        {
            var body = window.Get(offset + WalFrameHeader.Length, header.BodyLength);
            var reason = header.Type switch
            {
                WalFrameType.Records => ApplyRecords(body, offset + WalFrameHeader.Length),
                WalFrameType.Lengths => ApplyLengths(body),
                WalFrameType.Checkpoint => ApplyCheckpoint(body),
                _ => ApplyClose(body),
            };
            if (reason is not null)
            {
                Fault = new WalFault(offset, reason, IsTorn: false);
                return;
            }

            IsClosed = header.Type == WalFrameType.Close;
        }

        LastGroup++;
    }

    private string? ApplyRecords(ReadOnlySpan<byte> body, long bodyOffset)
    {
        if (body.Length < WalRecords.HeaderLength || BinaryPrimitives.ReadInt64BigEndian(body) != Size)
        {
            return $"the records of a frame do not begin at position {Size}";
        }

        var count = BinaryPrimitives.ReadInt32BigEndian(body[8..]);
        var rest = body[WalRecords.HeaderLength..];
        for (var i = 0; i < count; i++)
        {
            var start = bodyOffset + body.Length - rest.Length;
            if (!WalRecords.TryTake(ref rest, out var record))
            {
                return $"record {i} of {count} of a frame is cut off";
            }

            records.Add(new WalTailRecord(record.Entry.ToArray(), record.Salt, start + record.PayloadStart));
        }

        return rest.IsEmpty ? null : "bytes follow the last record of a frame";
    }

    private string? ApplyLengths(ReadOnlySpan<byte> body)
    {
        if (LengthsFrame.TryRead(body) is not { } lengths)
        {
            return "the lengths of a segment cannot be true";
        }

        if (allLengths.Count > 0)
        {
            var added = lengths.SealedSize - Lengths.SealedSize;
            if (added < 0)
            {
                return "the lengths of a segment go back";
            }

            records.RemoveRange(0, (int)Math.Min(records.Count, added));
        }

        allLengths.Add(lengths);
        return null;
    }

    private string? ApplyCheckpoint(ReadOnlySpan<byte> body)
    {
        checkpoints.Add(body.ToArray());
        return null;
    }

    private string? ApplyClose(ReadOnlySpan<byte> body) =>
        body.Length is 8 or 16 && BinaryPrimitives.ReadInt64BigEndian(body) == Size && !body[8..].ContainsAnyExcept((byte)0)
            ? null
            : $"the close mark names another size than {Size}";

    /// <summary>Frames of a group whose last frame has not been seen.</summary>
    private sealed class PendingGroup
    {
        public List<(long Offset, WalFrameHeader Header)> Frames { get; } = [];
    }
}

/// <summary>A record that lies in the write-ahead log only.</summary>
/// <param name="Entry">The encoded entry.</param>
/// <param name="Salt">Salt of its commitment.</param>
/// <param name="PayloadOffset">Place of the payload in the file.</param>
internal readonly record struct WalTailRecord(byte[] Entry, PayloadSalt Salt, long PayloadOffset)
{
    public int PayloadLength => (int)EntryBytes.PayloadLength(Entry);
}
