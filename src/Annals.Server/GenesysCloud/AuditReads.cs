using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Annals.Server.GenesysCloud;

/// <summary>Answers requests for audits a few at a time, each within its time.</summary>
internal sealed class AuditReads(ReadSlots slots, IOptions<GenesysCloudOptions> options, TimeProvider time)
{
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BusyRetry = TimeSpan.FromSeconds(2);

    /// <summary>Does the work of a request when its turn comes.</summary>
    /// <param name="context">The request.</param>
    /// <param name="work">What to do; runs on a thread of its own, since searches do not wait but compute.</param>
    /// <exception cref="Errors.RequestException">503 when there was no turn for it, 504 when it took too long.</exception>
    public async Task<T> RunAsync<T>(HttpContext context, Func<CancellationToken, T> work)
    {
        using var limit = new CancellationTokenSource(options.Value.ReadTimeMax, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        try
        {
            using var place = await EnterAsync(ended.Token);
            return await Task.Run(() => work(ended.Token), ended.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            throw GenesysErrors.TimedOut(options.Value.ReadTimeMax);
        }
    }

    /// <summary>Takes a place for a request that writes its answer while it reads.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(PatienceMax, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await slots.EnterAsync(ended.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw GenesysErrors.Unavailable("The server is busy with other requests.", BusyRetry);
        }
    }
}
