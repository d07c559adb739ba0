namespace Annals.Archive;

/// <content>What collectors note. Each note is a receipt, durable on return.</content>
public sealed partial class Tenant
{
    /// <summary>What collectors have listed, stored and missed.</summary>
    public CollectionLedger Ledger { get; }

    /// <summary>Notes that a window of a stream was listed, with the blobs that were not known before.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="window">The window.</param>
    /// <param name="isWhole">Whether all of the window was listed; false for pages before the last.</param>
    /// <param name="contents">The blobs.</param>
    public void NoteListed(CollectionStream stream, CollectionWindow window, bool isWhole, IReadOnlyList<ListedContent> contents)
    {
        ArgumentNullException.ThrowIfNull(contents);
        var chunks = contents.Chunk(CollectionReceipts.ContentsMax).ToArray();
        var notes = chunks.Length == 0
            ? [CollectionReceipts.Listed(stream, window, isWhole, [])]
            : chunks.Select((chunk, i) => CollectionReceipts.Listed(stream, window, isWhole && i == chunks.Length - 1, chunk)).ToArray();
        Note(notes);
    }

    /// <summary>Notes that a blob could not be fetched, or not read whole.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="content">Id of the blob.</param>
    /// <param name="attempts">Failures so far, this one included.</param>
    /// <param name="next">When it is tried again.</param>
    /// <param name="reason">A sentence; holds nothing of a record.</param>
    public void NoteFailed(CollectionStream stream, string content, int attempts, DateTimeOffset next, string reason) =>
        Note(CollectionReceipts.Failed(stream, content, attempts, next, reason));

    /// <summary>Notes that something is missing and cannot be fetched any more.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="kind">One of <see cref="GapKind"/>.</param>
    /// <param name="from">What was published from this moment on is missing.</param>
    /// <param name="to">First moment behind it.</param>
    /// <param name="content">Id of the blob that is missing; null when it is not one.</param>
    /// <param name="reason">A sentence.</param>
    public void NoteGap(CollectionStream stream, string kind, DateTimeOffset from, DateTimeOffset to, string? content, string reason) =>
        Note(CollectionReceipts.GapOpened(stream, kind, from, to, content, reason));

    /// <summary>Notes that what was missing is there.</summary>
    /// <param name="actor">Who says so.</param>
    /// <param name="gap">The gap.</param>
    /// <param name="how">How it was filled, a sentence.</param>
    public void NoteGapClosed(Actor actor, CollectionGap gap, string how)
    {
        ArgumentNullException.ThrowIfNull(gap);
        Note(CollectionReceipts.GapClosed(actor, gap, how));
    }

    private void Note(params ReadOnlySpan<Receipt> notes)
    {
        if (receipts is null)
        {
            throw new ArchiveException($"Nothing can be collected into \"{Folder.Path}\", because {ReadOnlyReason}.");
        }

        receipts.Append(notes);
    }
}
