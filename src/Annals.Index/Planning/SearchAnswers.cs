namespace Annals.Index;

/// <summary>What part of the log an answer covers.</summary>
/// <param name="Size">Size of the log that the question was about: records at or above it are no part of the answer.</param>
/// <param name="IndexedSize">How much of it the index covered; the records between were read one by one.</param>
/// <param name="IsComplete">False when so many records were not indexed yet that they were left out: the answer is partial.</param>
public sealed record SearchScope(long Size, long IndexedSize, bool IsComplete);

/// <summary>A record that matches.</summary>
/// <param name="Position">Its position in the log.</param>
/// <param name="OccurredMicros">When it occurred, microseconds since 1970 UTC; null when unknown.</param>
/// <param name="RecordedMicros">When the log took it, microseconds since 1970 UTC.</param>
/// <param name="Flags">What the log says of it.</param>
public readonly record struct SearchRow(long Position, long? OccurredMicros, long RecordedMicros, RecordFlags Flags)
{
    internal RowPlace Place => new(OccurredMicros ?? long.MinValue, Position);
}

/// <summary>One page of results.</summary>
/// <param name="Scope">What part of the log it covers.</param>
/// <param name="Rows">Newest occurred time first, unknown times last, ties by descending position.</param>
/// <param name="Next">Cursor of the next page, or null when this is the last.</param>
public sealed record SearchPage(SearchScope Scope, IReadOnlyList<SearchRow> Rows, string? Next);

/// <summary>How many records match.</summary>
/// <param name="Scope">What part of the log it covers.</param>
/// <param name="Count">Number of records.</param>
public sealed record SearchCount(SearchScope Scope, long Count);

/// <summary>How many records match, by time.</summary>
/// <param name="Scope">What part of the log it covers.</param>
/// <param name="Buckets">Buckets with at least one record, ascending.</param>
/// <param name="Unknown">Records whose occurred time is unknown.</param>
public sealed record SearchHistogram(SearchScope Scope, IReadOnlyList<HistogramBucket> Buckets, long Unknown);

/// <summary>One bucket of a histogram.</summary>
/// <param name="FromMicros">Begin, microseconds since 1970 UTC: a multiple of the width.</param>
/// <param name="Count">Number of records, 1 or more.</param>
public readonly record struct HistogramBucket(long FromMicros, long Count);

/// <summary>How many records match, by value of a field.</summary>
/// <param name="Scope">What part of the log it covers.</param>
/// <param name="Values">The most frequent values, most frequent first, ties in ordinal order.</param>
/// <param name="Others">How often further values occur.</param>
/// <param name="Missing">Records without the field.</param>
/// <param name="IsComplete">False when there were more distinct values than are counted at once; then rare values may be missing.</param>
public sealed record SearchFacet(SearchScope Scope, IReadOnlyList<FacetValue> Values, long Others, long Missing, bool IsComplete);

/// <summary>A value of a field and how often it occurs. A record with several addresses counts once for each.</summary>
/// <param name="Value">The value as the source wrote it.</param>
/// <param name="Count">Number of records, 1 or more.</param>
public readonly record struct FacetValue(string Value, long Count);
