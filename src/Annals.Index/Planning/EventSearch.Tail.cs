using Annals.Index.Query;
using Annals.Records.Events;

namespace Annals.Index;

/// <content>Records that are read and tested one by one, without the index: those it does not cover yet, and those of a live tail.</content>
public sealed partial class EventSearch
{
    /// <summary>
    /// Lists the matches of a range of the log by ascending position, read from the records without the index, so that it does not matter whether that covers them:
    /// for following the end of the log. Streams; no frame stays open between two rows. It takes as long as reading every record of the range takes.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="from">First position, 0 or more.</param>
    /// <param name="to">Position after the last one; what is beyond the log's present size is left out.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <remarks>To go on later, begin at the smaller of <paramref name="to"/> and the log's size before the call.</remarks>
    public IEnumerable<SearchRow> Range(SearchQuery query, long from, long to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        return RangeRows(query, from, Math.Min(to, store.Size), cancellationToken);
    }

    private IEnumerable<SearchRow> RangeRows(SearchQuery query, long from, long to, CancellationToken cancellationToken)
    {
        if (from >= to)
        {
            yield break;
        }

        var matcher = RecordMatcher.Compile(query);
        var slices = new EventSlices();
        var found = new List<SearchRow>();
        foreach (var info in store.Frames(from, to))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ScanFrame(info, from, to, matcher, slices, (row, _) => found.Add(row));
            foreach (var row in found)
            {
                yield return row;
            }

            found.Clear();
        }
    }

    private IEnumerable<SearchRow> TailRows(Question question) =>
        question.Scope.IsComplete ? RangeRows(question.Query, question.Scope.IndexedSize, question.Scope.Size, question.CancellationToken) : [];

    private void ScanTail(Question question, Action<SearchRow, EventSlices> found)
    {
        var scope = question.Scope;
        if (!scope.IsComplete || scope.IndexedSize == scope.Size)
        {
            return;
        }

        var matcher = RecordMatcher.Compile(question.Query);
        var slices = new EventSlices();
        foreach (var info in store.Frames(scope.IndexedSize, scope.Size))
        {
            question.CancellationToken.ThrowIfCancellationRequested();
            ScanFrame(info, scope.IndexedSize, scope.Size, matcher, slices, found);
        }
    }

    private void ScanFrame(RecordFrameInfo info, long from, long to, RecordMatcher matcher, EventSlices slices, Action<SearchRow, EventSlices> found)
    {
        using var frame = store.OpenFrame(info);
        var end = Math.Min(to, info.First + info.Count);
        for (var position = Math.Max(from, info.First); position < end; position++)
        {
            var at = checked((int)(position - info.First));
            var facts = new RecordFacts(frame.RecordedMicros(at), frame.SourceName(at), frame.Flags(at));
            if (!frame.IsErased(at) && matcher.Matches(frame.Record(at), facts))
            {
                _ = slices.Read(frame.Record(at), facts.SourceName);
                found(new SearchRow(position, slices.OccurredMicros, facts.RecordedMicros, ShownFlags(facts, slices)), slices);
            }
        }
    }

    private static RecordFlags ShownFlags(in RecordFacts facts, EventSlices slices) =>
        facts.Flags | (slices.Shape == RecordShape.Annals ? RecordFlags.Receipt : RecordFlags.None);
}
