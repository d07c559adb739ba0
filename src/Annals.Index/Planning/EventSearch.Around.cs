using Annals.Index.Planning;
using Annals.Index.Query;
using Annals.Records.Events;

namespace Annals.Index;

/// <content>What happened before and after a record.</content>
public sealed partial class EventSearch
{
    /// <summary>Reads the place of a record in the order of results.</summary>
    /// <param name="position">Position of the record, 0 or more and below the log's size.</param>
    /// <returns>The place, or null when the record was erased.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The log has no such position.</exception>
    public RowPlace? PlaceOf(long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, store.Size);
        using var frame = store.OpenFrame(store.Frames(position, position + 1).Single());
        var at = checked((int)(position - frame.First));
        if (frame.IsErased(at))
        {
            return null;
        }

        var slices = new EventSlices();
        _ = slices.Read(frame.Record(at), frame.SourceName(at));
        return new RowPlace(slices.OccurredMicros ?? long.MinValue, position);
    }

    /// <summary>
    /// Lists the matches next to a place in time, on both sides; the record at the place itself is not among them. Records of unknown time have no place among the others:
    /// around one of them are those of unknown time by position, around any other those of known time.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="place">The place: that of a row, see <see cref="PlaceOf"/>, or any moment.</param>
    /// <param name="before">The most matches before the place to give, 0 to <see cref="EventSearchOptions.LimitMax"/>.</param>
    /// <param name="after">The most matches behind the place to give, 0 to <see cref="EventSearchOptions.LimitMax"/>.</param>
    /// <param name="size">Log size to ask about, or null for the present one.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public SearchSurroundings Around(SearchQuery query, RowPlace place, int before, int after, long? size = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(before, EventSearchOptions.LimitMax);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(after, EventSearchOptions.LimitMax);
        ColumnPredicate isKnown = new ColumnPredicate.Occurred(long.MinValue, long.MaxValue);
        var question = Begin(query, size, cancellationToken, place.IsTimeKnown ? isKnown : PredicateLogic.Not(isKnown));
        var earlier = before == 0 ? null : new TopRows(before, SearchOrder.NewestFirst, place);
        var later = after == 0 ? null : new TopRows(after, SearchOrder.OldestFirst, place);
        ScanTail(question, (row, _) =>
        {
            if (row.Place.IsTimeKnown == place.IsTimeKnown)
            {
                earlier?.Add(row);
                later?.Add(row);
            }
        });
        return new SearchSurroundings(question.Scope, Nearest(question, earlier), Nearest(question, later));
    }

    private List<SearchRow> Nearest(Question question, TopRows? top)
    {
        if (top is null)
        {
            return [];
        }

        foreach (var (within, first) in NearAndFar(top.Behind!.Value, top.Order))
        {
            if (!top.IsClosedTo(first))
            {
                CollectOrdered(question, top, within);
            }
        }

        return top.InOrder();
    }

    /// <summary>The hour next to a place before the rest: it nearly always holds enough, and DuckDB leaves out blocks of other times.</summary>
    /// <returns>Which rows, and a place before which none of them comes.</returns>
    private static IEnumerable<(ColumnPredicate Within, RowPlace First)> NearAndFar(RowPlace place, SearchOrder order)
    {
        if (!place.IsTimeKnown)
        {
            return [(ColumnPredicate.True, place)];
        }

        var time = place.OccurredMicros;
        var hour = order == SearchOrder.NewestFirst ? -SliceWidthMicros : SliceWidthMicros;
        var edge = (long)Int128.Clamp((Int128)time + hour, long.MinValue + 1, long.MaxValue - 1);
        return order == SearchOrder.NewestFirst
            ? [(new ColumnPredicate.Occurred(edge, time), place), (new ColumnPredicate.Occurred(long.MinValue, edge - 1), new RowPlace(edge - 1, FirstPosition(order)))]
            : [(new ColumnPredicate.Occurred(time, edge), place), (new ColumnPredicate.Occurred(edge + 1, long.MaxValue), new RowPlace(edge + 1, FirstPosition(order)))];
    }
}
