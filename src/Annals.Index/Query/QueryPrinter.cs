using System.Text;

namespace Annals.Index.Query;

/// <summary>Writes a query in its canonical form: aliases resolved, AND implied, NOT as a word, values quoted only where they must be.</summary>
internal static class QueryPrinter
{
    public static string Print(SearchQuery query)
    {
        var text = new StringBuilder();
        if (query.Filter is not AllNode || !query.AllVariants)
        {
            Append(text, query.Filter, isTop: query.Filter is AndNode || !query.AllVariants);
        }

        if (query.AllVariants)
        {
            text.Append(text.Length > 0 ? " " : "").Append("variants:all");
        }

        return text.ToString();
    }

    public static string Print(QueryNode node)
    {
        var text = new StringBuilder();
        Append(text, node, isTop: true);
        return text.ToString();
    }

    private static void Append(StringBuilder text, QueryNode node, bool isTop)
    {
        switch (node)
        {
            case AllNode:
                text.Append('*');
                break;
            case AndNode and:
                AppendParts(text, and.Parts, " ", isTop);
                break;
            case OrNode or:
                AppendOr(text, or, isTop);
                break;
            case NotNode not:
                text.Append("NOT ");
                Append(text, not.Inner, isTop: false);
                break;
            case TextNode words:
                text.Append(QueryQuoting.Words(words.Words));
                break;
            case FieldNode field:
                text.Append(FieldTable.NameOf(field.Field));
                AppendCondition(text, field.Condition);
                break;
            case PathNode path:
                text.Append(QueryQuoting.Path(path.Path));
                AppendCondition(text, path.Condition);
                break;
        }
    }

    private static void AppendParts(StringBuilder text, ValueList<QueryNode> parts, string between, bool isTop)
    {
        text.Append(isTop ? "" : "(");
        for (var i = 0; i < parts.Count; i++)
        {
            text.Append(i > 0 ? between : "");
            Append(text, parts[i], isTop: false);
        }

        text.Append(isTop ? "" : ")");
    }

    private static void AppendOr(StringBuilder text, OrNode or, bool isTop)
    {
        if (!SharesSubject(or.Parts))
        {
            AppendParts(text, or.Parts, " OR ", isTop);
            return;
        }

        text.Append(Subject(or.Parts[0])).Append(":(");
        text.AppendJoin(" OR ", or.Parts.Select(part => Value(ConditionOf(part)!)));
        text.Append(')');
    }

    /// <summary>Whether all parts ask the same field or path for values, so that <c>f:(a OR b)</c> says it.</summary>
    private static bool SharesSubject(ValueList<QueryNode> parts) =>
        parts.All(part => ConditionOf(part) is { } condition && Value(condition) is { } value && value[0] != '-') && parts.Select(Subject).Distinct(StringComparer.Ordinal).Count() == 1;

    private static Condition? ConditionOf(QueryNode node) => node switch
    {
        FieldNode field => field.Condition,
        PathNode path => path.Condition,
        _ => null,
    };

    private static string Subject(QueryNode node) => node switch
    {
        FieldNode field => FieldTable.NameOf(field.Field),
        PathNode path => QueryQuoting.Path(path.Path),
        _ => "",
    };

    private static void AppendCondition(StringBuilder text, Condition condition)
    {
        if (Value(condition) is { } value)
        {
            text.Append(':').Append(value);
            return;
        }

        var (low, lowIncluded, high, highIncluded) = Bounds(condition);
        text.Append(low is not null ? (lowIncluded ? ">=" : ">") + low : (highIncluded ? "<=" : "<") + high);
    }

    /// <summary>The condition as it stands behind a colon; null for one that needs a comparison sign.</summary>
    private static string? Value(Condition condition) => condition switch
    {
        ExistsCondition => "*",
        PatternCondition pattern => QueryQuoting.Value(pattern.Pattern),
        AddressCondition address => address.Range.ToString(),
        TimeCondition or NumberCondition => Range(condition),
        _ => null,
    };

    private static string? Range(Condition condition)
    {
        var (low, lowIncluded, high, highIncluded) = Bounds(condition);
        return low is null || high is null || !lowIncluded || !highIncluded ? null : low == high && condition is TimeCondition ? low : $"{low}..{high}";
    }

    private static (string? Low, bool LowIncluded, string? High, bool HighIncluded) Bounds(Condition condition) => condition switch
    {
        TimeCondition time => (time.Low?.Text, time.LowIncluded, time.High?.Text, time.HighIncluded),
        NumberCondition number => (number.Low?.Text, number.LowIncluded, number.High?.Text, number.HighIncluded),
        _ => default,
    };
}
