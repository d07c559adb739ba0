using Annals.Server.Api.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Annals.Server.GenesysCloud;

/// <summary>Answers requests for audits, each within its time, under the server's limits of searches and of downloads at the same time.</summary>
internal sealed class AuditReads(SearchGate gate, DownloadSlots downloads, IOptions<GenesysCloudOptions> options, TimeProvider time)
{
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BusyRetry = TimeSpan.FromSeconds(2);

    /// <summary>Does the work of a request when its turn comes.</summary>
    /// <exception cref="Errors.RequestException">503 when there was no turn for it, 504 when it took too long.</exception>
    public async Task<T> RunAsync<T>(HttpContext context, Func<CancellationToken, T> work)
    {
        using var limit = new CancellationTokenSource(options.Value.ReadTimeMax, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        try
        {
            return await gate.RunAsync(work, ended.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            throw GenesysErrors.TimedOut(options.Value.ReadTimeMax);
        }
    }

    /// <summary>Takes the place of a download, which writes its answer while it reads: a slow client holds up no search.</summary>
    /// <exception cref="Errors.RequestException">503 when there was no place for it.</exception>
    public async Task<IDisposable> EnterDownloadAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(PatienceMax, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await downloads.EnterAsync(ended.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw GenesysErrors.Unavailable("The server is busy with other downloads.", BusyRetry);
        }
    }
}
