using System.Text;
using Annals.Index.Query;
using Annals.Index.Words;
using Annals.Records.Events;

namespace Annals.Index.Planning;

/// <summary>Splits a query into the part that the columns answer and the part that needs the records.</summary>
public static class QueryPlanner
{
    /// <summary>Plans a query for an index as it is now.</summary>
    /// <param name="query">The query.</param>
    /// <param name="keepsEveryValue">Tells of which fields the index kept every value (<see cref="IEventIndex.KeepsEveryValue"/>).</param>
    /// <returns>The plan; valid for the rows below a covered size read before the call.</returns>
    public static QueryPlan Plan(SearchQuery query, Func<IndexField, bool> keepsEveryValue)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(keepsEveryValue);
        var conjuncts = query.Filter is AndNode and ? and.Parts.ToArray() : [query.Filter];
        var bounds = conjuncts.Select(node => BoundsOf(node, keepsEveryValue)).ToArray();
        var whole = ColumnBounds.And(bounds);
        var visible = Visible(query);
        var possible = PredicateLogic.And([whole.Possible, visible]);
        if (whole.IsExact)
        {
            return new QueryPlan(query, possible, possible, null, WordNeed.Nothing.Instance);
        }

        var open = conjuncts.Where((_, i) => !bounds[i].IsExact).ToArray();
        var residual = open.Length == 1 ? open[0] : new AndNode([.. open]);
        var need = WordNeeds.Of(open is [OrNode or] ? OpenPartsOf(or, keepsEveryValue) : residual);
        return new QueryPlan(query, possible, PredicateLogic.And([whole.Sure, visible]), residual, need);
    }

    /// <summary>A row that is not sure fails every part of the OR that the columns answer, so only the others can make it match.</summary>
    private static QueryNode OpenPartsOf(OrNode or, Func<IndexField, bool> keepsEveryValue)
    {
        var open = or.Parts.Where(part => !BoundsOf(part, keepsEveryValue).IsExact).ToArray();
        return open.Length == 1 ? open[0] : new OrNode([.. open]);
    }

    private static ColumnPredicate Visible(SearchQuery query)
    {
        var hidden = RecordFlags.None;
        hidden |= query.AllVariants ? RecordFlags.None : RecordFlags.HiddenVariant;
        hidden |= query.NamesReceipts ? RecordFlags.None : RecordFlags.Receipt;
        return hidden == RecordFlags.None ? ColumnPredicate.True : new ColumnPredicate.NoneFlagged(hidden);
    }

    private static ColumnBounds BoundsOf(QueryNode node, Func<IndexField, bool> keeps) => node switch
    {
        AllNode => ColumnBounds.Exact(ColumnPredicate.True),
        AndNode and => ColumnBounds.And([.. and.Parts.Select(part => BoundsOf(part, keeps))]),
        OrNode or => ColumnBounds.Or([.. or.Parts.Select(part => BoundsOf(part, keeps))]),
        NotNode not => BoundsOf(not.Inner, keeps).Not(),
        FieldNode field => BoundsOf(field, keeps),
        _ => ColumnBounds.Unknown,
    };

    private static ColumnBounds BoundsOf(FieldNode node, Func<IndexField, bool> keeps) => node.Field switch
    {
        QueryField.Source => Kept(IndexField.Source, node.Condition, keeps),
        QueryField.Action => Kept(IndexField.Action, node.Condition, keeps),
        QueryField.Service => Kept(IndexField.Service, node.Condition, keeps),
        QueryField.Kind => Kept(IndexField.Kind, node.Condition, keeps),
        QueryField.Actor => ColumnBounds.Or([Kept(IndexField.Actor, node.Condition, keeps), Kept(IndexField.ActorId, node.Condition, keeps)]),
        QueryField.Ip => Kept(IndexField.Ip, node.Condition, keeps),
        QueryField.Application => Kept(IndexField.Application, node.Condition, keeps),
        QueryField.Target => ColumnBounds.Or([Hashed(HashedField.Target, node.Condition), Hashed(HashedField.TargetId, node.Condition)]),
        QueryField.Session => Hashed(HashedField.Session, node.Condition),
        QueryField.Correlation => Hashed(HashedField.Correlation, node.Condition),
        QueryField.Outcome => ColumnBounds.Exact(OutcomeIs(node.Condition)),
        QueryField.Occurred => ColumnBounds.Exact(node.Condition is TimeCondition time ? Between(time, (from, to) => new ColumnPredicate.Occurred(from, to)) : new ColumnPredicate.Occurred(long.MinValue, long.MaxValue)),
        QueryField.Recorded => ColumnBounds.Exact(node.Condition is TimeCondition time ? Between(time, (from, to) => new ColumnPredicate.Recorded(from, to)) : ColumnPredicate.True),
        _ => ColumnBounds.Unknown,
    };

    private static ColumnBounds Kept(IndexField field, Condition condition, Func<IndexField, bool> keeps)
    {
        var test = ValueTests.Of(condition);
        var sure = new ColumnPredicate.FieldPasses(field, test, WhenNotKept: false);

        // Whatever was not kept was there, so "present" is exact all the same.
        return condition is ExistsCondition
            ? ColumnBounds.Exact(sure with { WhenNotKept = true })
            : keeps(field) ? ColumnBounds.Exact(sure) : new ColumnBounds(sure with { WhenNotKept = true }, sure, false);
    }

    private static ColumnBounds Hashed(HashedField field, Condition condition) => condition switch
    {
        ExistsCondition => ColumnBounds.Exact(new ColumnPredicate.HasHashed(field)),
        PatternCondition { Pattern: { IsLiteral: true } pattern } => new(new ColumnPredicate.MayEqual(field, ValueHash.Of(Encoding.UTF8.GetBytes(pattern.Text))), ColumnPredicate.False, false),
        _ => new(new ColumnPredicate.HasHashed(field), ColumnPredicate.False, false),
    };

    private static ColumnPredicate OutcomeIs(Condition condition)
    {
        if (condition is ExistsCondition)
        {
            return new ColumnPredicate.Not(new ColumnPredicate.HasOutcome((byte)Outcome.Unknown));
        }

        var test = ValueTests.Of(condition);
        return PredicateLogic.Or(Enum.GetValues<Outcome>()
            .Where(outcome => test(Encoding.UTF8.GetBytes(outcome.ToString())))
            .Select(outcome => new ColumnPredicate.HasOutcome((byte)outcome)));
    }

    private static ColumnPredicate Between(TimeCondition condition, Func<long, long, ColumnPredicate> make)
    {
        var from = condition.FromMicros ?? long.MinValue;
        var to = condition.UntilMicros is { } until ? until == long.MinValue ? long.MinValue : until - 1 : long.MaxValue;
        return from > to ? ColumnPredicate.False : make(from, to);
    }
}
