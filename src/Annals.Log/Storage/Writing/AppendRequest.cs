namespace Annals.Log.Storage;

/// <summary>Records of one caller that waits until they are durable.</summary>
internal sealed class AppendRequest
{
    private readonly object gate = new();
    private Exception? failure;
    private bool isLeading;

    public AppendRequest(ReadOnlySpan<NewEntry> entries)
    {
        Entries = entries.ToArray();
        Seals = new PayloadSeal[Entries.Length];
        for (var i = 0; i < Entries.Length; i++)
        {
            // On the caller's thread, before anything is locked.
            Seals[i] = Entries[i].SealOrCreate();
            PayloadLength += Entries[i].Payload.Length;
        }
    }

    public NewEntry[] Entries { get; }

    public PayloadSeal[] Seals { get; }

    public long PayloadLength { get; }

    public bool IsDone { get; private set; }

    public long First { get; private set; }

    public void Succeed(long first)
    {
        lock (gate)
        {
            First = first;
            IsDone = true;
            Monitor.PulseAll(gate);
        }
    }

    public void Fail(Exception e)
    {
        lock (gate)
        {
            failure = e;
            IsDone = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Tells the waiting thread that it is its turn to write.</summary>
    public void Lead()
    {
        lock (gate)
        {
            isLeading = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Waits until the request is done, or it is this thread's turn to write.</summary>
    /// <returns>Whether it is.</returns>
    public bool WaitForTurn()
    {
        lock (gate)
        {
            while (!IsDone && !isLeading)
            {
                Monitor.Wait(gate);
            }

            return isLeading;
        }
    }

    /// <summary>The first position.</summary>
    public long Result() => failure switch
    {
        null => First,
        LogFailedException e => throw new LogFailedException(e.Message, e),
        LogDurabilityException e => throw new LogDurabilityException(e.Message, e),
        _ => throw new IOException($"The records were not stored: {failure.Message}", failure),
    };
}
