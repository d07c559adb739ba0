namespace Annals.Log;

/// <summary>What came of checking the proof of a record.</summary>
public abstract record RecordProofVerdict
{
    private RecordProofVerdict()
    {
    }

    /// <summary>The record is in the log, unchanged.</summary>
    /// <param name="Position">Its position.</param>
    /// <param name="Entry">What the log holds of it, with the recorded time.</param>
    /// <param name="Checkpoint">What the log signed.</param>
    /// <param name="Note">The signed checkpoint with all its signatures, for a check against witnesses.</param>
    public sealed record Good(long Position, Entry Entry, Checkpoint Checkpoint, SignedNote Note) : RecordProofVerdict;

    /// <summary>Nothing is proven.</summary>
    /// <param name="Step">The first step that failed.</param>
    /// <param name="Explanation">A sentence for people.</param>
    public sealed record Failed(RecordProofStep Step, string Explanation) : RecordProofVerdict
    {
        /// <summary>Name of the step as shown to people, such as <c>proof file</c>; the same words as in docs/verify-by-hand.py.</summary>
        public string StepName => Step switch
        {
            RecordProofStep.ProofFile => "proof file",
            RecordProofStep.Entry => "entry",
            RecordProofStep.Length => "record length",
            RecordProofStep.Commitment => "commitment",
            RecordProofStep.Inclusion => "inclusion",
            RecordProofStep.Origin => "origin",
            _ => "signature",
        };
    }
}

/// <summary>The steps of checking a record's proof, in their order.</summary>
public enum RecordProofStep
{
    /// <summary>The file is a tlog-proof with entry and salt.</summary>
    ProofFile,

    /// <summary>The entry follows its format.</summary>
    Entry,

    /// <summary>The record has the length that the entry states.</summary>
    Length,

    /// <summary>The entry commits to the record.</summary>
    Commitment,

    /// <summary>The entry's hash and the path lead to the root of the checkpoint.</summary>
    Inclusion,

    /// <summary>The checkpoint is of the log that the key names.</summary>
    Origin,

    /// <summary>The log signed the checkpoint.</summary>
    Signature,
}
