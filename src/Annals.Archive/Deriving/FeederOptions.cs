namespace Annals.Archive;

/// <summary>How the index of a served tenant follows its log.</summary>
public sealed record FeederOptions
{
    /// <summary>Entries behind the index at which it is fed at once. Searches read those behind it one by one. Default 1,000.</summary>
    public long LagMax { get; init; } = 1_000;

    /// <summary>Time after which fewer are fed too. Default 1 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// While many appends wait, feeding leaves them the processors until it is so many entries behind; then it goes on regardless, so that no load can keep it from ever
    /// catching up. Answers of searches say that they are partial in the meantime. Default 1,000,000.
    /// </summary>
    public long PausedLagMax { get; init; } = 1_000_000;

    /// <summary>Time after which feeding is tried again when it failed. Default 10 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(10);
}
