namespace Annals.Archive;

/// <summary>A decoded batch that waits for its verdicts.</summary>
/// <param name="batch">The bytes; owned.</param>
/// <param name="origin">Who appends.</param>
/// <param name="piece">The intake of the piece that the records belong to; null when they belong to one that the client's appends share.</param>
/// <param name="isLast">Whether the piece ends with this batch, so that its closing receipt is written with it.</param>
internal sealed class LiveBatch(AppendBatch batch, AppendOrigin origin, PieceIntake? piece = null, bool isLast = false)
{
    private readonly TaskCompletionSource<AppendResult[]> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AppendOrigin Origin { get; } = origin;

    public PieceIntake? Piece => piece;

    public bool IsLast => isLast;

    /// <summary>Records, in the batch's order; those that are refused have their result already.</summary>
    public DecodedRecord[] Records { get; } = new DecodedRecord[batch.Count];

    public AppendResult[] Results { get; } = new AppendResult[batch.Count];

    public int Count { get; } = batch.Count;

    /// <summary>Room it takes among the records that wait: an empty one takes some too, so that it is waited for.</summary>
    public int Room { get; } = Math.Max(1, batch.Count);

    public long ByteCount { get; } = batch.Bytes;

    /// <summary>The record that is decided next.</summary>
    public int Next { get; set; }

    public Task<AppendResult[]> Task => done.Task;

    public ReadOnlyMemory<byte> Bytes(int index) => batch.Record(index);

    public string? Refusal(int index) => batch.Refusal(index);

    public bool IsRefused(int index) => Results[index].Verdict == AppendVerdict.Refused;

    public void Refuse(int index, string reason) => Results[index] = new AppendResult(AppendVerdict.Refused, null, null, reason);

    public void Succeed()
    {
        batch.Dispose();
        done.TrySetResult(Results);
    }

    public void Fail(Exception e)
    {
        batch.Dispose();
        done.TrySetException(e);
    }
}
