namespace Annals.Log;

/// <summary>What opening a log found.</summary>
/// <param name="WasClean">Whether the log was stopped cleanly.</param>
/// <param name="Size">Positions found.</param>
/// <param name="Cuts">What was cut off: traces of writes that were never acknowledged. Each is to be printed and receipted.</param>
public sealed record RecoveryReport(bool WasClean, long Size, IReadOnlyList<RecoveryCut> Cuts);

/// <summary>Bytes that were cut off because a write was interrupted.</summary>
/// <param name="File">Name of the file relative to the folder.</param>
/// <param name="Offset">Where the cut begins.</param>
/// <param name="Length">Bytes cut off.</param>
/// <param name="Reason">Why, without a full stop.</param>
public sealed record RecoveryCut(string File, long Offset, long Length, string Reason)
{
    /// <summary>One line for people.</summary>
    public override string ToString() => $"{File}: cut {Length} bytes at {Offset}: {Reason}";
}
