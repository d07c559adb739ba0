namespace Annals.Log.Storage;

/// <summary>Recorded times in microseconds since 1970 UTC, which never go back. Changed under the log's commit gate only; <see cref="Last"/> may be read by anybody.</summary>
internal sealed class RecordedClock(TimeProvider time)
{
    private long last = long.MinValue;

    /// <summary>The newest time given out.</summary>
    public long Last => Volatile.Read(ref last);

    /// <summary>The time of the next record.</summary>
    public long Next()
    {
        var now = (time.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        Reset(Math.Max(now, last));
        return last;
    }

    /// <summary>Goes on from the time of a stored record, or takes back times whose records were not stored.</summary>
    public void Reset(long micros) => Volatile.Write(ref last, micros);
}
