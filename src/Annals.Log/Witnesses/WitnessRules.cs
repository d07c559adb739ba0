namespace Annals.Log;

/// <summary>The decisions of a witness, without its storage and its HTTP.</summary>
/// <remarks>C2SP tlog-witness, in the order that the specification prescribes. Pure and thread-safe.</remarks>
public static class WitnessRules
{
    /// <summary>Decides on a request.</summary>
    /// <param name="body">Body of the request.</param>
    /// <param name="findLog">Gives what is known of the log with an origin, or null for a log that the witness does not serve.</param>
    /// <param name="signer">Key of the witness.</param>
    /// <param name="time">Now, in seconds since 1970 UTC.</param>
    public static WitnessAnswer Answer(ReadOnlySpan<byte> body, Func<string, WitnessedLog?> findLog, CosignatureSigner signer, long time)
    {
        ArgumentNullException.ThrowIfNull(findLog);
        ArgumentNullException.ThrowIfNull(signer);
        if (!AddCheckpointRequest.TryParse(body, out var request, out var reason))
        {
            return new WitnessAnswer.Refused(400, reason);
        }

        if (!Checkpoint.TryParse(request.Checkpoint.Text.Span, out var checkpoint, out reason))
        {
            return new WitnessAnswer.Refused(400, "The checkpoint is malformed: " + reason);
        }

        if (findLog(checkpoint.Origin) is not { } log)
        {
            return new WitnessAnswer.Refused(404, $"This witness does not know the log '{checkpoint.Origin}'.");
        }

        if (Checkpoint.Open(request.Checkpoint, log.Key) is CheckpointOpening.Refused refused)
        {
            return new WitnessAnswer.Refused(403, refused.Explanation);
        }

        return FindObjection(request, checkpoint, log)
            ?? new WitnessAnswer.Cosigned(
                signer.Sign(request.Checkpoint.Text.Span, time),
                new WitnessedLog(log.Key, checkpoint.Size, checkpoint.Root));
    }

    private static WitnessAnswer? FindObjection(AddCheckpointRequest request, Checkpoint checkpoint, WitnessedLog log)
    {
        if (request.OldSize > checkpoint.Size)
        {
            return new WitnessAnswer.Refused(400, $"The checkpoint of size {checkpoint.Size} is smaller than the old size {request.OldSize}.");
        }

        if (request.OldSize != log.Size)
        {
            return new WitnessAnswer.OtherSize(log.Size);
        }

        if (checkpoint.Size == 0 && checkpoint.Root != MerkleHash.EmptyRoot)
        {
            return new WitnessAnswer.Refused(422, "The root of size 0 is not that of the empty tree.");
        }

        var consistent = log.Size == 0
            ? request.Proof.Count == 0
            : ConsistencyProof.Verify(log.Size, log.Root, checkpoint.Size, checkpoint.Root, [.. request.Proof]);
        return consistent
            ? null
            : new WitnessAnswer.Refused(422, $"The proof does not show that the tree of size {checkpoint.Size} continues that of size {log.Size}.");
    }
}
