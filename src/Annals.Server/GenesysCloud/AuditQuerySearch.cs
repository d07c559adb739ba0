using Annals.Archive;
using Annals.Index;
using Annals.Index.Query;
using Microsoft.Extensions.Options;

namespace Annals.Server.GenesysCloud;

/// <summary>Searches the archive for what the vendor's operations ask for.</summary>
internal sealed class AuditQuerySearch(IOptions<GenesysCloudOptions> options)
{
    /// <summary>Name of the asynchronous operation in receipts.</summary>
    public const string QueryOperation = "genesys audits query";

    private const int WalkRows = 10_000;
    private const int CombinationsMax = 100_000;

    private static readonly IndexField[] NameFields = [IndexField.Service, IndexField.Kind, IndexField.Action];
    private static readonly TimeSpan IndexRetry = TimeSpan.FromSeconds(1);

    /// <summary>Leaves the receipt of a read. Its details hold the query in the product's language.</summary>
    public static ReadTicket Begin(Tenant tenant, Actor actor, string operation, string target, AuditQueryRequest request)
    {
        var query = tenant.Parse(AuditQueryText.Of(request)).ToString();
        return tenant.BeginVendorRead(actor, operation, target, writer =>
        {
            writer.WriteString("query"u8, query);
            writer.WriteString("interval"u8, request.Interval.Text);
        });
    }

    /// <summary>The ticket of a query that has run; null when it has not, or when its receipt is not in the log.</summary>
    public static ReadTicket? Resume(Tenant tenant, AuditQuery query) =>
        query.Receipt is { } position ? tenant.ResumeVendorRead(query.Owner.Actor, QueryOperation, query.Id.ToString(), position) : null;

    /// <summary>Whether the index answers a query for all of the log that its ticket is about.</summary>
    public static bool IsAnswerable(Tenant tenant, AuditQueryRequest request, ReadTicket ticket, CancellationToken cancellationToken) =>
        tenant.Search(tenant.Parse(AuditQueryText.Of(request)), 1, null, AuditSort.OrderOf(request.Sort), ticket, cancellationToken).Scope.IsComplete;

    /// <summary>
    /// Audits of a query in its order from a cursor on, at most so many, in the shape of the audit API. The cursor of the next page is set when the enumeration has ended;
    /// searches go on until the page is full, because some of what they find may not match exactly.
    /// </summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Page(Tenant tenant, AuditQueryRequest request, ReadTicket ticket, int limit, PageCursor cursor, CancellationToken cancellationToken)
    {
        var query = tenant.Parse(AuditQueryText.Of(request));
        var match = new AuditFilterMatch(request);
        var given = 0;
        bool? mayMatch = match.NamesOnly && !match.IsTrivial ? null : true;
        do
        {
            var page = Complete(tenant.Search(query, limit - given, cursor.Next, AuditSort.OrderOf(request.Sort), ticket, cancellationToken));
            foreach (var audit in Audits(tenant, page, match, cancellationToken))
            {
                given++;
                yield return audit;
            }

            // The index compares without case: where only names were asked for, it can tell at once that none of those it has is the one that was meant.
            cursor.Next = given > 0 || page.Next is null || (mayMatch ??= AnyNameMatches(tenant, query, match, ticket, cancellationToken)) ? page.Next : null;
        }
        while (cursor.Next is not null && given < limit);
    }

    /// <summary>A page by number, and how many audits there are in all.</summary>
    public RealtimePage NumberedPage(Tenant tenant, AuditQueryRequest request, ReadTicket ticket, int pageNumber, int pageSize, CancellationToken cancellationToken)
    {
        var skip = (long)(pageNumber - 1) * pageSize;
        return ExactCount(tenant, request, ticket, cancellationToken) is { } total
            ? new RealtimePage(total, skip < total ? Window(tenant, request, ticket, skip, pageSize, cancellationToken) : [])
            : Walk(tenant, request, ticket, skip, pageSize, cancellationToken);
    }

    /// <summary>Services, entity types and actions of the audits of a span of time.</summary>
    public static IReadOnlyList<FieldCombination> Names(Tenant tenant, string query, ReadTicket ticket, CancellationToken cancellationToken)
    {
        var names = tenant.Combinations(tenant.Parse(query), NameFields, CombinationsMax, ticket, cancellationToken);
        return names is { IsComplete: true, Scope.IsComplete: true } ? names.Combinations : throw NotIndexed();
    }

    /// <summary>Records of a query of ours, as they are stored, unless there are more than allowed: then null.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Records(Tenant tenant, string query, SearchOrder order, int max, Func<ReadOnlyMemory<byte>, bool> wanted, ReadTicket ticket, CancellationToken cancellationToken)
    {
        var found = new AuditList(options.Value.ResponseBytesMax);
        var parsed = tenant.Parse(query);
        string? cursor = null;
        do
        {
            var page = Complete(tenant.Search(parsed, WalkRows, cursor, order, ticket, cancellationToken));
            foreach (var record in tenant.Read(page, cancellationToken).Where(record => !record.IsErased && wanted(record.Payload)))
            {
                if (found.Audits.Count == max)
                {
                    return null;
                }

                found.Add(record.Payload);
            }

            cursor = page.Next;
        }
        while (cursor is not null);
        return found.Audits;
    }

    private static bool AnyNameMatches(Tenant tenant, SearchQuery query, AuditFilterMatch match, ReadTicket ticket, CancellationToken cancellationToken)
    {
        var names = tenant.Combinations(query, NameFields, CombinationsMax, ticket, cancellationToken);
        return !names.IsComplete || !names.Scope.IsComplete || names.Combinations.Any(name => match.Matches(name.Values[0], name.Values[1], name.Values[2]));
    }

    /// <summary>How many audits match exactly, if the columns can tell; else null.</summary>
    private static long? ExactCount(Tenant tenant, AuditQueryRequest request, ReadTicket ticket, CancellationToken cancellationToken)
    {
        var query = tenant.Parse(AuditQueryText.Of(request));
        var match = new AuditFilterMatch(request);
        if (match.IsTrivial)
        {
            var count = tenant.Count(query, ticket, cancellationToken);
            return count.Scope.IsComplete ? count.Count : throw NotIndexed();
        }

        if (!match.NamesOnly)
        {
            return null;
        }

        var names = tenant.Combinations(query, NameFields, CombinationsMax, ticket, cancellationToken);
        if (!names.Scope.IsComplete)
        {
            throw NotIndexed();
        }

        return names.IsComplete && names.Combinations.All(name => match.Matches(name.Values[0], name.Values[1], name.Values[2])) ? names.Combinations.Sum(name => name.Count) : null;
    }

    /// <summary>A page of a query of which every match is exact: rows before it are passed over without reading their records.</summary>
    private IReadOnlyList<ReadOnlyMemory<byte>> Window(Tenant tenant, AuditQueryRequest request, ReadTicket ticket, long skip, int pageSize, CancellationToken cancellationToken)
    {
        var query = tenant.Parse(AuditQueryText.Of(request));
        var order = AuditSort.OrderOf(request.Sort);
        string? cursor = null;
        while (skip > 0)
        {
            var passed = Complete(tenant.Search(query, (int)Math.Min(skip, WalkRows), cursor, order, ticket, cancellationToken));
            skip -= passed.Rows.Count;
            cursor = passed.Next;
            if (cursor is null)
            {
                return [];
            }
        }

        var page = Complete(tenant.Search(query, pageSize, cursor, order, ticket, cancellationToken));
        var found = new AuditList(options.Value.ResponseBytesMax);
        foreach (var audit in Audits(tenant, page, new AuditFilterMatch(request), cancellationToken))
        {
            found.Add(audit);
        }

        return found.Audits;
    }

    /// <summary>A page of a query whose matches have to be looked at one by one.</summary>
    private RealtimePage Walk(Tenant tenant, AuditQueryRequest request, ReadTicket ticket, long skip, int pageSize, CancellationToken cancellationToken)
    {
        var query = tenant.Parse(AuditQueryText.Of(request));
        var match = new AuditFilterMatch(request);
        var found = new AuditList(options.Value.ResponseBytesMax);
        var total = 0L;
        string? cursor = null;
        do
        {
            var page = Complete(tenant.Search(query, WalkRows, cursor, AuditSort.OrderOf(request.Sort), ticket, cancellationToken));
            foreach (var audit in Audits(tenant, page, match, cancellationToken))
            {
                if (total >= skip && found.Audits.Count < pageSize)
                {
                    found.Add(audit);
                }

                total++;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
        return new RealtimePage(total, found.Audits);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Audits(Tenant tenant, SearchPage page, AuditFilterMatch match, CancellationToken cancellationToken) =>
        tenant.Read(page, cancellationToken).Where(record => !record.IsErased).Select(record => RestShape.Of(record.Payload)).Where(match.Matches);

    /// <summary>The vendor's answers cannot say that they are partial, so there is none until they are whole.</summary>
    private static SearchPage Complete(SearchPage page) => page.Scope.IsComplete ? page : throw NotIndexed();

    private static Errors.RequestException NotIndexed() => GenesysErrors.Unavailable("Records that arrived lately are not indexed yet.", IndexRetry);
}

/// <summary>Where a page of results begins, and, once it was read, where the next one does.</summary>
internal sealed class PageCursor(string? begin)
{
    /// <summary>Cursor of the search; null before the first page and behind the last.</summary>
    public string? Next { get; set; } = begin;
}

/// <summary>A page of the realtime operation.</summary>
/// <param name="Total">Audits of all pages.</param>
/// <param name="Audits">Those of this page.</param>
internal sealed record RealtimePage(long Total, IReadOnlyList<ReadOnlyMemory<byte>> Audits);
