using Annals.Archive;
using Annals.Index;
using Annals.Records.Events;
using Annals.Server.Access;
using Annals.Server.Errors;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Annals.Server.Api.Reading;

/// <summary>What stands beside a record: records around it in time, and records that have something in common with it.</summary>
internal static class NeighbourEndpoints
{
    private const int AroundDefault = 20;
    private const int AroundMax = 500;
    private const int RelatedMax = 200;

    public static void MapNeighbours(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/records/{position:long}").RequireScope(Scopes.RecordsRead).WithTags("Records");
        group.MapGet("/around", AroundAsync).WithName("ListRecordsAround");
        group.MapGet("/related", RelatedAsync).WithName("ListRelatedRecords");
    }

    /// <summary>By default records of the same source; with <c>q</c> those that match.</summary>
    private static async Task AroundAsync(long position, HttpContext context, TenantRegistry tenants, SearchTickets tickets, SearchGate gate)
    {
        var tenant = tenants.Of(context.Caller());
        var given = SearchParameters.Query(context.Request, tenant, "before", "after");
        var before = SearchParameters.Number(context.Request, "before", AroundDefault, 0, AroundMax);
        var after = SearchParameters.Number(context.Request, "after", AroundDefault, 0, AroundMax);
        var anchor = Anchor(context, tenant, position);
        var query = SearchParameters.Optional(context.Request, "q") is null ? tenant.Parse($"source:{AuditEvent.Read(anchor.Payload.Span, anchor.SourceName).Source}") : given;
        var ticket = await tickets.JoinAsync(context, tenant, "around", query);
        var found = await gate.RunAsync(ending => tenant.Around(ticket.Query!, position, before, after, ticket, ending), context.RequestAborted)
            ?? throw RequestException.NotFound($"The record at #{position} was erased.");
        IReadOnlyList<SearchRow> rows = [.. found.Earlier.Reverse(), .. found.Later];
        await JsonAnswer.WriteRecordsAsync(
            context,
            writer =>
            {
                writer.WriteString("query"u8, ticket.Query!.ToString());
                writer.WriteNumber("position"u8, position);
                writer.WriteNumber("earlier"u8, found.Earlier.Count);
                JsonAnswer.WriteScope(writer, found.Scope);
            },
            tenant.Read(rows, context.RequestAborted),
            (writer, record) => RecordJson.Write(writer, record, withRecord: false));
    }

    /// <summary>By <c>correlation</c> (the records of one operation), <c>target</c>, <c>session</c> or <c>actor</c> within 15 minutes.</summary>
    private static async Task RelatedAsync(long position, HttpContext context, TenantRegistry tenants, SearchTickets tickets, SearchGate gate)
    {
        var tenant = tenants.Of(context.Caller());
        SearchParameters.Query(context.Request, tenant, "by", "limit", "cursor");
        var by = SearchParameters.Word(context.Request, "by", "correlation", "target", "session", "actor");
        var limit = SearchParameters.Number(context.Request, "limit", 50, 1, RelatedMax);
        var anchor = Anchor(context, tenant, position);
        var text = RelatedQuery.Of(AuditEvent.Read(anchor.Payload.Span, anchor.SourceName), by)
            ?? throw RequestException.NotFound($"The record at #{position} names no {by}, so nothing is related to it by that.");
        var ticket = await tickets.JoinAsync(context, tenant, "related", tenant.Parse(text));
        var page = await gate.RunAsync(ending => tenant.Search(ticket.Query!, limit, SearchParameters.Optional(context.Request, "cursor"), SearchOrder.NewestFirst, ticket, ending), context.RequestAborted);
        await JsonAnswer.WriteRecordsAsync(
            context,
            writer =>
            {
                writer.WriteString("query"u8, ticket.Query!.ToString());
                JsonAnswer.WriteScope(writer, page.Scope);
                writer.WriteString("next"u8, page.Next);
            },
            tenant.Read(page, context.RequestAborted),
            (writer, record) => RecordJson.Write(writer, record, withRecord: false));
    }

    /// <summary>The record that is asked about. Its content decides the question only; the receipt is that of the search.</summary>
    private static ShownRecord Anchor(HttpContext context, Tenant tenant, long position)
    {
        if (position < 0 || position >= tenant.Size || !ReadRights.MayReadAt(context.Caller(), tenant, position))
        {
            throw RequestException.NotFound($"There is no record at #{position}.");
        }

        var record = tenant.Read(new SearchRow(position, null, 0, default));
        return record.IsErased ? throw RequestException.NotFound($"The record at #{position} was erased.") : record;
    }
}
