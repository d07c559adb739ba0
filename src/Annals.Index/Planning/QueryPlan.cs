using System.Globalization;
using System.Text;
using Annals.Index.Query;
using Annals.Index.Words;

namespace Annals.Index.Planning;

/// <summary>
/// How a query is answered. The columns tell which rows are possible and which of those are sure; for the rest the record itself is read,
/// in bundles that the word filters do not rule out.
/// </summary>
public sealed class QueryPlan
{
    internal QueryPlan(SearchQuery query, ColumnPredicate possible, ColumnPredicate sure, QueryNode? residual, WordNeed need)
    {
        Query = query;
        Possible = possible;
        Sure = sure;
        Residual = residual;
        Need = need;
    }

    /// <summary>The query.</summary>
    public SearchQuery Query { get; }

    /// <summary>True for every indexed row that matches, and perhaps for others.</summary>
    public ColumnPredicate Possible { get; }

    /// <summary>True only for rows that match. Equal to <see cref="Possible"/> when the columns answer the query alone.</summary>
    public ColumnPredicate Sure { get; }

    /// <summary>Whether the columns answer the query alone.</summary>
    public bool IsExact => Residual is null;

    /// <summary>The condition that a possible row which is not sure has to meet; null when there is none such.</summary>
    internal QueryNode? Residual { get; }

    /// <summary>Words without which the residual cannot be met.</summary>
    internal WordNeed Need { get; }

    /// <summary>The same plan for those rows only for which a predicate is true.</summary>
    internal QueryPlan Narrow(ColumnPredicate also) => new(Query, PredicateLogic.And([Possible, also]), PredicateLogic.And([Sure, also]), Residual, Need);

    /// <summary>Describes the plan for people, a line for each step.</summary>
    /// <returns>Lines ended by a line feed.</returns>
    public string Describe()
    {
        var text = new StringBuilder();
        text.Append("query:    ").Append(Query).Append('\n');
        text.Append("columns:  ").Append(PredicateText.Of(Possible)).Append('\n');
        if (Residual is null)
        {
            return text.Append("records:  not read\n").ToString();
        }

        text.Append("sure:     ").Append(PredicateText.Of(Sure)).Append('\n');
        text.Append("filters:  ").Append(CultureInfo.InvariantCulture, $"{NeedText(Need)}\n");
        return text.Append("records:  ").Append(QueryPrinter.Print(Residual)).Append('\n').ToString();
    }

    private static string NeedText(WordNeed need) => need switch
    {
        WordNeed.Nothing => "no help",
        WordNeed.Word => "1 word",
        WordNeed.Pair => "1 pair of words",
        WordNeed.All all => string.Create(CultureInfo.InvariantCulture, $"all of {all.Parts.Count} words and pairs"),
        WordNeed.Any any => string.Create(CultureInfo.InvariantCulture, $"any of {any.Parts.Count} words and pairs"),
        _ => throw new ArgumentOutOfRangeException(nameof(need), need, "No such need."),
    };
}
