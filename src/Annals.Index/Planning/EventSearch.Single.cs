using Annals.Index.Query;

namespace Annals.Index;

/// <content>One record against one query.</content>
public sealed partial class EventSearch
{
    /// <summary>Whether a record is part of the answer to a query, read from the record alone.</summary>
    /// <param name="query">The query.</param>
    /// <param name="position">Position of the record, below the store's size. An erased record matches nothing.</param>
    public bool Matches(SearchQuery query, long position)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, store.Size);
        foreach (var info in store.Frames(position, position + 1))
        {
            using var frame = store.OpenFrame(info);
            var at = checked((int)(position - info.First));
            var facts = new RecordFacts(frame.RecordedMicros(at), frame.SourceName(at), frame.Flags(at));
            return !frame.IsErased(at) && RecordMatcher.Compile(query).Matches(frame.Record(at), facts);
        }

        return false;
    }
}
