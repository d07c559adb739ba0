namespace Annals.Log;

/// <summary>How a log is written.</summary>
public sealed class LogOptions
{
    /// <summary>Least time between two checkpoints; default 1 second. One is signed only when the size changed.</summary>
    public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Bytes after which a new file of the write-ahead log is begun, once all but the last bundle lies in segments; default 8 MiB.</summary>
    public long WalFileBytes { get; set; } = 8 << 20;

    /// <summary>Full bundles that are committed to segments together when records are appended group by group, 1 to 64; default 4.</summary>
    public int BundlesPerGroup { get; set; } = 4;

    /// <summary>
    /// Records are refused while less is free on the disk, beside what they need; default 32 MiB. What follows an append later (segments, checkpoints) then finds room, so that the log can
    /// go on when there is more. 0 turns the look at the disk off.
    /// </summary>
    public long FreeBytesMin { get; set; } = 32 << 20;

    /// <summary>Called for each frame as it is built, also while a log is opened that was not stopped cleanly.</summary>
    public FrameObserver? FrameSealed { get; set; }
}

/// <summary>How many records at once are brought in.</summary>
public sealed class BulkOptions
{
    /// <summary>Threads that compress and hash, 1 or more; default: one for each processor.</summary>
    public int Workers { get; set; } = Environment.ProcessorCount;

    /// <summary>Full bundles that become durable together, 1 to 256; default 32.</summary>
    public int BundlesPerGroup { get; set; } = 32;

    /// <summary>Called for each frame as it is built; without one, <see cref="LogOptions.FrameSealed"/> is.</summary>
    public FrameObserver? FrameSealed { get; set; }
}

/// <summary>Sees the records of a frame once, uncompressed, on the thread that builds it; several threads may call at the same time.</summary>
/// <param name="frame">Valid during the call. Its records are durable only once the log's durable size has passed them.</param>
public delegate void FrameObserver(SealedFrame frame);

/// <summary>A frame as it is built.</summary>
public readonly ref struct SealedFrame
{
    private readonly Storage.FrameBuilder frame;

    internal SealedFrame(Storage.FrameBuilder frame) => this.frame = frame;

    /// <summary>Position of the first record.</summary>
    public long First => frame.First;

    /// <summary>Number of records.</summary>
    public int Count => frame.Count;

    /// <summary>The bytes of a record as they arrived.</summary>
    /// <param name="index">Number of the record in the frame, from 0.</param>
    public ReadOnlySpan<byte> Record(int index) => frame.Payload(index);
}
