namespace Annals.Log.Storage;

/// <summary>Requests that wait for a write. Thread-safe: its own lock is held for a look at the queue only, never during a write.</summary>
internal sealed class AppendQueue
{
    private const long BatchBytesMax = 16 << 20;

    private readonly Queue<AppendRequest> waiting = [];

    public void Add(AppendRequest request)
    {
        lock (waiting)
        {
            waiting.Enqueue(request);
        }
    }

    /// <summary>Takes the requests that share the next write, oldest first; none when another thread took them all.</summary>
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
}
