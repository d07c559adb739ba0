using Annals.Compare.Engines;

namespace Annals.Compare.Workers;

internal enum WorkerTask
{
    Settle,
    Version,
    Sizes,
    Ask,
    Series,
}

/// <summary>One line to a worker.</summary>
internal sealed record WorkerRequest(WorkerTask Task)
{
    public Question Question { get; init; }

    public Subject? Subject { get; init; }

    public Series Series { get; init; }

    public string File { get; init; } = string.Empty;
}

/// <summary>One line from a worker.</summary>
internal sealed record WorkerResponse
{
    /// <summary>How long the task took inside the worker, in microseconds.</summary>
    public double Micros { get; init; }

    public string? Version { get; init; }

    public IReadOnlyDictionary<string, long>? Sizes { get; init; }

    public Answer? Answer { get; init; }

    public IReadOnlyList<double>? Times { get; init; }

    public string? Failure { get; init; }
}
