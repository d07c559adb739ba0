using Microsoft.Extensions.Options;

namespace Annals.Server.GenesysCloud;

/// <summary>Places for work that may be done at the same time.</summary>
internal abstract class WorkSlots(int count) : IDisposable
{
    private readonly SemaphoreSlim free = new(count, count);

    /// <summary>How many there are.</summary>
    public int Count => count;

    /// <summary>Takes a place, waiting for one; it is given back when what is returned is disposed.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken);
        return new Place(free);
    }

    public void Dispose() => free.Dispose();

    private sealed class Place(SemaphoreSlim free) : IDisposable
    {
        private SemaphoreSlim? held = free;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}

/// <summary>Places for asynchronous queries.</summary>
internal sealed class QuerySlots(IOptions<GenesysCloudOptions> options) : WorkSlots(options.Value.QueriesRunningMax);

/// <summary>Places for downloads.</summary>
internal sealed class DownloadSlots(IOptions<GenesysCloudOptions> options) : WorkSlots(options.Value.DownloadsMax);
