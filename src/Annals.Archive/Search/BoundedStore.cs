using Annals.Index;

namespace Annals.Archive;

/// <summary>The records below a size: what arrived later is no part of an answer.</summary>
internal sealed class BoundedStore(IRecordStore store, long size) : IRecordStore
{
    /// <inheritdoc/>
    public long Size => Math.Min(store.Size, size);

    /// <inheritdoc/>
    public IEnumerable<RecordFrameInfo> Frames(long from, long to) => store.Frames(from, to);

    /// <inheritdoc/>
    public IRecordFrame OpenFrame(RecordFrameInfo frame) => store.OpenFrame(frame);
}
