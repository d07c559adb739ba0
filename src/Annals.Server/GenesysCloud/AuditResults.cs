using System.Buffers;
using System.Globalization;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Hosting;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Annals.Server.GenesysCloud;

/// <summary>Gives the results of asynchronous queries, page by page, also as downloads. The receipt of the query stands for all of them.</summary>
internal sealed class AuditResults(
    AuditQueryStore store, AuditReads reads, TenantRegistry tenants, CallerRights rights, ResultsCursor cursors, DownloadLink links, PublicAddress address, IOptions<GenesysCloudOptions> options, TimeProvider time)
{
    private const int PageSizeDefault = 25;
    private const int PageSizeMax = 500;

    /// <summary><c>GET /audits/query/{transactionId}/results</c>.</summary>
    public async Task GetAsync(HttpContext context, string transactionId)
    {
        var query = AuditQueries.Find(store, context.Caller(), transactionId);
        var (pageSize, cursor, allowRedirect) = (PageSizeOf(context.Request), CursorOf(context.Request), AllowRedirectOf(context.Request));
        if (query.State != AuditQueryState.Succeeded)
        {
            throw GenesysErrors.Conflict(query.IsOver ? $"The query ended as {query.State}; it has no results." : $"The query is {query.State}; its results can be had when it has succeeded.");
        }

        var limit = allowRedirect ? Math.Min(options.Value.RedirectBytes, options.Value.ResponseBytesMax) : options.Value.ResponseBytesMax;
        var page = await reads.RunAsync(context, cancellationToken => Read(query, pageSize, cursor, limit, isLenient: !allowRedirect, cancellationToken));
        if (page.Body is { } body)
        {
            await AuditAnswer.WriteAsync(context, body);
        }
        else if (allowRedirect)
        {
            await RedirectAsync(context, query, pageSize, cursor, page.Next);
        }
        else
        {
            throw AuditList.TooLarge(options.Value.ResponseBytesMax);
        }
    }

    /// <summary>A download of a page by a link that <see cref="GetAsync"/> gave out. Every reason to refuse it looks the same.</summary>
    public async Task DownloadAsync(HttpContext context, string transactionId)
    {
        if (!Guid.TryParse(transactionId, out var id) || store.Find(id) is not { State: AuditQueryState.Succeeded } query || !links.TryRead(query, context.Request.Query, out var page) || IsRemoved(query.Owner))
        {
            throw GenesysErrors.Forbidden("The link is not valid, or no longer. Ask for the results again.");
        }

        using var place = await reads.EnterDownloadAsync(context.RequestAborted);

        // Places are few: who reads so slowly that the link would be over has to begin again.
        using var limit = new CancellationTokenSource(options.Value.DownloadLifetime, time);
        await using var registration = limit.Token.Register(context.Abort);
        AuditAnswer.Prepare(context);
        await StreamAsync(context, query, page.PageSize, page.Cursor);
    }

    /// <summary>Reads a page into memory.</summary>
    /// <param name="query">Whose page.</param>
    /// <param name="pageSize">Most audits.</param>
    /// <param name="cursor">Where it begins, as it was sent.</param>
    /// <param name="bytesMax">Most bytes.</param>
    /// <param name="isLenient">Whether a single audit may have more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>A page without body when it has more bytes; its cursor is the next page's all the same.</returns>
    private ResultsPage Read(AuditQuery query, int pageSize, string? cursor, int bytesMax, bool isLenient, CancellationToken cancellationToken)
    {
        var (tenant, ticket) = OpenFor(query);
        var place = new PageCursor(SearchCursorOf(query, cursor));
        var output = new ArrayBufferWriter<byte>();
        var count = 0;
        var isTooLarge = false;
        AuditWriter.Begin(output, writer => WriteHead(writer, query, pageSize));
        foreach (var audit in AuditQuerySearch.Page(tenant, query.Request.ToRequest(), ticket, pageSize, place, cancellationToken))
        {
            isTooLarge |= output.WrittenCount + (long)audit.Length > bytesMax && !(isLenient && count == 0);
            if (isTooLarge && isLenient)
            {
                break;
            }

            if (!isTooLarge)
            {
                AuditWriter.Write(output, audit, count == 0);
            }

            count++;
        }

        var next = place.Next is { } behind ? cursors.Of(query.Id, behind) : null;
        AuditWriter.End(output, next);
        return new ResultsPage(isTooLarge ? (ReadOnlyMemory<byte>?)null : output.WrittenMemory, next);
    }

    private async Task StreamAsync(HttpContext context, AuditQuery query, int pageSize, string? cursor)
    {
        var (tenant, ticket) = OpenFor(query);
        var place = new PageCursor(SearchCursorOf(query, cursor));
        var output = context.Response.BodyWriter;
        var isFirst = true;
        foreach (var audit in AuditQuerySearch.Page(tenant, query.Request.ToRequest(), ticket, pageSize, place, context.RequestAborted))
        {
            if (isFirst)
            {
                AuditWriter.Begin(output, writer => WriteHead(writer, query, pageSize));
            }

            AuditWriter.Write(output, audit, isFirst);
            await output.FlushAsync(context.RequestAborted);
            isFirst = false;
        }

        if (isFirst)
        {
            AuditWriter.Begin(output, writer => WriteHead(writer, query, pageSize));
        }

        AuditWriter.End(output, place.Next is { } behind ? cursors.Of(query.Id, behind) : null);
        await output.FlushAsync(context.RequestAborted);
    }

    /// <summary>
    /// A redirect that clients of both habits can use: those that follow <c>Location</c> get the page in its usual shape, those that do not find the link in the body.
    /// </summary>
    private Task RedirectAsync(HttpContext context, AuditQuery query, int pageSize, string? cursor, string? next)
    {
        var url = address.Of(context.Request) + links.Of(query, pageSize, cursor, options.Value.DownloadLifetime);
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = url;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(new AuditLargeResults(query.Id.ToString(), pageSize, next, url), GenesysCloudJson.Default.AuditLargeResults, "application/json", context.RequestAborted);
    }

    private (Tenant Tenant, ReadTicket Ticket) OpenFor(AuditQuery query)
    {
        var tenant = tenants.Find(query.Owner.Tenant);
        return tenant is not null && AuditQuerySearch.Resume(tenant, query) is { } ticket ? (tenant, ticket) : throw GenesysErrors.Conflict("The receipt of the query is not in the log any more; ask again.");
    }

    private string? SearchCursorOf(AuditQuery query, string? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        return cursors.TryRead(query.Id, cursor, out var inner) ? inner : throw GenesysErrors.Bad(ErrorCodes.InvalidQueryParamValue, "\"cursor\" is none of this query.", "cursor");
    }

    private bool IsRemoved(AuditQueryOwner owner) => !rights.Exists(owner.Kind, owner.Id, owner.Tenant);

    private static void WriteHead(System.Text.Json.Utf8JsonWriter writer, AuditQuery query, int pageSize)
    {
        writer.WriteString("id"u8, query.Id);
        writer.WriteNumber("pageSize"u8, pageSize);
    }

    private static int PageSizeOf(HttpRequest request)
    {
        var text = request.Query["pageSize"].LastOrDefault();
        if (string.IsNullOrEmpty(text))
        {
            return PageSizeDefault;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= PageSizeMax
            ? size
            : throw GenesysErrors.Bad(ErrorCodes.InvalidQueryParamValue, $"\"pageSize\" has to be a whole number from 1 to {PageSizeMax}.", "pageSize");
    }

    private static string? CursorOf(HttpRequest request) => request.Query["cursor"].LastOrDefault() is { Length: > 0 } cursor ? cursor : null;

    private static bool AllowRedirectOf(HttpRequest request)
    {
        var text = request.Query["allowRedirect"].LastOrDefault();
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        return bool.TryParse(text, out var allow) ? allow : throw GenesysErrors.Bad(ErrorCodes.InvalidQueryParamValue, "\"allowRedirect\" has to be true or false.", "allowRedirect");
    }

    /// <summary>A page as it is sent.</summary>
    private sealed record ResultsPage(ReadOnlyMemory<byte>? Body, string? Next);
}
