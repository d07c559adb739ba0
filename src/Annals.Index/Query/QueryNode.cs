namespace Annals.Index.Query;

/// <summary>
/// The syntax tree of a filter, already normalised: no AND directly in an AND, no OR directly in an OR, no double NOT,
/// at least two parts in each AND and OR. Depth is bounded by <see cref="QueryLimits.NestingMax"/>, so recursion over it is safe.
/// </summary>
internal abstract record QueryNode
{
    private protected QueryNode()
    {
    }
}

/// <summary>Every record.</summary>
internal sealed record AllNode : QueryNode
{
    public static AllNode Instance { get; } = new();
}

internal sealed record AndNode(ValueList<QueryNode> Parts) : QueryNode;

internal sealed record OrNode(ValueList<QueryNode> Parts) : QueryNode;

/// <summary>The records that the inner filter does not match, those without the field included.</summary>
internal sealed record NotNode(QueryNode Inner) : QueryNode;

/// <summary>Words that stand one after the other within one value (a string, a number or a member name) anywhere in the record. At least one.</summary>
internal sealed record TextNode(ValueList<TextPattern> Words) : QueryNode;

/// <summary>A condition on a normalised field (a column).</summary>
internal sealed record FieldNode(QueryField Field, Condition Condition) : QueryNode;

/// <summary>A condition that some value at a path of the record's own members meets.</summary>
internal sealed record PathNode(RecordPath Path, Condition Condition) : QueryNode;
