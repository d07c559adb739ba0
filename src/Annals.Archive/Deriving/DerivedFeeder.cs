using Annals.Index;
using Annals.Index.Filters;
using Annals.Records.Events;

namespace Annals.Archive;

/// <summary>
/// Feeds index and word filters from the log, behind it and restartable: each from where it ends to the size that is durable.
/// </summary>
/// <param name="index">The columns.</param>
/// <param name="store">The records.</param>
/// <param name="filters">The word filters, or null when none may be written.</param>
internal sealed class DerivedFeeder(IEventIndex index, IRecordStore store, WordFilterFolder? filters)
{
    private readonly IndexBatch batch = new(BundleSet.BundleSize);
    private readonly EventSlices slices = new();

    /// <summary>Appends what is missing below a size and makes it durable.</summary>
    /// <param name="size">A durable size of the log.</param>
    /// <param name="leftOutMax">So few entries or fewer are left out of the columns; searches read them. The filters know whole bundles only.</param>
    /// <param name="progress">Receives the covered size now and then.</param>
    /// <param name="cancellationToken">Ends the work between two frames; what was appended is committed.</param>
    public void CatchUp(long size, long leftOutMax, Action<long>? progress, CancellationToken cancellationToken)
    {
        FeedColumns(size, leftOutMax, progress, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        filters?.CatchUp(store, size, cancellationToken);
    }

    /// <summary>As <see cref="CatchUp"/>, the columns only.</summary>
    /// <inheritdoc cref="CatchUp"/>
    public void FeedColumns(long size, long leftOutMax, Action<long>? progress, CancellationToken cancellationToken)
    {
        if (size - index.AppendedSize > leftOutMax)
        {
            foreach (var info in store.Frames(index.AppendedSize, size))
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    break;
                }

                using var frame = store.OpenFrame(info);
                Append(frame, Math.Max(index.AppendedSize, info.First), Math.Min(size, info.First + info.Count));
                progress?.Invoke(index.AppendedSize);
            }

            index.Commit();
        }
    }

    private void Append(IRecordFrame frame, long from, long to)
    {
        batch.Restart(from);
        for (var position = from; position < to; position++)
        {
            var i = (int)(position - frame.First);
            if (!frame.IsErased(i) && slices.Read(frame.Record(i), frame.SourceName(i)) is null)
            {
                batch.Add(position, frame.RecordedMicros(i), frame.Flags(i), slices);
            }
        }

        batch.CoverTo(to);
        index.Append(batch);
    }
}
