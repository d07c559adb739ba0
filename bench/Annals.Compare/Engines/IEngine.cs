namespace Annals.Compare.Engines;

internal enum EngineKind
{
    Annals,
    Postgres,
    DuckDb,
    ClickHouse,
    ClickHouseText,
}

/// <summary>What is measured by a series of operations of the engine's own.</summary>
internal enum Series
{
    /// <summary>Verification of everything.</summary>
    Verify,

    /// <summary>Proof of one record.</summary>
    Proof,

    /// <summary>Proof of one record with the receipt and the checkpoint that a user's proof leaves.</summary>
    ProofForUser,

    /// <summary>One record appended, durable when the call returns. Changes the data: comes last.</summary>
    Append,
}

/// <summary>One of the things compared, in a process of its own.</summary>
internal interface IEngine : IDisposable
{
    /// <summary>Loads a file into an empty database: searchable when the task ends.</summary>
    Task LoadAsync(string file, CancellationToken cancellationToken);

    /// <summary>Lets what goes on behind a load come to its end, so that it disturbs nobody's questions. Not timed.</summary>
    Task SettleAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Product and version.</summary>
    Task<string> VersionAsync(CancellationToken cancellationToken);

    /// <summary>Bytes on disk by part; <see cref="SizePart.Whole"/> is always there. Asked for before any question.</summary>
    Task<IReadOnlyDictionary<string, long>> SizesAsync(CancellationToken cancellationToken);

    /// <summary>Answers a question.</summary>
    /// <returns>Null when the engine has no such question.</returns>
    Task<Answer?> AskAsync(Question question, Subject subject, CancellationToken cancellationToken);

    /// <summary>Runs a series of operations.</summary>
    /// <returns>Microseconds of each; empty when the engine has no such operation.</returns>
    Task<IReadOnlyList<double>> SeriesAsync(Series series, string file, CancellationToken cancellationToken);
}

internal static class SizePart
{
    public const string Whole = "whole";
}
