namespace Annals.Archive;

/// <summary>How far the index of a served tenant has come.</summary>
/// <param name="CoveredSize">Positions below this are in the index.</param>
/// <param name="Lag">Durable entries that are not.</param>
/// <param name="LastSuccess">When it last covered everything or a part more, UTC; null before.</param>
/// <param name="LastFailure">When feeding last failed, UTC; null if it never did.</param>
/// <param name="LastError">Why, as a sentence; null if it never did.</param>
/// <param name="NeedsRebuild">Whether the index is damaged: it is not fed any more, and searches may fail, until <c>annals reindex</c> has built it again.</param>
public sealed record FeederStatus(long CoveredSize, long Lag, DateTimeOffset? LastSuccess, DateTimeOffset? LastFailure, string? LastError, bool NeedsRebuild);
