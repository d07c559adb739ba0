namespace Annals.Log.Storage;

/// <summary>
/// Encodes frames and bundles on several threads and writes them in order on one. What is on its way is bounded; posting
/// more waits. The first failure stops everything and is thrown by every later call.
/// </summary>
internal sealed class BulkPipeline : IDisposable
{
    private const int FramesMax = 12;
    private const long BytesMax = 12 << 20;

    private readonly object gate = new();
    private readonly Queue<Job> work = [];
    private readonly Queue<Job> order = [];
    private readonly List<Thread> threads = [];
    private readonly Sealer sealer;
    private readonly FrameObserver? observer;
    private readonly int bundlesPerGroup;
    private readonly Action committed;
    private int framesInFlight;
    private long bytesInFlight;
    private bool isDraining;
    private bool isStopping;
    private Exception? failure;

    /// <summary>Starts the threads.</summary>
    /// <param name="sealer">Writes; used by nobody else until disposed.</param>
    /// <param name="options">Threads and group size.</param>
    /// <param name="observer">Sees the frames.</param>
    /// <param name="committed">Called on the writing thread after each group.</param>
    public BulkPipeline(Sealer sealer, BulkOptions options, FrameObserver? observer, Action committed)
    {
        this.sealer = sealer;
        this.observer = observer;
        this.committed = committed;
        bundlesPerGroup = options.BundlesPerGroup;
        for (var i = 0; i < options.Workers; i++)
        {
            Start(Encode, $"annals bulk encoder {i}");
        }

        Start(Write, "annals bulk writer");
    }

    /// <summary>Posts a closed frame of a bundle.</summary>
    public void Post(FrameBuilder frame, BundleBuilder bundle)
    {
        lock (gate)
        {
            framesInFlight++;
            bytesInFlight += frame.PayloadLength;
            Enqueue(new Job(frame, bundle));
        }
    }

    /// <summary>Posts a full bundle after its frames.</summary>
    public void Post(BundleBuilder bundle)
    {
        lock (gate)
        {
            Enqueue(new Job(null, bundle));
        }
    }

    /// <summary>Waits until there is room for one more frame.</summary>
    public void WaitForRoom()
    {
        lock (gate)
        {
            while (failure is null && (framesInFlight >= FramesMax || bytesInFlight >= BytesMax))
            {
                Monitor.Wait(gate);
            }

            ThrowIfFailed();
        }
    }

    /// <summary>Waits until all that was posted is written and its full bundles are committed.</summary>
    public void Drain()
    {
        lock (gate)
        {
            isDraining = true;
            Monitor.PulseAll(gate);
            while (failure is null && isDraining)
            {
                Monitor.Wait(gate);
            }

            ThrowIfFailed();
        }
    }

    /// <summary>Stops the threads; what is not written is left.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isStopping = true;
            Monitor.PulseAll(gate);
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }
    }

    private void Start(Action body, string name)
    {
        var thread = new Thread(() => Run(body)) { IsBackground = true, Name = name };
        threads.Add(thread);
        thread.Start();
    }

    /// <summary>The boundary of each thread: any failure is kept and thrown to whoever waits.</summary>
    private void Run(Action body)
    {
        try
        {
            body();
        }
#pragma warning disable CA1031 // the exception is handed to the thread that posts, whatever it is
        catch (Exception e)
#pragma warning restore CA1031
        {
            lock (gate)
            {
                failure ??= e;
                isStopping = true;
                Monitor.PulseAll(gate);
            }
        }
    }

    private void Enqueue(Job job)
    {
        work.Enqueue(job);
        order.Enqueue(job);
        Monitor.PulseAll(gate);
    }

    private void Encode()
    {
        while (TakeWork() is { } job)
        {
            if (job.Frame is { } frame)
            {
                Sealer.Encode(frame, observer);
            }
            else
            {
                job.Bundle.Encode();
            }

            lock (gate)
            {
                job.IsReady = true;
                Monitor.PulseAll(gate);
            }
        }
    }

    private Job? TakeWork()
    {
        lock (gate)
        {
            while (work.Count == 0 && !isStopping)
            {
                Monitor.Wait(gate);
            }

            return isStopping ? null : work.Dequeue();
        }
    }

    private void Write()
    {
        while (TryTakeReady(out var job))
        {
            if (job is null)
            {
                sealer.CommitGroup();
                committed();
                EndDrain();
            }
            else if (job.Frame is { } frame)
            {
                var bytes = frame.PayloadLength;
                sealer.Write(frame, job.Bundle);
                Wrote(bytes);
            }
            else if (sealer.Write(job.Bundle, bundlesPerGroup))
            {
                committed();
            }
        }
    }

    /// <summary>Waits for the next job in order.</summary>
    /// <param name="job">Null when everything posted is written and somebody waits for that.</param>
    private bool TryTakeReady(out Job? job)
    {
        lock (gate)
        {
            while (!isStopping && !(order.Count > 0 ? order.Peek().IsReady : isDraining))
            {
                Monitor.Wait(gate);
            }

            job = isStopping || order.Count == 0 ? null : order.Dequeue();
            return !isStopping;
        }
    }

    private void Wrote(int bytes)
    {
        lock (gate)
        {
            framesInFlight--;
            bytesInFlight -= bytes;
            Monitor.PulseAll(gate);
        }
    }

    private void EndDrain()
    {
        lock (gate)
        {
            isDraining = false;
            Monitor.PulseAll(gate);
        }
    }

    private void ThrowIfFailed()
    {
        if (failure is not null)
        {
            throw new LogFailedException($"Bringing in records failed ({failure.Message}); nothing that was committed is lost. Open the log again.", failure);
        }
    }

    /// <summary>A frame of a bundle, or with no frame the bundle itself.</summary>
    private sealed class Job(FrameBuilder? frame, BundleBuilder bundle)
    {
        public FrameBuilder? Frame { get; } = frame;

        public BundleBuilder Bundle { get; } = bundle;

        public bool IsReady { get; set; }
    }
}
