using Annals.Archive;
using Annals.Sources.Import;

namespace Annals.Collectors.Streams;

/// <summary>Takes the records of a piece into the archive while they come, a batch at a time, so that memory does not grow with the piece. Thread-safe.</summary>
/// <param name="intake">The archive's intake.</param>
/// <param name="time">The clock.</param>
internal sealed class RecordTaker(LiveIntake intake, TimeProvider time)
{
    /// <summary>Batches of one piece that wait to be stored while the next is read.</summary>
    private const int WaitingMax = 2;

    private static readonly TimeSpan BusyWait = TimeSpan.FromMilliseconds(50);
    private static readonly ImportOptions Options = new() { BatchBytes = 512 << 10 };

    /// <summary>Reads an array of records to its end. When it was whole, its last records and the note that it is stored become durable in one commit.</summary>
    /// <param name="content">The bytes; not closed.</param>
    /// <param name="piece">What they are.</param>
    /// <param name="cancellationToken">Ends the reading; what was stored stays.</param>
    /// <returns>Why the piece is not whole, a sentence; null when it is.</returns>
    /// <exception cref="UnreadableContentException">The content is no array.</exception>
    /// <exception cref="IOException">The connection broke, or nothing can be stored.</exception>
    public Task<string?> TakeAsync(Stream content, CollectedPiece piece, CancellationToken cancellationToken) =>
        OnOwnThreadAsync(() =>
        {
            using var array = new ArrayStream(content);
            return Take(array, piece, isLast: true, cancellationToken);
        });

    /// <summary>Reads a file of records, as an import does, as <see cref="TakeAsync(Stream, CollectedPiece, CancellationToken)"/>.</summary>
    /// <param name="content">The bytes; not closed.</param>
    /// <param name="piece">What they belong to.</param>
    /// <param name="isLast">Whether the piece ends with them.</param>
    /// <param name="cancellationToken">Ends the reading; what was stored stays.</param>
    /// <exception cref="InvalidDataException">Something in it is no record.</exception>
    public async Task TakeFileAsync(Stream content, CollectedPiece piece, bool isLast, CancellationToken cancellationToken)
    {
        if (await OnOwnThreadAsync(() => Take(content, piece, isLast, cancellationToken)).ConfigureAwait(false) is { } reason)
        {
            throw new InvalidDataException($"A file of results is not whole: {reason}");
        }
    }

    /// <summary>Takes records that are held already, as <see cref="TakeAsync(Stream, CollectedPiece, CancellationToken)"/>.</summary>
    /// <param name="records">The records.</param>
    /// <param name="piece">What they belong to.</param>
    /// <param name="isLast">Whether the piece ends with them.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task TakeAsync(IReadOnlyList<ReadOnlyMemory<byte>> records, CollectedPiece piece, bool isLast, CancellationToken cancellationToken) =>
        await AppendAsync(records, (batch, cancelled) => intake.AppendAsync(batch, piece, isLast, cancelled), cancellationToken).ConfigureAwait(false);

    /// <summary>Takes records that belong to no piece.</summary>
    public async Task<AppendResult[]> TakeAsync(IReadOnlyList<ReadOnlyMemory<byte>> records, AppendOrigin origin, CancellationToken cancellationToken) =>
        await AppendAsync(records, (batch, cancelled) => intake.AppendAsync(batch, origin, cancelled), cancellationToken).ConfigureAwait(false);

    private static Task<string?> OnOwnThreadAsync(Func<string?> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    private string? Take(Stream content, CollectedPiece piece, bool isLast, CancellationToken cancellationToken)
    {
        var waiting = new Queue<Task>();
        ImportBatch? held = null;
        var refused = 0L;
        string? first = null;
        try
        {
            foreach (var batch in FileImporter.Read(content, "content", Options, cancellationToken))
            {
                refused += batch.Refusals.Count;
                first ??= batch.Refusals.Count > 0 ? batch.Refusals[0].Reason : null;
                if (held is not null)
                {
                    waiting.Enqueue(AppendAsync(held, piece, isLast: false, cancellationToken));
                    held = null;
                }

                held = batch;
                while (waiting.Count >= WaitingMax)
                {
                    waiting.Dequeue().GetAwaiter().GetResult();
                }
            }

            // The note that all is stored must not be durable before all is.
            while (waiting.TryDequeue(out var appended))
            {
                appended.GetAwaiter().GetResult();
            }

            var last = held;
            held = null;
            AppendAsync(last, piece, isLast && refused == 0, cancellationToken).GetAwaiter().GetResult();
            refused += piece.Counts.Refused;
            return refused == 0 ? null : $"{refused} of its elements are no records{(first is null ? string.Empty : $", the first: {first}")}";
        }
        finally
        {
            held?.Dispose();
            Settle(waiting);
        }
    }

    /// <summary>Nobody may use the piece when this has ended.</summary>
    private static void Settle(Queue<Task> waiting)
    {
        foreach (var task in waiting)
        {
            task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
        }
    }

    private async Task AppendAsync(ImportBatch? batch, CollectedPiece piece, bool isLast, CancellationToken cancellationToken)
    {
        using (batch)
        {
            var records = new List<ReadOnlyMemory<byte>>(batch?.Count ?? 0);
            for (var i = 0; i < batch?.Count; i++)
            {
                records.Add(batch.Record(i));
            }

            await TakeAsync(records, piece, isLast, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<AppendResult[]> AppendAsync(IReadOnlyList<ReadOnlyMemory<byte>> records, Func<AppendBatch, CancellationToken, ValueTask<AppendResult[]>> append, CancellationToken cancellationToken)
    {
        while (true)
        {
#pragma warning disable CA2000 // the intake disposes it
            var batch = new AppendBatch();
#pragma warning restore CA2000
            foreach (var record in records)
            {
                batch.Add(record.Span);
            }

            try
            {
                return await append(batch, cancellationToken).ConfigureAwait(false);
            }
            catch (IntakeBusyException)
            {
                await Task.Delay(BusyWait, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
