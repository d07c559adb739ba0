using Annals.Log;

namespace Annals.Archive;

/// <content>The log itself, for those who serve it or follow it.</content>
public sealed partial class Tenant
{
    /// <summary>Reads the log: entries and nodes for tiles (<see cref="HashTile"/>, <see cref="LogPublisher.Entries"/>) up to a checkpoint's size. Payloads read through it leave no receipt, so they must not be given away.</summary>
    public ILogReader LogReader => Reader;

    /// <summary>The newest published checkpoint with its signature, as the resource <c>checkpoint</c> holds it.</summary>
    public SignedNote Checkpoint => log?.Checkpoint ?? snapshot!.Note;

    /// <summary>When this process last published a checkpoint, UTC; null before its first.</summary>
    public DateTimeOffset? CheckpointTime => log?.CheckpointTime;

    /// <summary>Log size that survives whatever happens.</summary>
    public long DurableSize => log?.DurableSize ?? snapshot!.Size;

    /// <summary>
    /// Completes with the failure after which nothing more can be written until the tenant is opened again. After a <see cref="LogDurabilityException"/> the process must end.
    /// Never completes for a tenant that is only read.
    /// </summary>
    public Task<Exception> Failed => log?.Failed ?? neverFails.Task;

    /// <summary>Whether the log takes records; a full disk does not change that, each write says so itself.</summary>
    public bool IsHealthy => log is not null && !Failed.IsCompleted;

    /// <summary>Waits until the durable size exceeds a size, without polling; for following the log.</summary>
    /// <param name="size">The size that is known.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="LogFailedException">The log does not grow any more.</exception>
    /// <exception cref="ArchiveException">The tenant is only read here, so it never grows.</exception>
    public Task WaitForGrowthAsync(long size, CancellationToken cancellationToken) => log is not null
        ? log.WaitForGrowthAsync(size, cancellationToken)
        : throw new ArchiveException($"\"{Folder.Path}\" does not grow here, because {ReadOnlyReason}.");

    /// <summary>Signs and publishes the durable size unless it is published already. Durable on return; does nothing where nothing can be written.</summary>
    /// <exception cref="IOException">Not published, for example because the disk is full.</exception>
    public void PublishCheckpoint() => log?.PublishCheckpoint();

    /// <summary>Says in the lock file where this process serves, so that others find it.</summary>
    public void DescribeHolder(Uri url) => log?.DescribeHolder(url);
}
