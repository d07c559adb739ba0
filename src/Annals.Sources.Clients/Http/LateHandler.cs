using System.Globalization;

namespace Annals.Sources.Http;

/// <summary>Gives up a try whose answer does not begin in time. It stands next to the network: waiting for the rate or for a token is no fault of the answer.</summary>
/// <param name="timeout">How long each try may take.</param>
/// <param name="time">The clock.</param>
internal sealed class LateHandler(TimeSpan timeout, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await base.SendAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(string.Create(CultureInfo.InvariantCulture, $"The service did not answer within {timeout.TotalSeconds:0} s."), e);
        }
    }
}
