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
public sealed class RecordLog : IDisposable
{
    private const long BatchBytesMax = 16 << 20;

    private readonly Lock commitGate = new();
    private readonly Queue<AppendRequest> waiting = [];
    private readonly ILogDisk disk;
    private readonly LogFolder folder;
    private readonly LogOptions options;
    private readonly TimeProvider time;
    private readonly ILockFile lockFile;
    private readonly SegmentSet set;
    private readonly SegmentAppender appender;
    private readonly LiveTail tail;
    private readonly Journal journal;
    private readonly Sealer sealer;
    private readonly CheckpointKeeper checkpoints;
    private readonly ITimer timer;
    private BulkAppender? bulk;
    private long durableSize;
    private long lastRecorded = long.MinValue;
    private long lastPublished;
    private int isTimerSet;
    private volatile Exception? failure;
    private volatile bool isDisposed;

    private RecordLog(ILogDisk disk, LogFolder folder, NoteSigner signer, LogOptions options, TimeProvider time, ILockFile lockFile, LogOpening opening)
    {
        this.disk = disk;
        this.folder = folder;
        this.options = options;
        this.time = time;
        this.lockFile = lockFile;
        set = opening.Set;
        journal = opening.Journal;
        Recovery = opening.Report;
        appender = new SegmentAppender(disk, folder, set, opening.Lengths);
        tail = new LiveTail(set);
        tail.Start();
        sealer = new Sealer(appender, tail, journal);
        checkpoints = new CheckpointKeeper(disk, folder, signer, journal, tail);
        timer = time.CreateTimer(_ => PublishOnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lastPublished = time.GetTimestamp() - (long)(options.CheckpointInterval.TotalSeconds * time.TimestampFrequency);
    }

    /// <summary>What opening found.</summary>
    public RecoveryReport Recovery { get; }

    /// <summary>Positions that are assigned and can be read.</summary>
    public long Size => tail.Size;

    /// <summary>Positions that survive whatever happens.</summary>
    public long DurableSize => Volatile.Read(ref durableSize);

    /// <summary>Recorded time of the newest record, in microseconds since 1970 UTC.</summary>
    public long LastRecordedMicros => Volatile.Read(ref lastRecorded);

    /// <summary>The newest published checkpoint with its signature.</summary>
    public SignedNote Checkpoint => checkpoints.Note;

    /// <summary>Size of the newest published checkpoint.</summary>
    public long CheckpointSize => checkpoints.Size;

    /// <summary>Reads every assigned position, also those not durable yet.</summary>
    public ILogReader Reader => tail;

    /// <summary>Makes a new log in a folder, which is created if missing, and publishes its first checkpoint.</summary>
    /// <param name="folder">Folder of the log; it may hold other files, but no log.</param>
    /// <param name="signer">Key of the log; its name is the log's origin. Not disposed with the log.</param>
    /// <param name="first">The entry at position 0.</param>
    /// <param name="options">How to write.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InvalidOperationException">The folder holds a log already.</exception>
    /// <exception cref="LogLockedException">Another process writes there.</exception>
    public static RecordLog Create(string folder, NoteSigner signer, in NewEntry first, LogOptions options, TimeProvider time) =>
        Create(OsDisk.Instance, folder, signer, first, options, time);

    /// <summary>Opens a log, finishing or cutting off what an interrupted write left behind.</summary>
    /// <param name="folder">Folder of the log.</param>
    /// <param name="signer">Key of the log. Not disposed with the log.</param>
    /// <param name="options">How to write.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="LogCorruptException">Something stored does not fit. Nothing was changed.</exception>
    /// <exception cref="LogLockedException">Another process writes there.</exception>
    public static RecordLog Open(string folder, NoteSigner signer, LogOptions options, TimeProvider time) =>
        Open(OsDisk.Instance, folder, signer, options, time);

    internal static RecordLog Create(ILogDisk disk, string folder, NoteSigner signer, in NewEntry first, LogOptions options, TimeProvider time)
    {
        Check(signer, options, time);
        CheckLength(first);
        var names = new LogFolder(folder);
        disk.CreateFolder(names.Root);
        var held = disk.Lock(names.Lock, HolderText());
        try
        {
            if (disk.List(names.Wal).Count > 0)
            {
                throw new InvalidOperationException($"\"{names.Root}\" holds a log already; open it, or name an empty folder.");
            }

            disk.CreateFolder(names.Wal);
            disk.CreateFolder(names.Segments);
            var log = new RecordLog(disk, names, signer, options, time, held, LogOpening.Fresh(disk, names));
            log.Append([first]);
            log.PublishCheckpoint();
            return log;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    internal static RecordLog Open(ILogDisk disk, string folder, NoteSigner signer, LogOptions options, TimeProvider time)
    {
        Check(signer, options, time);
        var names = new LogFolder(folder);
        if (disk.List(names.Wal).Count == 0)
        {
            throw new LogCorruptException(names.Wal, 0, "there is no log in this folder");
        }

        var held = disk.Lock(names.Lock, HolderText());
        try
        {
            var opening = LogOpening.Existing(disk, names, signer.Verifier);
            var log = new RecordLog(disk, names, signer, options, time, held, opening);
            log.Load(opening);
            return log;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

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
        lock (waiting)
        {
            waiting.Enqueue(request);
        }

        lock (commitGate)
        {
            while (!request.IsDone)
            {
                CommitBatch(TakeBatch());
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

            Guarded(() =>
            {
                sealer.CommitGroup();

                // The segment files are written before the next group: they must not look as after a clean stop.
                journal.Reopen();
            });
            bulk = new BulkAppender(this, new BulkPipeline(sealer, options, options.FrameSealed ?? this.options.FrameSealed, GroupCommitted));
            return bulk;
        }
    }

    /// <summary>Signs and publishes the durable size unless it is published already. Durable on return.</summary>
    public void PublishCheckpoint()
    {
        ThrowIfUnusable();
        Guarded(() => checkpoints.Publish(() => DurableSize));
        Volatile.Write(ref lastPublished, time.GetTimestamp());
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
            timer.Dispose();
            try
            {
                if (failure is null)
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

    internal long AddInBulk(in NewEntry entry, BulkPipeline pipeline)
    {
        CheckLength(entry);
        var seal = entry.SealOrCreate();
        lock (commitGate)
        {
            ThrowIfUnusable();
            return AddInBulk(entry, seal, pipeline);
        }
    }

    internal long CommitBulk(BulkPipeline pipeline)
    {
        lock (commitGate)
        {
            ThrowIfUnusable();
            Guarded(() =>
            {
                pipeline.Drain();
                var from = Math.Max(DurableSize, sealer.SealedSize);
                if (from < tail.Size)
                {
                    journal.Write(writer => tail.CopyTo(writer, from, tail.Size));
                    Volatile.Write(ref durableSize, tail.Size);
                }

                RollIfLong();
            });
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
                if (failure is null)
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
            failure ??= new LogFailedException("The log was abandoned.");
        }

        Dispose();
    }

    private long AddInBulk(in NewEntry entry, in PayloadSeal seal, BulkPipeline pipeline)
    {
        FrameBuilder? closed;
        lock (tail.Gate)
        {
            closed = tail.CloseFrameFor(entry.Payload.Length);
        }

        if (closed is not null)
        {
            pipeline.Post(closed, tail.Current);
        }

        BundleBuilder? full;
        lock (tail.Gate)
        {
            tail.Add(entry, seal, NextRecorded());
            full = tail.CloseBundle();
        }

        var position = tail.Size - 1;
        if (full is not null)
        {
            // The last frame is the one that has not been posted; nothing adds to or takes from it here.
            pipeline.Post(LastFrame(full), full);
            pipeline.Post(full);
        }

        if (full is not null || closed is not null)
        {
            GuardedWait(pipeline);
        }

        return position;
    }

    private FrameBuilder LastFrame(BundleBuilder bundle)
    {
        lock (tail.Gate)
        {
            return bundle.Frames[^1];
        }
    }

    private void GuardedWait(BulkPipeline pipeline)
    {
        try
        {
            pipeline.WaitForRoom();
        }
        catch (LogFailedException e)
        {
            failure ??= e;
            throw;
        }
    }

    /// <summary>On the writing thread of a bulk append.</summary>
    private void GroupCommitted()
    {
        AdvanceDurable();
        if (DurableSize == sealer.SealedSize)
        {
            RollIfLong();
        }

        ArmTimer();
    }

    private void AdvanceDurable()
    {
        if (sealer.SealedSize > DurableSize)
        {
            Volatile.Write(ref durableSize, sealer.SealedSize);
        }
    }

    private List<AppendRequest> TakeBatch()
    {
        var batch = new List<AppendRequest>();
        var bytes = 0L;
        lock (waiting)
        {
            while (waiting.TryPeek(out var next) && (batch.Count == 0 || bytes + next.PayloadLength <= BatchBytesMax))
            {
                bytes += next.PayloadLength;
                batch.Add(waiting.Dequeue());
            }
        }

        return batch;
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
                AddInBulk(batch[r].Entries[i], batch[r].Seals[i], pipeline);
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
        var group = new AppendGroup(tail.Size);
        var recordedBefore = lastRecorded;
        foreach (var request in batch)
        {
            group.Add(request, NextRecorded);
        }

        try
        {
            journal.Write(group.WriteTo);
        }
        catch (IOException) when (journal.IsAtBoundary)
        {
            // Nothing of the group reached the disk (it is full, say): the log goes on as if it had not been asked.
            lastRecorded = recordedBefore;
            throw;
        }
        catch (Exception e)
        {
            failure ??= e;
            throw;
        }

        Guarded(() => Take(group));
        group.Succeed();
        ArmTimer();
    }

    /// <summary>Makes a durable group readable, and moves full bundles to the segments.</summary>
    private void Take(AppendGroup group)
    {
        for (var i = 0; i < group.Count; i++)
        {
            AddDurable(group.Entry(i), group.Salt(i), group.Payload(i));
        }

        Volatile.Write(ref durableSize, tail.Size);
        RollIfLong();
    }

    private void AddDurable(ReadOnlySpan<byte> entry, PayloadSalt salt, ReadOnlySpan<byte> payload)
    {
        FrameBuilder? closed;
        lock (tail.Gate)
        {
            closed = tail.CloseFrameFor(payload.Length);
        }

        if (closed is not null)
        {
            Sealer.Encode(closed, options.FrameSealed);
            sealer.Write(closed, tail.Current);
        }

        BundleBuilder? full;
        lock (tail.Gate)
        {
            tail.Add(entry, salt, payload);
            full = tail.CloseBundle();
        }

        if (full is not null)
        {
            var last = LastFrame(full);
            Sealer.Encode(last, options.FrameSealed);
            sealer.Write(last, full);
            full.Encode();
            sealer.Write(full, options.BundlesPerGroup);
        }
    }

    private void RollIfLong()
    {
        // Not while full bundles wait for their commit: their records lie in this file only.
        if (journal.Position > options.WalFileBytes + (2 * UnsealedBytes()) && sealer.PendingBundles == 0)
        {
            journal.Roll(writer => tail.CopyTo(writer, sealer.SealedSize, Math.Max(sealer.SealedSize, DurableSize)));
        }
    }

    private long UnsealedBytes()
    {
        lock (tail.Gate)
        {
            return tail.Current.Frames.Sum(frame => (long)frame.PayloadLength) + tail.Current.Slots.Sum(slot => (long)slot.Length);
        }
    }

    /// <summary>Takes the records that lay in the write-ahead log only.</summary>
    private void Load(LogOpening opening)
    {
        lastRecorded = opening.LastRecorded;
        if (opening.Checkpoint is { } newest)
        {
            checkpoints.Start(newest.Note, newest.Checkpoint);
        }

        foreach (var record in opening.Records)
        {
            AddDurable(record.Entry, record.Salt, opening.Payload(record));
            lastRecorded = EntryBytes.RecordedMicros(record.Entry);
        }

        durableSize = tail.Size;
        opening.EndLoading();
        if (opening.Checkpoint is null)
        {
            PublishCheckpoint();
        }

        ArmTimer();
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

    private long NextRecorded()
    {
        var now = (time.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        lastRecorded = Math.Max(now, lastRecorded);
        return lastRecorded;
    }

    private void ArmTimer()
    {
        if (DurableSize > checkpoints.Size && Interlocked.Exchange(ref isTimerSet, 1) == 0)
        {
            var wait = options.CheckpointInterval - time.GetElapsedTime(Volatile.Read(ref lastPublished));
            timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>On a thread of the pool: a failure cannot be thrown to anybody, so it is kept for the next call.</summary>
    private void PublishOnTimer()
    {
        Interlocked.Exchange(ref isTimerSet, 0);
        try
        {
            if (failure is null && !isDisposed)
            {
                PublishCheckpoint();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException or InvalidOperationException)
        {
            failure ??= e;
        }
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            failure ??= e;
            throw;
        }
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (failure is { } cause)
        {
            var reason = (cause as LogFailedException)?.InnerException?.Message ?? cause.Message;
            throw new LogFailedException($"The log takes no more after a failed write ({reason}); nothing that was acknowledged is lost. Open it again.", cause);
        }
    }

    private static void CheckLength(in NewEntry entry)
    {
        if (entry.Payload.Length > LogLimits.PayloadBytesMax)
        {
            throw new ArgumentException($"A payload of {entry.Payload.Length} bytes is over the limit of {LogLimits.PayloadBytesMax}.", nameof(entry));
        }
    }

    private static void Check(NoteSigner signer, LogOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BundlesPerGroup, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.BundlesPerGroup, 64);
    }

    private static string HolderText() => string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n");
}
