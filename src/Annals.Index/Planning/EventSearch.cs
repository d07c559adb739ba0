using System.Collections.Concurrent;
using Annals.Index.Filters;
using Annals.Index.Planning;
using Annals.Index.Query;

namespace Annals.Index;

/// <summary>
/// Answers queries from the columns, the word filters and the stored records. Hidden variants are no part of any answer unless the query says
/// <c>variants:all</c>, receipts only of queries that name the source <c>annals</c>; erased records match nothing. Thread-safe; memory is bounded
/// for each search whatever its result.
/// </summary>
/// <remarks>
/// Records that the index does not cover yet are read one by one, up to <see cref="EventSearchOptions.UnindexedMax"/>. Every method can end with
/// <see cref="IndexDamagedException"/>.
/// </remarks>
public sealed partial class EventSearch
{
    private const int WindowRows = 16_384;

    private readonly IEventIndex index;
    private readonly IRecordStore store;
    private readonly WordFilterFolder? filters;
    private readonly EventSearchOptions options;
    private readonly TimeProvider time;

    /// <summary>Joins the three.</summary>
    /// <param name="index">The columns; not disposed here.</param>
    /// <param name="store">The records.</param>
    /// <param name="filters">The word filters, or null to do without.</param>
    /// <param name="options">Bounds, or null for the defaults.</param>
    /// <param name="time">Measures waits, or null for the system's clock.</param>
    public EventSearch(IEventIndex index, IRecordStore store, WordFilterFolder? filters, EventSearchOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(store);
        this.index = index;
        this.store = store;
        this.filters = filters;
        this.options = options ?? new EventSearchOptions();
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>Shows how a query would be answered now.</summary>
    /// <param name="query">The query.</param>
    public QueryPlan Plan(SearchQuery query) => QueryPlanner.Plan(query, index.KeepsEveryValue);

    /// <summary>Gives one page of matches in an order of time.</summary>
    /// <param name="query">The query.</param>
    /// <param name="limit">Rows of a page, 1 to <see cref="EventSearchOptions.LimitMax"/>.</param>
    /// <param name="cursor">Cursor of the page before, or null for the first. It fixes the log size: later arrivals do not shift pages.</param>
    /// <param name="order">The order; the same for every page.</param>
    /// <param name="size">Log size that the first page is about, or null for the present one; with a cursor that of the cursor counts.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="FormatException">The cursor is none, or one of another query or order.</exception>
    public SearchPage Search(
        SearchQuery query, int limit, string? cursor = null, SearchOrder order = SearchOrder.NewestFirst, long? size = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, EventSearchOptions.LimitMax);
        SearchCursor? behind = cursor is null ? null : SearchCursor.Parse(cursor, query, order);
        var question = Begin(query, behind?.Size ?? size, cancellationToken);
        var top = new TopRows(limit + 1, order, behind?.Last);
        ScanTail(question, (row, _) => top.Add(row));
        CollectOrdered(question, top, ColumnPredicate.True);
        var rows = top.InOrder();
        if (rows.Count <= limit)
        {
            return new SearchPage(question.Scope, rows, null);
        }

        rows.RemoveAt(limit);
        return new SearchPage(question.Scope, rows, new SearchCursor(question.Scope.Size, order, rows[^1].Place).ToText(query));
    }

    /// <summary>Lists every match by ascending position, while they are found: for exports. Memory does not grow with the result.</summary>
    /// <param name="query">The query.</param>
    /// <param name="scope">What part of the log to list, see <see cref="ScopeOf"/>.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public IEnumerable<SearchRow> Stream(SearchQuery query, SearchScope scope, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(scope);
        return StreamRows(new Question(query, Plan(query), scope, cancellationToken));
    }

    private IEnumerable<SearchRow> StreamRows(Question question)
    {
        foreach (var window in Matching(question, question.All()))
        {
            for (var i = 0; i < window.Count; i++)
            {
                if (window.Matches[i])
                {
                    yield return window.Row(i);
                }
            }
        }

        foreach (var row in TailRows(question))
        {
            yield return row;
        }
    }

    /// <param name="query">The query.</param>
    /// <param name="size">Log size to ask about, or null for the present one.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <param name="also">Limits the rows of the index, or null; the caller limits the entries behind it.</param>
    private Question Begin(SearchQuery query, long? size, CancellationToken cancellationToken, ColumnPredicate? also = null)
    {
        // The scope first: the plan counts on every value below the covered size being known.
        var scope = ScopeOf(size);
        var plan = Plan(query);
        return new Question(query, also is null ? plan : plan.Narrow(also), scope, cancellationToken);
    }

    /// <summary>Rows that are possible, window by window, with those marked that match.</summary>
    private IEnumerable<CandidateWindow> Matching(Question question, ColumnQuery query)
    {
        if (BundlesOf(question) is { } bundles)
        {
            query = query with { Bundles = bundles };
        }

        if (question.Plan.Residual is null)
        {
            foreach (var window in CandidateWindow.Cut(index.Rows(query, question.CancellationToken), WindowRows))
            {
                yield return window;
            }

            yield break;
        }

        var reader = new RecordReader(store, options.Threads, question.CancellationToken);
        foreach (var window in CandidateWindow.Cut(index.Rows(query, question.CancellationToken), WindowRows))
        {
            reader.Read(window, sureToo: false, question.Workers, question.MakeWorker);
            yield return window;
        }
    }

    /// <summary>
    /// Bundles that the filters leave, or null when they leave all. Rows that are sure are lost by such a limit, so it is only used
    /// where there are none.
    /// </summary>
    private BundleSet? BundlesOf(Question question) =>
        question.Plan.Residual is null || filters is null || question.Plan.Sure != ColumnPredicate.False
            ? null
            : question.Bundles ??= filters.MayHold(question.Plan.Need, question.Scope.IndexedSize);

    /// <summary>One question while it is answered.</summary>
    private sealed class Question(SearchQuery query, QueryPlan plan, SearchScope scope, CancellationToken cancellationToken)
    {
        private readonly RecordMatcher? residual = plan.Residual is null ? null : RecordMatcher.Compile(plan.Residual);

        public SearchQuery Query => query;

        public QueryPlan Plan => plan;

        public SearchScope Scope => scope;

        public CancellationToken CancellationToken => cancellationToken;

        public ConcurrentBag<MatchWork> Workers { get; } = [];

        public BundleSet? Bundles { get; set; }

        public MatchWork MakeWorker() => new(residual!.Fork());

        public RecordMatcher? MakeMatcher() => residual?.Fork();

        /// <summary>All possible rows by position. Where the columns answer alone, what is possible is sure: the condition is asked once.</summary>
        public ColumnQuery All() => new() { Where = plan.Possible, Sure = plan.IsExact ? ColumnPredicate.True : plan.Sure, ToPosition = scope.IndexedSize };
    }
}
