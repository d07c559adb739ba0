using Annals.Archive;
using Annals.Collectors.Streams;

namespace Annals.Collectors.Connections;

/// <summary>How a connection is doing.</summary>
/// <param name="Connection">Its name.</param>
/// <param name="Source">The vendor.</param>
/// <param name="Tenant">The archive's tenant.</param>
/// <param name="Trouble">Trouble of the whole connection; null when there is none.</param>
/// <param name="ClockOffset">How far the vendor's clock is ahead of this machine's.</param>
/// <param name="RequestsInLastMinute">Requests of the last minute.</param>
/// <param name="RequestsPerMinute">Requests that are allowed in a minute.</param>
/// <param name="Streams">Its streams, by name.</param>
/// <param name="Gaps">Its open gaps.</param>
public sealed record CollectorStatus(
    string Connection,
    string Source,
    string Tenant,
    Trouble? Trouble,
    TimeSpan ClockOffset,
    int RequestsInLastMinute,
    int RequestsPerMinute,
    IReadOnlyList<StreamStatus> Streams,
    IReadOnlyList<CollectionGap> Gaps);

/// <summary>How a stream is doing.</summary>
/// <param name="Stream">The vendor's name of the content type or service.</param>
/// <param name="CompleteUpTo">Everything that was published before this moment, and can be had, is stored; gaps are told apart. Null before the first reading.</param>
/// <param name="Lag">How far that is behind the vendor's present; null before the first reading.</param>
/// <param name="NewestContent">Publication of the newest content, UTC; null when there was none.</param>
/// <param name="Open">Blobs that are listed and not stored.</param>
/// <param name="Failing">Those of them that failed.</param>
/// <param name="Contents">Blobs or windows stored since the connection began.</param>
/// <param name="Records">Records met in them.</param>
/// <param name="Stored">Records that were new.</param>
/// <param name="LastSuccess">When a round last went well in this process, UTC.</param>
/// <param name="Trouble">Trouble that goes on; null when there is none.</param>
/// <param name="Silence">How long nothing came, if that is longer than usual; null otherwise.</param>
public sealed record StreamStatus(
    string Stream,
    DateTimeOffset? CompleteUpTo,
    TimeSpan? Lag,
    DateTimeOffset? NewestContent,
    long Open,
    long Failing,
    long Contents,
    long Records,
    long Stored,
    DateTimeOffset? LastSuccess,
    Trouble? Trouble,
    TimeSpan? Silence);
