namespace Annals.Sources.Http;

/// <summary>The header <c>Retry-After</c> (RFC 9110, section 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>How long an answer asks to wait; null when it does not say. A moment is measured by the clock of the answer itself, not by that of this machine.</summary>
    public static TimeSpan? Of(HttpResponseMessage answer)
    {
        var wait = answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when answer.Headers.Date is { } now => date - now,
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
