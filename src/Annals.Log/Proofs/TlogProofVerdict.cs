namespace Annals.Log;

/// <summary>What came of checking an offline proof.</summary>
public abstract record TlogProofVerdict
{
    private TlogProofVerdict()
    {
    }

    /// <summary>The entry is at that position of the log.</summary>
    /// <param name="Position">Position of the entry.</param>
    /// <param name="Checkpoint">What the log signed.</param>
    public sealed record Good(long Position, Checkpoint Checkpoint) : TlogProofVerdict;

    /// <summary>The text of the note in the proof is not a checkpoint.</summary>
    /// <param name="Explanation">A sentence for people.</param>
    public sealed record Malformed(string Explanation) : TlogProofVerdict;

    /// <summary>Entry, position, path and root do not belong together.</summary>
    /// <param name="Explanation">A sentence for people.</param>
    public sealed record NotIncluded(string Explanation) : TlogProofVerdict;

    /// <summary>The log of this key did not sign that checkpoint.</summary>
    /// <param name="Fault">What is wrong with it.</param>
    /// <param name="Explanation">A sentence for people.</param>
    public sealed record NotSigned(CheckpointFault Fault, string Explanation) : TlogProofVerdict;
}
