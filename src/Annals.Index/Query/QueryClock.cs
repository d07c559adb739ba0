namespace Annals.Index.Query;

/// <summary>The one moment that <c>now</c> means within a query.</summary>
/// <param name="NowMicros">Microseconds since 1970 UTC.</param>
public readonly record struct QueryClock(long NowMicros)
{
    /// <summary>Takes the moment from a clock.</summary>
    public static QueryClock From(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new QueryClock((time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
    }
}
