namespace Annals.Archive;

/// <summary>What a stream brought since it was first collected.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Contents">Blobs or windows that are stored.</param>
/// <param name="Records">Records met in them.</param>
/// <param name="Stored">Records of them that were new.</param>
/// <param name="Newest">Publication of the newest blob, or end of the newest window that held a record, UTC; null when there was none.</param>
public sealed record CollectionTotals(CollectionStream Stream, long Contents, long Records, long Stored, DateTimeOffset? Newest);
