using System.Net;

namespace Annals.Sources.Http;

/// <summary>Sends no request before the rate allows it, and learns from each answer: the service's time, and the pauses it asks for.</summary>
/// <param name="rate">The rate.</param>
/// <param name="clock">Learns the time.</param>
internal sealed class RateHandler(RequestRate rate, ServerClock clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await rate.WaitAsync(cancellationToken).ConfigureAwait(false);
        var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        clock.Learn(answer.Headers.Date);
        if (answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && RetryAfter.Of(answer) is { } wait)
        {
            rate.Pause(wait);
        }

        return answer;
    }
}
