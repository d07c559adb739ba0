using Annals.Records.Microsoft365;

namespace Annals.Archive;

/// <summary>
/// A content item of the Management Activity API: a run of records of one content type that a client fetches as one blob. Made once, from the log alone,
/// and the same for ever (docs/formats/content.md).
/// </summary>
/// <param name="Type">Content type of all its records.</param>
/// <param name="First">Position of its first record; with the type it tells one item from another.</param>
/// <param name="RecordedMicros">Recorded time of its first record, microseconds since 1970 UTC.</param>
/// <param name="CreatedMillis">When it was closed, milliseconds since 1970 UTC, rounded up.</param>
/// <param name="Count">Number of its records, erased ones too; at least 1.</param>
/// <param name="Length">Bytes of the blob, a JSON array of all its records, before any erasure.</param>
public sealed record ContentItem(ContentType Type, long First, long RecordedMicros, long CreatedMillis, int Count, long Length)
{
    /// <summary>When it was closed, UTC, in whole milliseconds.</summary>
    public DateTimeOffset Created => DateTimeOffset.FromUnixTimeMilliseconds(CreatedMillis);

    /// <summary>The id that clients know it by.</summary>
    public string Id => ContentId.Of(this);

    /// <summary>Whether a text has the form of an id; whether there is such an item, only <see cref="Tenant.FindContent"/> tells.</summary>
    public static bool IsId(string text) => ContentId.TryParse(text, out _, out _);
}
