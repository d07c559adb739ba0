namespace Annals.Log;

/// <summary>
/// Brings in many records at the speed of the processors: full bundles go straight to the segment files, in parallel, and
/// become durable in groups. Used by one thread at a time; begun by <see cref="RecordLog.BeginBulk"/>.
/// </summary>
public sealed class BulkAppender : IDisposable
{
    private readonly RecordLog log;
    private readonly Storage.BulkPipeline pipeline;
    private bool isDisposed;

    internal BulkAppender(RecordLog log, Storage.BulkPipeline pipeline)
    {
        this.log = log;
        this.pipeline = pipeline;
    }

    internal Storage.BulkPipeline Pipeline => pipeline;

    /// <summary>Adds a record. It can be read at once and is durable after <see cref="Commit"/>, or earlier when <see cref="RecordLog.DurableSize"/> has passed it.</summary>
    /// <param name="entry">Its payload is copied; the caller may reuse the memory when this returns.</param>
    /// <returns>Its position and recorded time.</returns>
    /// <exception cref="ArgumentException">The payload is longer than <see cref="LogLimits.PayloadBytesMax"/>.</exception>
    /// <exception cref="LogFailedException">A write failed, now or earlier.</exception>
    public AddedRecord Add(in NewEntry entry)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return log.AddInBulk(entry, pipeline);
    }

    /// <summary>Makes all that was added durable.</summary>
    /// <returns>The durable size of the log.</returns>
    /// <exception cref="LogFailedException">A write failed, now or earlier.</exception>
    public long Commit()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return log.CommitBulk(pipeline);
    }

    /// <summary>Commits what was added, unless something failed before, and ends the bulk append.</summary>
    public void Dispose()
    {
        if (!isDisposed)
        {
            isDisposed = true;
            log.EndBulk(pipeline);
        }
    }
}
