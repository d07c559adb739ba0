namespace Annals.Archive;

/// <summary>What a live intake is doing.</summary>
/// <param name="WaitingRecords">Records that callers wait for.</param>
/// <param name="WaitingBytes">Their bytes.</param>
/// <param name="Taken">What became of the records since the start.</param>
/// <param name="Groups">Writes since the start.</param>
/// <param name="LastSuccess">When records last became durable, UTC; null before.</param>
/// <param name="LastFailure">When records last could not be stored, UTC; null if that never happened.</param>
/// <param name="LastError">Why, as a sentence; null if that never happened.</param>
public sealed record LiveIntakeStatus(
    int WaitingRecords, long WaitingBytes, IntakeCounts Taken, long Groups, DateTimeOffset? LastSuccess, DateTimeOffset? LastFailure, string? LastError);
