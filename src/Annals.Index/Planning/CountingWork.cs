using Annals.Index.Query;
using Annals.Records.Events;

namespace Annals.Index.Planning;

/// <summary>Gives a counter the event views of the candidates that match.</summary>
/// <param name="matcher">Decides on candidates that are not sure; null when all are.</param>
/// <param name="count">Takes each event view while it is valid; called by several threads when several workers share it.</param>
internal sealed class CountingWork(RecordMatcher? matcher, Action<EventSlices> count) : IRecordWork
{
    private readonly EventSlices slices = new();

    public void Visit(CandidateWindow window, int index, ReadOnlySpan<byte> record, in RecordFacts facts)
    {
        if (!window.Matches[index])
        {
            window.Matches[index] = matcher!.Matches(record, facts);
        }

        if (window.Matches[index])
        {
            _ = slices.Read(record, facts.SourceName);
            count(slices);
        }
    }
}
