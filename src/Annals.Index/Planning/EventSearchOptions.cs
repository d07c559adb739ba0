namespace Annals.Index;

/// <summary>Bounds of searches.</summary>
public sealed record EventSearchOptions
{
    /// <summary>Default of <see cref="UnindexedMax"/>: one segment.</summary>
    public const long DefaultUnindexedMax = 65_536;

    /// <summary>Default of <see cref="DistinctMax"/>.</summary>
    public const int DefaultDistinctMax = 1 << 18;

    /// <summary>Default of <see cref="Patience"/>: 1 s.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(1);

    /// <summary>Largest page.</summary>
    public const int LimitMax = 10_000;

    /// <summary>Threads that read records for one search, 1 or more. Default: the machine's processors, at most 4.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>Records beyond the indexed size that a search reads one by one; with more of them the answer is partial. Default <see cref="DefaultUnindexedMax"/>.</summary>
    public long UnindexedMax { get; init; } = DefaultUnindexedMax;

    /// <summary>How long <see cref="EventSearch.ScopeOfAsync"/> waits for the index. Default <see cref="DefaultPatience"/>.</summary>
    public TimeSpan Patience { get; init; } = DefaultPatience;

    /// <summary>Distinct values or combinations that are counted at once. Default <see cref="DefaultDistinctMax"/>.</summary>
    public int DistinctMax { get; init; } = DefaultDistinctMax;
}
