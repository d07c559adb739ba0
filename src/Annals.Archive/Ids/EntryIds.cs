using Annals.Log;

namespace Annals.Archive.Ids;

/// <summary>What the id tables need to know of a log entry to confirm a hit.</summary>
/// <param name="RecordId">The keyed record id of the entry.</param>
/// <param name="Value">The keyed digest of the record's value, present on variants only.</param>
/// <param name="EventTimeMicros">Occurred time as the entry holds it, in microseconds since 1970 UTC; null if unknown.</param>
public readonly record struct EntryIds(Digest16 RecordId, Digest16? Value, long? EventTimeMicros);

/// <summary>Reads the ids back from the entry at a position of the log.</summary>
/// <param name="position">A position below the log's size, durable or not.</param>
/// <returns>The ids in the entry.</returns>
/// <remarks>
/// Called from inside <see cref="RecordIdTable"/>, which must not be called back. A growing table asks for many
/// positions in ascending order, so a reader that remembers the last decoded bundle is fast.
/// </remarks>
public delegate EntryIds EntryIdReader(long position);
