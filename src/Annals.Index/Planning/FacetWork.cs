using System.Text;
using Annals.Index.Query;
using Annals.Records.Events;

namespace Annals.Index.Planning;

/// <summary>Counts the value of one field from the records themselves.</summary>
/// <param name="field">The field.</param>
/// <param name="matcher">Decides on candidates that are not sure; null when all are.</param>
/// <param name="counter">Where the counts go.</param>
internal sealed class FacetWork(FacetField field, RecordMatcher? matcher, ValueCounter counter) : IRecordWork
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
            Count(slices, field, counter);
        }
    }

    public static void Count(EventSlices slices, FacetField field, ValueCounter counter)
    {
        switch (field)
        {
            case FacetField.Source:
                counter.Add(slices.Source, 1);
                break;
            case FacetField.Outcome:
                CountOutcome(slices.Outcome, 1, counter);
                break;
            case FacetField.Ip:
                CountAddresses(slices, counter);
                break;
            default:
                CountText(slices[FacetFields.Member(field)], counter);
                break;
        }
    }

    public static void CountOutcome(Outcome outcome, long count, ValueCounter counter)
    {
        if (outcome == Outcome.Unknown)
        {
            counter.AddMissing(count);
        }
        else if (count > 0)
        {
            counter.Add(outcome.ToString().ToLowerInvariant(), count);
        }
    }

    private static void CountAddresses(EventSlices slices, ValueCounter counter)
    {
        for (var i = 0; i < slices.IpCount; i++)
        {
            counter.Add(Encoding.UTF8.GetString(slices.Ip(i)), 1);
        }

        if (slices.IpCount == 0)
        {
            counter.AddMissing(1);
        }
    }

    private static void CountText(ReadOnlySpan<byte> value, ValueCounter counter)
    {
        if (value.IsEmpty)
        {
            counter.AddMissing(1);
        }
        else
        {
            counter.Add(Encoding.UTF8.GetString(value), 1);
        }
    }
}
