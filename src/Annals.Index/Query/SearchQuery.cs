namespace Annals.Index.Query;

/// <summary>A parsed query: a filter over records and what it asks to see beside the ordinary ones. Immutable.</summary>
/// <remarks>The grammar is docs/query.md. Two queries are equal when their canonical texts are and <c>now</c> meant the same.</remarks>
public sealed record SearchQuery
{
    internal SearchQuery(QueryNode filter, bool allVariants)
    {
        Filter = filter;
        AllVariants = allVariants;
    }

    /// <summary>The query that matches every record but receipts and hidden variants.</summary>
    public static SearchQuery All { get; } = new(AllNode.Instance, false);

    /// <summary>Whether the query says <c>variants:all</c>: hidden variants are wanted too.</summary>
    public bool AllVariants { get; }

    /// <summary>Whether the query names the source <c>annals</c>; else receipts are no part of its answer.</summary>
    public bool NamesReceipts => ReceiptNaming.IsIn(Filter);

    internal QueryNode Filter { get; }

    /// <summary>The canonical text, which parses to this query again: saved searches and receipts hold it.</summary>
    public override string ToString() => QueryPrinter.Print(this);
}
