using System.Buffers.Binary;

namespace Annals.Log.Storage;

/// <summary>
/// Appends groups of frames to one file of the write-ahead log. A group is durable as a whole when
/// <see cref="CommitGroup"/> returns; the next group is written only then. Used by one thread at a time.
/// </summary>
internal sealed class WalWriter : IDisposable
{
    private const int Growth = 1 << 20;
    private const int GrowthMax = 16 << 20;
    private const int FlushBytes = 4 << 20;

    private readonly ILogFile file;
    private readonly uint fileCrc;
    private byte[] buffer = new byte[64 << 10];
    private int used;
    private int frameStart = -1;
    private long reserved;
    private WalFrameType frameType;

    private WalWriter(ILogFile file, long number, uint fileCrc, long position, long nextGroup)
    {
        this.file = file;
        this.fileCrc = fileCrc;
        Number = number;
        Position = position;
        NextGroup = nextGroup;
        reserved = file.Length;
    }

    /// <summary>Number of the file.</summary>
    public long Number { get; }

    /// <summary>End of what was written.</summary>
    public long Position { get; private set; }

    /// <summary>Number of the group that is written next.</summary>
    public long NextGroup { get; private set; }

    /// <summary>Whether nothing of an unfinished group has reached the file, so that a failed group can be dropped.</summary>
    public bool IsAtBoundary { get; private set; } = true;

    /// <summary>Starts a file. It is complete only when its first group is committed and the folder synced.</summary>
    public static WalWriter Create(ILogDisk disk, LogFolder folder, long number, long firstGroup)
    {
        var file = disk.Create(folder.WalFile(number));
        Span<byte> header = stackalloc byte[WalHeader.Length];
        var crc = WalHeader.Fresh(number, firstGroup).Write(header);
        var writer = new WalWriter(file, number, crc, 0, firstGroup);
        header.CopyTo(writer.Take(WalHeader.Length));
        return writer;
    }

    /// <summary>Goes on after the last complete group of an existing file, of which nothing else follows.</summary>
    public static WalWriter Resume(ILogFile file, WalImage image) =>
        new(file, image.Number, image.FileCrc, image.GoodEnd, image.LastGroup + 1);

    /// <summary>Reserves room for a whole group before any of it is written, so that a full disk is met at the boundary.</summary>
    public void ReserveRoom(long length) => ReserveUpTo(Position + length);

    /// <summary>Begins a frame of the current group.</summary>
    public void BeginFrame(WalFrameType type)
    {
        FinishFrame(isLast: false);
        if (used >= FlushBytes)
        {
            Flush();
        }

        frameStart = used;
        frameType = type;
        Take(WalFrameHeader.Length);
    }

    /// <summary>Room in the body of the frame that was begun, to be filled before the next call.</summary>
    public Span<byte> Take(int length)
    {
        if (length > buffer.Length - used)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, used + length));
        }

        used += length;
        return buffer.AsSpan(used - length, length);
    }

    /// <summary>Body bytes of the frame that was begun.</summary>
    public int FrameLength => used - frameStart - WalFrameHeader.Length;

    /// <summary>The body of the frame that was begun, to patch what was taken before.</summary>
    public Span<byte> FrameBody => buffer.AsSpan(frameStart + WalFrameHeader.Length, FrameLength);

    /// <summary>Writes a whole frame.</summary>
    public void Add(WalFrameType type, ReadOnlySpan<byte> body)
    {
        BeginFrame(type);
        body.CopyTo(Take(body.Length));
    }

    /// <summary>Writes the group and makes it durable.</summary>
    /// <exception cref="IOException">Not written; if <see cref="IsAtBoundary"/>, the log can go on.</exception>
    /// <exception cref="LogDurabilityException">Perhaps written; the log must not go on.</exception>
    public void CommitGroup()
    {
        FinishFrame(isLast: true);
        Flush();
        file.Sync();
        NextGroup++;
        IsAtBoundary = true;
        if (buffer.Length > 2 * FlushBytes)
        {
            buffer = new byte[64 << 10];
        }
    }

    /// <summary>Forgets the group that was begun. Only at a boundary.</summary>
    public void DropGroup()
    {
        used = 0;
        frameStart = -1;
    }

    /// <summary>Reserves room behind the close mark, so that the file has no longer the length of a closed one.</summary>
    public void Reopen()
    {
        if (reserved % WalImage.ReserveUnit != 0)
        {
            ReserveUpTo(Position + 1);
            file.Sync();
        }
    }

    /// <summary>Writes the close mark as a group of its own and cuts off the reserved bytes behind it.</summary>
    public void Close(long size)
    {
        BeginFrame(WalFrameType.Close);
        BinaryPrimitives.WriteInt64BigEndian(Take(sizeof(long)), size);

        // A length that is no multiple of a page tells a closed file from a reserved one, whatever happens to the mark.
        if ((Position + WalFrameHeader.PaddedLength(sizeof(long))) % WalImage.ReserveUnit == 0)
        {
            Take(sizeof(long)).Clear();
        }

        CommitGroup();
        file.SetLength(Position);
        file.Sync();
        reserved = Position;
    }

    public void Dispose() => file.Dispose();

    private void FinishFrame(bool isLast)
    {
        if (frameStart < 0)
        {
            return;
        }

        var body = buffer.AsSpan(frameStart + WalFrameHeader.Length, FrameLength);
        var header = new WalFrameHeader(body.Length, frameType, isLast, NextGroup, Crc32C.Compute(body));
        header.Write(buffer.AsSpan(frameStart), fileCrc);
        Take(header.StoredLength - WalFrameHeader.Length - body.Length).Clear();
        frameStart = -1;
    }

    private void Flush()
    {
        ReserveUpTo(Position + used);
        IsAtBoundary = false;
        file.Write(Position, buffer.AsSpan(0, used));
        Position += used;
        used = 0;
    }

    private void ReserveUpTo(long end)
    {
        if (end <= reserved)
        {
            return;
        }

        var length = reserved / Growth * Growth;
        while (length < end)
        {
            length += Math.Clamp(length, Growth, GrowthMax) / Growth * Growth;
        }

        file.Reserve(length);
        reserved = length;
    }
}
