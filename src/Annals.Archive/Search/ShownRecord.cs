using Annals.Log;

namespace Annals.Archive;

/// <summary>A stored record with what the log knows of it.</summary>
/// <param name="Position">Where it stands in the log.</param>
/// <param name="Entry">Its entry.</param>
/// <param name="Payload">Its bytes as they arrived; empty when it was erased.</param>
/// <param name="IsErased">Whether it was erased.</param>
/// <param name="SourceName">The name to decode it with; null when its bytes tell the source.</param>
public sealed record ShownRecord(long Position, Entry Entry, ReadOnlyMemory<byte> Payload, bool IsErased, string? SourceName)
{
    /// <summary>Recorded time, UTC.</summary>
    public DateTimeOffset Recorded => DateTimeOffset.UnixEpoch.AddTicks(checked(Entry.RecordedMicros * TimeSpan.TicksPerMicrosecond));

    /// <summary>Whether it is a further value of an id that was stored before.</summary>
    public bool IsVariant => (Entry.Flags & EntryFlags.Variant) != 0;

    /// <summary>Whether it is another shape of an audit that was stored before, left out of searches.</summary>
    public bool IsHiddenVariant => (Entry.Flags & EntryFlags.HiddenVariant) != 0;
}
