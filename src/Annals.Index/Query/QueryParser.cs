using System.Globalization;

namespace Annals.Index.Query;

/// <summary>Reads the query language of docs/query.md.</summary>
public static class QueryParser
{
    /// <summary>Parses a query. An empty one, or one of spaces, is <see cref="SearchQuery.All"/>.</summary>
    /// <param name="text">At most <see cref="QueryLimits.LengthMax"/> UTF-16 units.</param>
    /// <param name="clock">What <c>now</c> means in it.</param>
    /// <exception cref="QuerySyntaxException">It cannot be understood, or is over a limit of <see cref="QueryLimits"/>.</exception>
    public static SearchQuery Parse(string text, QueryClock clock)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > QueryLimits.LengthMax)
        {
            throw new QuerySyntaxException(text, QueryLimits.LengthMax, 1, string.Create(CultureInfo.InvariantCulture, $"a query of {text.Length} characters; the limit is {QueryLimits.LengthMax}"), [], null);
        }

        return new QueryGrammar(new QueryReader(text), clock).ReadQuery();
    }
}
