using Annals.Archive.Ids;
using Annals.Log;

namespace Annals.Archive;

/// <summary>
/// Takes the records that many callers append at the same time into the log of a tenant (docs/adr/0009). Decoding happens on the callers' threads; one thread decides and
/// stores in order, as many waiting batches as fit by one write. Nothing is acknowledged before it is durable. Thread-safe.
/// </summary>
public sealed class LiveIntake : IAsyncDisposable
{
    /// <summary>Time after which the id tables are made durable although few records came.</summary>
    private static readonly TimeSpan TablesDurableAfter = TimeSpan.FromSeconds(30);

    /// <summary>Least time until what could not be done is tried again.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>Most time between two looks at what can be done late.</summary>
    private static readonly TimeSpan TidyEvery = TimeSpan.FromHours(1);

    /// <summary>Between two large batches nothing may wait for a moment.</summary>
    private static readonly TimeSpan PressedFor = TimeSpan.FromMilliseconds(250);

    private readonly RecordLog log;
    private readonly KnownIds ids;
    private readonly RecordIdentity identity;
    private readonly LiveIntakeOptions options;
    private readonly TimeProvider time;
    private readonly LiveDecoder decoder;
    private readonly LiveQueue queue;
    private readonly LiveGroup group;
    private readonly ClientIntakes intakes;
    private readonly ITimer timer;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock statusGate = new();
    private LiveIntakeStatus status = new(0, 0, default, 0, null, null, null);

    /// <summary>Null while the id tables have to be opened again.</summary>
    private Deduplicator? deduplicator;
    private bool mustRebuild;
    private long tablesDurable;
    private long tablesDurableAt;
    private long pressedAt;

    internal LiveIntake(RecordLog log, KnownIds ids, RecordIdentity identity, ReceiptWriter receipts, LiveIntakeOptions options, TimeProvider time)
    {
        this.log = log;
        this.ids = ids;
        this.identity = identity;
        this.options = options;
        this.time = time;
        decoder = new LiveDecoder(identity);
        queue = new LiveQueue(options);
        group = new LiveGroup(identity, options);
        pressedAt = time.GetTimestamp() - (long)(PressedFor.TotalSeconds * time.TimestampFrequency);
        intakes = new ClientIntakes(receipts, options, time);
        OpenTables();
        timer = time.CreateTimer(_ => queue.Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        new Thread(Run) { IsBackground = true, Name = "annals intake" }.Start();
    }

    /// <summary>What the intake is doing now.</summary>
    public LiveIntakeStatus Status
    {
        get
        {
            lock (statusGate)
            {
                return status with { WaitingRecords = queue.Records, WaitingBytes = queue.Bytes };
            }
        }
    }

    /// <summary>Whether more records wait, or did a moment ago, than a small part of a group: whoever works behind the intake had better leave it the processors.</summary>
    internal bool IsPressed => time.GetElapsedTime(Volatile.Read(ref pressedAt)) < PressedFor;

    /// <summary>Stores records, durably before it completes.</summary>
    /// <param name="batch">The records; it belongs to the intake from now on, whatever the outcome.</param>
    /// <param name="origin">Who appends.</param>
    /// <param name="cancellationToken">Ends the waiting. Records that were handed over by then may be stored all the same; sent again, they are duplicates.</param>
    /// <returns>What became of each record, in their order.</returns>
    /// <exception cref="ArgumentException">The origin's source cannot be used, or the batch is larger than all that may wait; nothing is stored.</exception>
    /// <exception cref="IntakeBusyException">There is no room at the moment; nothing is stored.</exception>
    /// <exception cref="LogDurabilityException">The records may or may not be stored; the process must end (<see cref="Tenant.Failed"/>).</exception>
    /// <exception cref="LogFailedException">An earlier write failed; the tenant has to be opened again.</exception>
    /// <exception cref="IOException">The disk is full, say. Some records at the beginning of the batch may be stored; sent again, they are duplicates.</exception>
    public ValueTask<AppendResult[]> AppendAsync(AppendBatch batch, AppendOrigin origin, CancellationToken cancellationToken) =>
        AppendAsync(batch, origin, null, isLast: false, cancellationToken);

    /// <summary>Stores records of a piece, durably before it completes; batches of a piece one after the other.</summary>
    /// <param name="batch">The records; it belongs to the intake from now on, whatever the outcome.</param>
    /// <param name="piece">The piece that they belong to.</param>
    /// <param name="isLast">Whether the whole piece was read and ends with this batch, which may be empty: then its closing receipt becomes durable in one commit with its last records.</param>
    /// <param name="cancellationToken">Ends the waiting, see <see cref="AppendAsync(AppendBatch, AppendOrigin, CancellationToken)"/>.</param>
    /// <inheritdoc cref="AppendAsync(AppendBatch, AppendOrigin, CancellationToken)"/>
    public ValueTask<AppendResult[]> AppendAsync(AppendBatch batch, CollectedPiece piece, bool isLast, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(piece);
        return AppendAsync(batch, piece.Intake.Origin, piece.Intake, isLast, cancellationToken);
    }

    private async ValueTask<AppendResult[]> AppendAsync(AppendBatch batch, AppendOrigin origin, PieceIntake? piece, bool isLast, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        LiveBatch waiting;
        try
        {
            ArgumentNullException.ThrowIfNull(origin);
            origin.Check();
            cancellationToken.ThrowIfCancellationRequested();
            if (batch.Count == 0 && !isLast)
            {
                batch.Dispose();
                return [];
            }

            waiting = Enter(new LiveBatch(batch, origin, piece, isLast));
        }
        catch
        {
            batch.Dispose();
            throw;
        }

        return await waiting.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes no further batches, stores those that wait, writes the closing receipts and makes the id tables durable.</summary>
    /// <exception cref="IOException">The last receipts could not be written; their intakes look cut off.</exception>
    public Task StopAsync()
    {
        queue.Stop();
        return ended.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        queue.Stop();
        await ended.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await timer.DisposeAsync().ConfigureAwait(false);
    }

    private LiveBatch Enter(LiveBatch waiting)
    {
        queue.Reserve(waiting.Room, waiting.ByteCount);
        if (queue.Records > options.GroupRecordsMax / 4)
        {
            Volatile.Write(ref pressedAt, time.GetTimestamp());
        }

        try
        {
            decoder.Decode(waiting);
            queue.Add(waiting);
            return waiting;
        }
        catch
        {
            queue.Release(waiting.Room, waiting.ByteCount);
            throw;
        }
    }

    private void Run()
    {
        try
        {
            while (queue.Wait())
            {
                StoreGroup();
                Tidy();
            }

            if (!log.Failed.IsCompleted)
            {
                intakes.Close(all: true);
                MakeTablesDurable();
            }

            ended.TrySetResult();
        }
#pragma warning disable CA1031 // the boundary of the thread: whoever stops the intake is told
        catch (Exception e)
#pragma warning restore CA1031
        {
            ended.TrySetException(e);
        }
    }

    /// <summary>Stores one group of what waits and completes the callers whose records are all decided; after a failure, fails those with a record in the group.</summary>
    private void StoreGroup()
    {
        group.Restart();
        var finished = new List<(LiveBatch Batch, Exception? Failure)>();
        try
        {
            Fill(finished);
            Stored(Commit());
        }
#pragma warning disable CA1031 // the callers are told, whatever it is; the next group may go well
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failed(finished, e);
        }

        foreach (var (batch, failure) in finished)
        {
            queue.Release(batch.Room, batch.ByteCount);
            if (failure is null)
            {
                batch.Succeed();
            }
            else
            {
                batch.Fail(Told(failure));
            }
        }
    }

    private void Fill(List<(LiveBatch Batch, Exception? Failure)> finished)
    {
        while (queue.Peek() is { } batch)
        {
            var decide = deduplicator ??= OpenTables();
            Exception? failure = null;
            try
            {
                if (!group.Add(batch, batch.Piece ?? intakes.Of(batch.Origin), decide))
                {
                    return;
                }
            }
            catch (IOException e)
            {
                // A stored record could not be read to compare it, say: that is no reason to fail other callers.
                failure = e;
                ForgetTablesAfter(e);
            }

            queue.Take();
            finished.Add((batch, failure));
        }
    }

    private IntakeCounts Commit()
    {
        if (group.IsEmpty)
        {
            return group.Stored(first: 0);
        }

        intakes.Open(group.Intakes);
        var entries = group.Entries(time.GetUtcNow());
        var first = log.Append(entries);
        var taken = group.Stored(first);
        Identify(entries, first);
        return taken;
    }

    /// <summary>The records are durable, whatever happens to the tables: those that cannot take the ids are opened again and read them from the log.</summary>
    private void Identify(NewEntry[] entries, long first)
    {
        if (deduplicator is null)
        {
            return;
        }

        try
        {
            group.Identify(deduplicator, ids, entries, first);
        }
        catch (IOException e)
        {
            ForgetTables(rebuild: e is RecordIdTableDamagedException);
        }
    }

    private void Stored(IntakeCounts taken)
    {
        lock (statusGate)
        {
            // A group without a new record writes nothing, so it says nothing about the disk.
            status = status with { Taken = status.Taken + taken, Groups = status.Groups + 1, LastSuccess = taken.Stored > 0 ? time.GetUtcNow() : status.LastSuccess };
        }
    }

    private void Failed(List<(LiveBatch Batch, Exception? Failure)> finished, Exception e)
    {
        Note(e);
        for (var i = 0; i < finished.Count; i++)
        {
            finished[i] = (finished[i].Batch, finished[i].Failure ?? e);
        }

        // The batch in which the group ended is still in the queue; when the tables could not be opened, so is the first.
        if (queue.Peek() is { } next && (group.Batches.Contains(next) || finished.Count == 0))
        {
            queue.Take();
            finished.Add((next, e));
        }
    }

    private void Note(Exception e)
    {
        lock (statusGate)
        {
            status = status with { LastFailure = time.GetUtcNow(), LastError = e.Message };
        }
    }

    /// <summary>What can be done late: closing receipts, durable tables. What fails is tried again.</summary>
    private void Tidy()
    {
        var next = intakes.NextEnd;
        try
        {
            if (next <= TimeSpan.Zero && !log.Failed.IsCompleted)
            {
                intakes.Close(all: false);
                next = intakes.NextEnd;
            }

            if (log.DurableSize - tablesDurable >= options.TablesDurableEvery
                || (log.DurableSize > tablesDurable && time.GetElapsedTime(tablesDurableAt) >= TablesDurableAfter))
            {
                MakeTablesDurable();
            }
        }
        catch (IOException e)
        {
            Note(e);
            ForgetTablesAfter(e);
            next = Retry;
        }

        var tables = log.DurableSize > tablesDurable ? TablesDurableAfter - time.GetElapsedTime(tablesDurableAt) : TidyEvery;
        var wait = log.Failed.IsCompleted ? TidyEvery : Min(tables, next ?? TidyEvery);
        timer.Change(wait < Retry ? Retry : Min(wait, TidyEvery), Timeout.InfiniteTimeSpan);
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private void MakeTablesDurable()
    {
        if (deduplicator is null)
        {
            return;
        }

        tablesDurableAt = time.GetTimestamp();
        var size = log.DurableSize;
        ids.Advance(size);
        tablesDurable = size;
    }

    private Deduplicator OpenTables()
    {
        var table = ids.Open(mustRebuild, CancellationToken.None);
        mustRebuild = false;
        tablesDurable = table.CoveredSize;
        tablesDurableAt = time.GetTimestamp();
        return deduplicator = new Deduplicator(table, log.Reader, identity);
    }

    private void ForgetTablesAfter(IOException e)
    {
        if (e is RecordIdTableDamagedException)
        {
            ForgetTables(rebuild: true);
        }
    }

    private void ForgetTables(bool rebuild)
    {
        ids.Forget();
        deduplicator = null;
        mustRebuild |= rebuild;
    }

    /// <summary>Each caller gets an exception of its own: it is thrown on several threads.</summary>
    private static Exception Told(Exception e) => e switch
    {
        LogDurabilityException => new LogDurabilityException(e.Message, e),
        LogFailedException => new LogFailedException(e.Message, e),
        IOException => new IOException(e.Message, e),
        _ => new InvalidOperationException($"The records could not be stored: {e.Message}", e),
    };
}
