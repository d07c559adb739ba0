namespace Annals.Index.Query;

/// <summary>Puts nodes together in normal form (see <see cref="QueryNode"/>).</summary>
internal static class NodeBuilder
{
    public static QueryNode And(IEnumerable<QueryNode> parts)
    {
        QueryNode[] flat = [.. parts.SelectMany(part => part is AndNode and ? and.Parts : [part]).Where(part => part is not AllNode)];
        return flat.Length switch
        {
            0 => AllNode.Instance,
            1 => flat[0],
            _ => new AndNode(new ValueList<QueryNode>(flat)),
        };
    }

    public static QueryNode Or(IEnumerable<QueryNode> parts)
    {
        QueryNode[] flat = [.. parts.SelectMany(part => part is OrNode or ? or.Parts : [part])];
        return flat.Length == 1 ? flat[0] : new OrNode(new ValueList<QueryNode>(flat));
    }

    public static QueryNode Not(QueryNode inner) => inner is NotNode not ? not.Inner : new NotNode(inner);
}
