using Annals.Index;
using Annals.Index.Planning;
using Annals.Index.Query;

namespace Annals.Archive;

public sealed partial class Tenant
{
    /// <summary>Reads a query; <c>now</c> in it is the present.</summary>
    /// <exception cref="QuerySyntaxException">The text is no query; the exception points at the place.</exception>
    public SearchQuery Parse(string query) => QueryParser.Parse(query, QueryClock.From(time));

    /// <summary>Shows how a query would be answered, without answering it.</summary>
    public QueryPlan Plan(SearchQuery query) => search.Plan(query);

    /// <summary>One page of records that match, newest occurred time first; leaves a receipt with the first page.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="limit">Most records of the page, 1 to 10,000.</param>
    /// <param name="cursor">Where the page before ended, or null.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="FormatException">The cursor is none of this query.</exception>
    public SearchPage Search(SearchQuery query, int limit, string? cursor, CancellationToken cancellationToken)
    {
        if (cursor is null)
        {
            AppendReceipt(ReadReceipts.Searched(options.Actor, "search", query.ToString(), Size));
        }

        return search.Search(query, limit, cursor, cancellationToken: cancellationToken);
    }

    /// <summary>How many records match; leaves a receipt.</summary>
    public SearchCount Count(SearchQuery query, CancellationToken cancellationToken)
    {
        AppendReceipt(ReadReceipts.Searched(options.Actor, "count", query.ToString(), Size));
        return search.Count(query, cancellationToken: cancellationToken);
    }

    /// <summary>How many records match, by buckets of occurred time; leaves a receipt.</summary>
    public SearchHistogram Histogram(SearchQuery query, TimeSpan width, CancellationToken cancellationToken)
    {
        AppendReceipt(ReadReceipts.Searched(options.Actor, "histogram", query.ToString(), Size));
        return search.Histogram(query, width, cancellationToken: cancellationToken);
    }

    /// <summary>How many records match, by value of a field; leaves a receipt.</summary>
    public SearchFacet Facet(SearchQuery query, FacetField field, int limit, CancellationToken cancellationToken)
    {
        AppendReceipt(ReadReceipts.Searched(options.Actor, "facets", query.ToString(), Size));
        return search.Facet(query, field, limit, cancellationToken: cancellationToken);
    }

    /// <summary>The record of a search row. No receipt of its own: the search left one.</summary>
    public ShownRecord Read(SearchRow row) => Load(row.Position);

    /// <summary>The records of a page, in its order, a bounded number read ahead; quicker than one by one. No receipt of its own: the search left one.</summary>
    public IEnumerable<ShownRecord> Read(SearchPage page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        return new RowReader(Reader, sources).Read(page.Rows, cancellationToken);
    }
}
