namespace Annals.Log.Storage;

/// <summary>
/// Requests that wait for a write. One of the waiting threads writes for all that have come by then, and hands that on to the oldest that came meanwhile: so none is passed
/// over, and nobody but it wants the commit gate. Thread-safe: its own lock is held for a look at the queue only, never during a write.
/// </summary>
internal sealed class AppendQueue
{
    private const long BatchBytesMax = 16 << 20;

    private readonly Queue<AppendRequest> waiting = [];
    private bool isLed;

    /// <summary>Adds a request and waits until it is done, or until it is its thread's turn to write.</summary>
    /// <returns>Whether it is: then <see cref="TakeBatch"/> gives this request and others, and <see cref="HandOn"/> has to follow.</returns>
    public bool AddAndWait(AppendRequest request)
    {
        lock (waiting)
        {
            waiting.Enqueue(request);
            if (!isLed)
            {
                isLed = true;
                return true;
            }
        }

        return request.WaitForTurn();
    }

    /// <summary>Takes the requests that share the next write, oldest first.</summary>
    public List<AppendRequest> TakeBatch()
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

    /// <summary>Ends a turn.</summary>
    public void HandOn()
    {
        lock (waiting)
        {
            if (waiting.TryPeek(out var next))
            {
                next.Lead();
            }
            else
            {
                isLed = false;
            }
        }
    }
}
