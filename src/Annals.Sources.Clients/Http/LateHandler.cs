using System.Globalization;
using Polly.Timeout;

namespace Annals.Sources.Http;

/// <summary>Tells callers of an answer that did not begin in time as of any other trouble with the network; what counts the time is nothing they know.</summary>
/// <param name="timeout">How long each try waited.</param>
internal sealed class LateHandler(TimeSpan timeout) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException e)
        {
            throw new HttpRequestException(string.Create(CultureInfo.InvariantCulture, $"The service did not answer within {timeout.TotalSeconds:0} s."), e);
        }
    }
}
