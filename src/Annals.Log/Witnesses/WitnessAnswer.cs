namespace Annals.Log;

/// <summary>What a witness answers to a request.</summary>
/// <remarks>C2SP tlog-witness.</remarks>
public abstract record WitnessAnswer
{
    private WitnessAnswer()
    {
    }

    /// <summary>Status 200, body: the signature line. The new state must be durable before the answer leaves.</summary>
    /// <param name="Signature">The cosignature.</param>
    /// <param name="State">What the witness now knows of the log, to be stored only if it still holds the state the answer was made from.</param>
    public sealed record Cosigned(NoteSignature Signature, WitnessedLog State) : WitnessAnswer;

    /// <summary>Status 409, body: the size in decimal and a line feed, type <c>text/x.tlog.size</c>.</summary>
    /// <param name="KnownSize">Size of the last checkpoint that the witness cosigned.</param>
    public sealed record OtherSize(long KnownSize) : WitnessAnswer;

    /// <summary>Any other status.</summary>
    /// <param name="Status">400 malformed or backwards, 403 not signed by the log, 404 unknown log, 422 not consistent.</param>
    /// <param name="Explanation">A sentence for people.</param>
    public sealed record Refused(int Status, string Explanation) : WitnessAnswer;
}
