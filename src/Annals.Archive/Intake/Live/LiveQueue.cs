namespace Annals.Archive;

/// <summary>Batches that wait to be stored, bounded by records and bytes. Thread-safe; one thread takes them out.</summary>
internal sealed class LiveQueue(LiveIntakeOptions options)
{
    private readonly object gate = new();
    private readonly Queue<LiveBatch> waiting = [];
    private int records;
    private long bytes;
    private bool isStopping;
    private bool isWoken;

    /// <summary>Records that have room and were not given it back.</summary>
    public int Records
    {
        get
        {
            lock (gate)
            {
                return records;
            }
        }
    }

    /// <summary>Their bytes.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
            {
                return bytes;
            }
        }
    }

    /// <summary>Takes room for a batch that is about to be decoded.</summary>
    /// <exception cref="ArgumentException">It is larger than everything that may ever wait.</exception>
    /// <exception cref="IntakeBusyException">There is no room at the moment.</exception>
    public void Reserve(int batchRecords, long batchBytes)
    {
        if (batchRecords > options.WaitingRecordsMax || batchBytes > options.WaitingBytesMax)
        {
            throw new ArgumentException($"A batch of {batchRecords} records with {batchBytes} bytes is over the limit of {options.WaitingRecordsMax} records and {options.WaitingBytesMax} bytes; divide it.");
        }

        lock (gate)
        {
            if (isStopping)
            {
                throw new IntakeBusyException("The intake is being stopped; try again when it has been started.");
            }

            if (records + batchRecords > options.WaitingRecordsMax || bytes + batchBytes > options.WaitingBytesMax)
            {
                throw new IntakeBusyException($"{records} records with {bytes} bytes wait to be stored; try again in a moment.");
            }

            records += batchRecords;
            bytes += batchBytes;
        }
    }

    /// <summary>Gives room back.</summary>
    public void Release(int batchRecords, long batchBytes)
    {
        lock (gate)
        {
            records -= batchRecords;
            bytes -= batchBytes;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Adds a decoded batch that has room.</summary>
    public void Add(LiveBatch batch)
    {
        lock (gate)
        {
            waiting.Enqueue(batch);
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Lets <see cref="Wait"/> return though no batch came.</summary>
    public void Wake()
    {
        lock (gate)
        {
            isWoken = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Takes no further batches; those that have room are still waited for.</summary>
    public void Stop()
    {
        lock (gate)
        {
            isStopping = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Waits for a batch, or for being woken.</summary>
    /// <returns>False when the queue was stopped and is empty.</returns>
    public bool Wait()
    {
        lock (gate)
        {
            while (waiting.Count == 0 && !isWoken && !(isStopping && records == 0))
            {
                Monitor.Wait(gate);
            }

            isWoken = false;
            return waiting.Count > 0 || !(isStopping && records == 0);
        }
    }

    /// <summary>The oldest batch, which stays.</summary>
    /// <returns>Null when there is none.</returns>
    public LiveBatch? Peek()
    {
        lock (gate)
        {
            return waiting.TryPeek(out var batch) ? batch : null;
        }
    }

    /// <summary>Takes the oldest batch out; its room stays taken.</summary>
    public void Take()
    {
        lock (gate)
        {
            waiting.Dequeue();
        }
    }
}
