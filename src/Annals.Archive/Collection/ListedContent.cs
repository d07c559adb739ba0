namespace Annals.Archive;

/// <summary>A blob as a listing names it.</summary>
/// <param name="Id">The vendor's id of it.</param>
/// <param name="Address">Where it is fetched.</param>
/// <param name="Created">When the vendor published it, UTC.</param>
/// <param name="Expires">Until when it can be fetched, UTC.</param>
public sealed record ListedContent(string Id, Uri Address, DateTimeOffset Created, DateTimeOffset Expires);

/// <summary>A listed blob that is not stored yet.</summary>
/// <param name="Content">The blob.</param>
/// <param name="Attempts">How often fetching it failed.</param>
/// <param name="Next">When to try again, UTC; null for at once.</param>
/// <param name="Reason">Why it failed last; null if it was not tried.</param>
public sealed record OpenContent(ListedContent Content, int Attempts, DateTimeOffset? Next, string? Reason);

/// <summary>A window of a stream, in the time by which the source is asked, that was read whole.</summary>
/// <param name="Sweep">0 for the first reading, higher for the later ones that find what came late.</param>
/// <param name="From">First moment of it.</param>
/// <param name="To">First moment behind it.</param>
public readonly record struct CollectionWindow(int Sweep, DateTimeOffset From, DateTimeOffset To);

/// <summary>How far the windows of a sweep have come.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Sweep">Number of the sweep.</param>
/// <param name="Begun">Begin of its first window.</param>
/// <param name="UpTo">End of its last window.</param>
/// <param name="Moved">When that was noted, UTC.</param>
public sealed record CollectionCursor(CollectionStream Stream, int Sweep, DateTimeOffset Begun, DateTimeOffset UpTo, DateTimeOffset Moved);
