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
    /// <summary>Its place in the order of results.</summary>
    public RowPlace Place => new(OccurredMicros ?? long.MinValue, Position);
}

/// <summary>One page of results.</summary>
/// <param name="Scope">What part of the log it covers.</param>
/// <param name="Rows">In the order asked for, see <see cref="SearchOrder"/>.</param>
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

/// <summary>How many records match, by time and outcome.</summary>
/// <param name="Scope">What part of the log it covers.</param>
/// <param name="Buckets">Buckets with at least one record, ascending.</param>
/// <param name="Undated">Records whose occurred time is unknown.</param>
public sealed record SearchOutcomeHistogram(SearchScope Scope, IReadOnlyList<OutcomeBucket> Buckets, OutcomeCounts Undated);

/// <summary>One bucket of a histogram by outcome.</summary>
/// <param name="FromMicros">Begin, microseconds since 1970 UTC: a multiple of the width.</param>
/// <param name="Counts">Number of records by outcome, 1 or more in all.</param>
public readonly record struct OutcomeBucket(long FromMicros, OutcomeCounts Counts);

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

/// <summary>Values of a field that begin with a text.</summary>
/// <param name="Scope">What part of the log they come from.</param>
/// <param name="Values">Distinct values with the number of matching records, in the order asked for.</param>
/// <param name="IsComplete">False when there are more values than asked for, or when some matching record's value was not kept by the index.</param>
public sealed record SearchFieldValues(SearchScope Scope, IReadOnlyList<FacetValue> Values, bool IsComplete);

/// <summary>Which values of some fields occur together.</summary>
/// <param name="Scope">What part of the log they come from.</param>
/// <param name="Combinations">Distinct, most frequent first, ties in ordinal order of the values, absent ones first.</param>
/// <param name="IsComplete">False when there are more combinations than asked for or than are counted at once.</param>
public sealed record SearchCombinations(SearchScope Scope, IReadOnlyList<FieldCombination> Combinations, bool IsComplete);

/// <summary>Values that occur together. A record with several addresses counts once for each.</summary>
/// <param name="Values">A value for each field asked for, in their order; null where records do not have the field.</param>
/// <param name="Count">Number of records, 1 or more.</param>
public sealed record FieldCombination(IReadOnlyList<string?> Values, long Count);

/// <summary>What lies around a place in time.</summary>
/// <param name="Scope">What part of the log it covers.</param>
/// <param name="Earlier">Matches before the place, nearest first: descending occurred time and position.</param>
/// <param name="Later">Matches behind the place, nearest first: ascending occurred time and position.</param>
public sealed record SearchSurroundings(SearchScope Scope, IReadOnlyList<SearchRow> Earlier, IReadOnlyList<SearchRow> Later);
