namespace Annals.Log;

/// <summary>What came of checking a signed checkpoint against the key of a log.</summary>
public abstract record CheckpointOpening
{
    private CheckpointOpening()
    {
    }

    /// <summary>The log signed this.</summary>
    /// <param name="Checkpoint">What it signed.</param>
    /// <param name="Note">The note with all its signatures.</param>
    public sealed record Good(Checkpoint Checkpoint, SignedNote Note) : CheckpointOpening;

    /// <summary>It is not a checkpoint that the log signed.</summary>
    /// <param name="Fault">Which check failed.</param>
    /// <param name="Explanation">A sentence for people.</param>
    public sealed record Refused(CheckpointFault Fault, string Explanation) : CheckpointOpening;
}

/// <summary>The checks of a signed checkpoint, in their order.</summary>
public enum CheckpointFault
{
    /// <summary>The bytes are not a signed note.</summary>
    Note,

    /// <summary>The text of the note is not a checkpoint.</summary>
    Body,

    /// <summary>The checkpoint is of another log.</summary>
    Origin,

    /// <summary>The log's signature is missing or wrong.</summary>
    Signature,
}
