namespace Annals.Archive;

/// <summary>How regularly a stream brings something: how often the time between two publications had which length, in powers of two seconds.</summary>
/// <param name="Buckets">Counts; bucket n is for lengths from 2^n up to below 2^(n+1) seconds, bucket 0 for shorter ones too.</param>
public sealed record CollectionRhythm(IReadOnlyList<long> Buckets)
{
    /// <summary>Shorter silence is never unusual.</summary>
    public static readonly TimeSpan LeastUnusual = TimeSpan.FromHours(24);

    /// <summary>Buckets; the last one begins at 2^31 seconds.</summary>
    internal const int BucketCount = 32;

    /// <summary>With fewer lengths nothing is known of the rhythm.</summary>
    private const long LengthsMin = 20;

    /// <summary>Silence is unusual when only one length in a thousand was longer: the end of the bucket in which that lies, and <see cref="LeastUnusual"/> at the least.</summary>
    public TimeSpan Unusual
    {
        get
        {
            var total = Buckets.Sum();
            if (total < LengthsMin)
            {
                return LeastUnusual;
            }

            var seen = 0L;
            for (var i = 0; i < Buckets.Count; i++)
            {
                seen += Buckets[i];
                if (seen * 1000 >= total * 999)
                {
                    var end = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(i + 1, BucketCount)));
                    return end > LeastUnusual ? end : LeastUnusual;
                }
            }

            return LeastUnusual;
        }
    }

    /// <summary>The bucket of a length in microseconds.</summary>
    internal static int BucketOf(long micros) => Math.Clamp(63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)Math.Max(1, micros / 1_000_000)), 0, BucketCount - 1);
}
