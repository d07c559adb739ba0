using Annals.Index.Query;
using Annals.Records.Events;

namespace Annals.Index;

/// <content>Records that the index does not cover yet: each is read and tested.</content>
public sealed partial class EventSearch
{
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
            using var frame = store.OpenFrame(info);
            var from = Math.Max(scope.IndexedSize, info.First);
            var to = Math.Min(scope.Size, info.First + info.Count);
            for (var position = from; position < to; position++)
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
    }

    private static RecordFlags ShownFlags(in RecordFacts facts, EventSlices slices) =>
        facts.Flags | (slices.Shape == RecordShape.Annals ? RecordFlags.Receipt : RecordFlags.None);
}
