using System.Globalization;
using Annals.Log.Storage;

namespace Annals.Log;

/// <summary>
/// The one writer of a log folder, for as long as it holds the folder's lock. What <see cref="Append"/> and
/// <see cref="BulkAppender.Commit"/> acknowledge is durable, sequenced and final. Thread-safe.
/// </summary>
/// <remarks>
/// docs/formats/log-folder.md. After a failed write nothing more is taken (<see cref="LogFailedException"/>); after a
/// <see cref="LogDurabilityException"/> the process must end.
/// </remarks>
public sealed partial class RecordLog : IDisposable
{
    private readonly AppendQueue waiting = new();
    private readonly GrowthSignal growth = new();
    private readonly FirstFailure failure;
    private readonly LogOptions options;
    private readonly RecordedClock clock;
    private readonly TimeProvider time;
    private readonly ILogDisk disk;
    private readonly string root;
    private readonly ILockFile lockFile;
    private readonly SegmentSet set;
    private readonly SegmentAppender appender;
    private readonly LiveTail tail;
    private readonly Journal journal;
    private readonly Sealer sealer;
    private readonly TailWriter writer;
    private readonly CheckpointKeeper checkpoints;
    private readonly CheckpointTimer timer;

    /// <summary>Held by whoever assigns positions or commits; guards the bulk append and all that <see cref="writer"/> changes.</summary>
    private readonly Lock commitGate = new();
    private BulkAppender? bulk;
    private volatile bool isDisposed;

    private RecordLog(ILogDisk disk, LogFolder folder, NoteSigner signer, LogOptions options, TimeProvider time, ILockFile lockFile, LogOpening opening)
    {
        this.options = options;
        this.lockFile = lockFile;
        this.time = time;
        this.disk = disk;
        root = folder.Root;
        failure = new FirstFailure(growth);
        clock = new RecordedClock(time);
        set = opening.Set;
        journal = opening.Journal;
        Recovery = opening.Report;
        appender = new SegmentAppender(disk, folder, set, opening.Lengths);
        tail = new LiveTail(set);
        tail.Start();
        sealer = new Sealer(appender, tail, journal);
        writer = new TailWriter(tail, sealer, journal, clock, failure, growth, options);
        checkpoints = new CheckpointKeeper(disk, folder, signer, journal, tail, time);
        timer = new CheckpointTimer(time, options.CheckpointInterval, PublishOnTimer);
    }

    /// <summary>What opening found.</summary>
    public RecoveryReport Recovery { get; }

    /// <summary>Positions that are assigned and can be read.</summary>
    public long Size => tail.Size;

    /// <summary>Positions that survive whatever happens.</summary>
    public long DurableSize => writer.DurableSize;

    /// <summary>The newest published checkpoint with its signature.</summary>
    public SignedNote Checkpoint => checkpoints.Note;

    /// <summary>Size of the newest published checkpoint.</summary>
    public long CheckpointSize => checkpoints.Size;

    /// <summary>When this process last published a checkpoint, UTC; null before its first.</summary>
    public DateTimeOffset? CheckpointTime => checkpoints.Published;

    /// <summary>
    /// Completes with the failure after which the log takes nothing more (<see cref="LogFailedException"/>); after a <see cref="LogDurabilityException"/> the process must end.
    /// A write that failed without leaving anything behind, for instance on a full disk, is none.
    /// </summary>
    public Task<Exception> Failed => failure.Failed;

    /// <summary>Reads every assigned position, also those not durable yet.</summary>
    public ILogReader Reader => tail;

    /// <summary>Appends records as one group: after a crash all of them are there or none. Durable on return; concurrent callers share a write.</summary>
    /// <param name="entries">At least one.</param>
    /// <returns>The position of the first; the others follow without gap.</returns>
    /// <exception cref="ArgumentException">There is no entry, or a payload is longer than <see cref="LogLimits.PayloadBytesMax"/>.</exception>
    /// <exception cref="LogFailedException">An earlier write failed.</exception>
    /// <exception cref="LogDurabilityException">The records may or may not be stored; the process must end.</exception>
    /// <exception cref="IOException">The records are not stored, for example because the disk is full.</exception>
    public long Append(params ReadOnlySpan<NewEntry> entries)
    {
        if (entries.IsEmpty)
        {
            throw new ArgumentException("There is no entry to append.", nameof(entries));
        }

        foreach (ref readonly var entry in entries)
        {
            CheckLength(entry);
        }

        var request = new AppendRequest(entries);
        if (waiting.AddAndWait(request))
        {
            try
            {
                lock (commitGate)
                {
                    CommitBatch(waiting.TakeBatch());
                }
            }
            finally
            {
                waiting.HandOn();
            }
        }

        return request.Result();
    }

    /// <summary>Begins to bring in many records. Until the appender is disposed, <see cref="Append"/> goes the same way.</summary>
    /// <exception cref="InvalidOperationException">Another one is in use.</exception>
    public BulkAppender BeginBulk(BulkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BundlesPerGroup, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.BundlesPerGroup, LogLimits.BundlesPerSegment);
        lock (commitGate)
        {
            ThrowIfUnusable();
            if (bulk is not null)
            {
                throw new InvalidOperationException("A bulk append is in use already; dispose it first.");
            }

            failure.Guard(() =>
            {
                sealer.CommitGroup();

                // The segment files are written before the next group: they must not look as after a clean stop.
                journal.Reopen();
            });
            bulk = new BulkAppender(this, new BulkPipeline(sealer, options, options.FrameSealed ?? this.options.FrameSealed, GroupCommitted));
            return bulk;
        }
    }

    /// <summary>Waits until the durable size exceeds a size. Nothing is polled.</summary>
    /// <param name="size">The size that is known.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="LogFailedException">A write failed, so the log does not grow any more.</exception>
    /// <exception cref="ObjectDisposedException">The log was closed.</exception>
    public Task WaitForGrowthAsync(long size, CancellationToken cancellationToken) => growth.WaitAsync(
        () =>
        {
            if (DurableSize > size)
            {
                return true;
            }

            ThrowIfUnusable();
            return false;
        },
        cancellationToken);

    /// <summary>Signs and publishes the durable size unless it is published already. Durable on return.</summary>
    /// <exception cref="LogFailedException">An earlier write failed.</exception>
    /// <exception cref="LogDurabilityException">The process must end.</exception>
    /// <exception cref="IOException">The disk is full, say: the checkpoint before stays the newest one and the log goes on.</exception>
    public void PublishCheckpoint()
    {
        ThrowIfUnusable();
        try
        {
            checkpoints.Publish(() => DurableSize);
        }
        catch (Exception e)
        {
            if (e is not IOException or LogDurabilityException or LogCorruptException || !journal.IsAtBoundary)
            {
                failure.Keep(e);
            }

            throw;
        }
        finally
        {
            timer.Published();
        }
    }

    /// <summary>Says in the lock file where this process serves, so that others find it.</summary>
    public void DescribeHolder(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        lockFile.Describe(HolderText() + url + "\n");
    }

    /// <summary>Stops cleanly: commits full bundles, signs the full size, writes the close mark and releases the lock.</summary>
    public void Dispose()
    {
        bulk?.Dispose();
        lock (commitGate)
        {
            if (isDisposed)
            {
                return;
            }

            isDisposed = true;
            growth.Wake();
            timer.Dispose();
            try
            {
                if (!failure.IsSet)
                {
                    Close();
                }
            }
            finally
            {
                appender.Dispose();
                journal.Dispose();
                set.Dispose();
                lockFile.Dispose();
            }
        }
    }

    internal AddedRecord AddInBulk(in NewEntry entry, BulkPipeline pipeline)
    {
        CheckLength(entry);
        var seal = entry.SealOrCreate();
        lock (commitGate)
        {
            ThrowIfUnusable();
            return writer.AddInBulk(entry, seal, pipeline);
        }
    }

    internal long CommitBulk(BulkPipeline pipeline)
    {
        lock (commitGate)
        {
            ThrowIfUnusable();
            failure.Guard(() => writer.CommitBulk(pipeline));
            ArmTimer();
            return DurableSize;
        }
    }

    internal void EndBulk(BulkPipeline pipeline)
    {
        lock (commitGate)
        {
            try
            {
                if (!failure.IsSet)
                {
                    CommitBulk(pipeline);
                }
            }
            finally
            {
                pipeline.Dispose();
                bulk = null;
            }
        }
    }

    /// <summary>Stops as a killed process would: nothing is written any more. For tests.</summary>
    internal void Abandon()
    {
        lock (commitGate)
        {
            failure.Keep(new LogFailedException("The log was abandoned."));
        }

        Dispose();
    }

    /// <summary>On the writing thread of a bulk append.</summary>
    private void GroupCommitted()
    {
        writer.GroupCommitted();
        ArmTimer();
    }

    private void CommitBatch(List<AppendRequest> batch)
    {
        try
        {
            ThrowIfUnusable();
            if (bulk is not null)
            {
                CommitBatchInBulk(batch, bulk.Pipeline);
            }
            else
            {
                CommitBatchDirectly(batch);
            }
        }
        catch (Exception e)
        {
            // Requests that got their position before are durable all the same.
            foreach (var request in batch)
            {
                if (!request.IsDone)
                {
                    request.Fail(e);
                }
            }

            if (e is not IOException and not ObjectDisposedException)
            {
                throw;
            }
        }
    }

    private void CommitBatchInBulk(List<AppendRequest> batch, BulkPipeline pipeline)
    {
        var firsts = new long[batch.Count];
        for (var r = 0; r < batch.Count; r++)
        {
            firsts[r] = tail.Size;
            for (var i = 0; i < batch[r].Entries.Length; i++)
            {
                writer.AddInBulk(batch[r].Entries[i], batch[r].Seals[i], pipeline);
            }
        }

        CommitBulk(pipeline);
        for (var r = 0; r < batch.Count; r++)
        {
            batch[r].Succeed(firsts[r]);
        }
    }

    private void CommitBatchDirectly(List<AppendRequest> batch)
    {
        CheckRoom(batch);
        var group = new AppendGroup(tail.Size);
        var recordedBefore = clock.Last;
        foreach (var request in batch)
        {
            group.Add(request, clock.Next);
        }

        try
        {
            journal.Write(group.WriteTo);
        }
        catch (IOException) when (journal.IsAtBoundary)
        {
            // Nothing of the group reached the disk (it is full, say): the log goes on as if it had not been asked.
            clock.Reset(recordedBefore);
            throw;
        }
        catch (Exception e)
        {
            failure.Keep(e);
            throw;
        }

        failure.Guard(() => writer.Take(group));
        group.Succeed();
        ArmTimer();
    }

    /// <exception cref="IOException">There is too little room on the disk.</exception>
    private void CheckRoom(List<AppendRequest> batch)
    {
        if (options.FreeBytesMin <= 0)
        {
            return;
        }

        // The write-ahead log, the segments, and a new file of the write-ahead log beside the old one.
        var needed = options.FreeBytesMin + (3 * batch.Sum(request => request.PayloadLength));
        if (disk.FreeBytes(root) is var free && free < needed)
        {
            throw new IOException($"The disk of \"{root}\" is nearly full: {free} bytes are free, {needed} are needed. Make room; nothing else has to be done.");
        }
    }

    private void Close()
    {
        if (!journal.IsDirty)
        {
            appender.CutPending();
            return;
        }

        sealer.CommitGroup();
        checkpoints.Publish(() => DurableSize);
        appender.CutPending();
        journal.Close(DurableSize);
    }

    private void ArmTimer()
    {
        if (DurableSize > checkpoints.Size)
        {
            timer.Arm();
        }
    }

    /// <summary>On a thread of the pool: a failure cannot be thrown to anybody. It was kept for the next call if the log cannot go on; else it is tried again after the interval.</summary>
    private void PublishOnTimer()
    {
        try
        {
            if (!failure.IsSet && !isDisposed)
            {
                PublishCheckpoint();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException or InvalidOperationException)
        {
            if (!failure.IsSet && !isDisposed)
            {
                ArmTimer();
            }
        }
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        failure.ThrowIfSet();
    }

    private static void CheckLength(in NewEntry entry)
    {
        if (entry.Payload.Length > LogLimits.PayloadBytesMax)
        {
            throw new ArgumentException($"A payload of {entry.Payload.Length} bytes is over the limit of {LogLimits.PayloadBytesMax}.", nameof(entry));
        }
    }

    private static string HolderText() => string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n");
}
