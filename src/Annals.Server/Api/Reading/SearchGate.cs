using Annals.Server.Errors;
using Annals.Server.Hosting;
using Microsoft.Extensions.Options;

namespace Annals.Server.Api.Reading;

/// <summary>Lets so many searches run at the same time, on threads of their own, each for so long. The others wait a while.</summary>
internal sealed class SearchGate(IOptions<LimitOptions> limits, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim free = new(limits.Value.SearchesMax);

    /// <summary>Searches that run or wait.</summary>
    public int Busy => limits.Value.SearchesMax - free.CurrentCount;

    /// <summary>Runs a search.</summary>
    /// <param name="search">Reads the archive; its token ends when the request does, or when the time is over.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    /// <exception cref="RequestException">Too many searches are running, or this one took too long.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, T> search, CancellationToken cancellationToken)
    {
        if (!await free.WaitAsync(WaitMax, cancellationToken))
        {
            throw new RequestException(new ServerError(503, "busy", "Too many searches are running", $"{limits.Value.SearchesMax} run at the same time (Limits:SearchesMax). Try again.") { RetryAfter = WaitMax });
        }

        try
        {
            using var late = new CancellationTokenSource(limits.Value.SearchTimeMax, time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
            try
            {
                return await Task.Factory.StartNew(() => search(linked.Token), CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
            }
            catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new RequestException(new ServerError(503, "search-time", "The search took too long", $"It was ended after {limits.Value.SearchTimeMax.TotalSeconds:0} s (Limits:SearchTimeMax). Ask for a shorter time or fewer records."));
            }
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose() => free.Dispose();
}
