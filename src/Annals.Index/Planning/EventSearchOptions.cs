namespace Annals.Index;

/// <summary>Bounds of searches.</summary>
public sealed record EventSearchOptions
{
    /// <summary>Default of <see cref="UnindexedMax"/>: one segment.</summary>
    public const long DefaultUnindexedMax = 65_536;

    /// <summary>Default of <see cref="DistinctMax"/>.</summary>
    public const int DefaultDistinctMax = 1 << 18;

    /// <summary>Largest page.</summary>
    public const int LimitMax = 10_000;

    /// <summary>Threads that read records for one search, 1 or more. Default: the machine's processors, at most 4.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>Records beyond the indexed size that a search reads one by one; with more of them the answer is partial. Default <see cref="DefaultUnindexedMax"/>.</summary>
    public long UnindexedMax { get; init; } = DefaultUnindexedMax;

    /// <summary>Distinct values that a facet counts at once. Default <see cref="DefaultDistinctMax"/>.</summary>
    public int DistinctMax { get; init; } = DefaultDistinctMax;
}
