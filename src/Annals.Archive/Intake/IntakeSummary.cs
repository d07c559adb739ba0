using Annals.Sources.Import;

namespace Annals.Archive;

/// <summary>What an import did, in all and by source.</summary>
public sealed class IntakeSummary
{
    private readonly Dictionary<string, IntakeCounts> sources = new(StringComparer.Ordinal);

    /// <summary>All records together.</summary>
    public IntakeCounts Total { get; private set; }

    /// <summary>Records by name of their source; refused bytes have none and stand in <see cref="Total"/> only.</summary>
    public IReadOnlyDictionary<string, IntakeCounts> Sources => sources;

    /// <summary>Log size that is durable after the import.</summary>
    public long Size { get; set; }

    /// <summary>Counts records of a source.</summary>
    public void Add(string source, IntakeCounts counts)
    {
        Total += counts;
        sources[source] = sources.GetValueOrDefault(source) + counts;
    }

    /// <summary>Counts bytes that are no record.</summary>
    public void AddRefused(long count) => Total += new IntakeCounts(count, 0, 0, 0, count);

    internal void Add(IntakeSummary other)
    {
        Total += other.Total;
        foreach (var (source, counts) in other.sources)
        {
            sources[source] = sources.GetValueOrDefault(source) + counts;
        }
    }
}

/// <summary>Options of an import.</summary>
public sealed class IntakeOptions
{
    /// <summary>Name of the source of records of no known shape; null means <c>import</c>.</summary>
    public string? SourceName { get; init; }

    /// <summary>Receives each refusal as it is met.</summary>
    public Action<ImportRefusal>? Refused { get; init; }

    /// <summary>Receives progress after each batch.</summary>
    public Action<IntakeProgress>? Progress { get; init; }

    /// <summary>Threads that decode and compress. Default: the processors of the machine.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}

/// <summary>How far an import has come.</summary>
/// <param name="Name">The file being read.</param>
/// <param name="BytesRead">Bytes read of it.</param>
/// <param name="Length">Its length, where known.</param>
/// <param name="Records">Records met so far, in all files.</param>
/// <param name="Durable">Log size that is durable by now: whatever happens, positions below it stay.</param>
public readonly record struct IntakeProgress(string Name, long BytesRead, long? Length, long Records, long Durable);
