using System.Text.Json;
using Annals.Archive;
using Annals.Index;
using Annals.Server.Access;
using Annals.Server.Errors;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Api.Reading;

/// <summary><c>/v1/records</c> and its counts: the same query language as everywhere (docs/query.md).</summary>
internal static class SearchEndpoints
{
    private const int LimitDefault = 50;
    private const int FacetLimitDefault = 10;
    private const int FacetLimitMax = 10_000;

    public static void AddReading(this IServiceCollection services)
    {
        services.AddSingleton<SearchGate>();
        services.AddSingleton<SearchTickets>();
    }

    public static void MapSearch(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/records").RequireScope(Scopes.RecordsRead, Scopes.ReceiptsRead).WithTags("Records");
        group.MapGet("", SearchAsync).WithName("SearchRecords");
        group.MapGet("/count", CountAsync).WithName("CountRecords");
        group.MapGet("/histogram", HistogramAsync).WithName("CountRecordsByTime");
        group.MapGet("/facets/{field}", FacetAsync).WithName("CountRecordsByField");
    }

    private static async Task SearchAsync(HttpContext context, TenantRegistry tenants, SearchTickets tickets, SearchGate gate)
    {
        var tenant = tenants.Of(context.Caller());
        var query = SearchParameters.Query(context.Request, tenant, "limit", "cursor", "order", "records");
        var limit = SearchParameters.Number(context.Request, "limit", LimitDefault, 1, EventSearchOptions.LimitMax);
        var withRecords = SearchParameters.Word(context.Request, "records", "yes", "no") == "yes";
        var order = SearchParameters.Word(context.Request, "order", "newest", "oldest") == "newest" ? SearchOrder.NewestFirst : SearchOrder.OldestFirst;
        var cursor = SearchParameters.Optional(context.Request, "cursor");
        var ticket = await tickets.JoinAsync(context, tenant, "search", query);
        var page = await gate.RunAsync(ending => tenant.Search(ticket.Query!, limit, cursor, order, ticket, ending), context.RequestAborted);
        await JsonAnswer.WriteRecordsAsync(
            context,
            writer =>
            {
                writer.WriteString("query"u8, ticket.Query!.ToString());
                JsonAnswer.WriteScope(writer, page.Scope);
                writer.WriteString("next"u8, page.Next);
            },
            tenant.Read(page, context.RequestAborted),
            (writer, record) => RecordJson.Write(writer, record, withRecords));
    }

    private static async Task CountAsync(HttpContext context, TenantRegistry tenants, SearchTickets tickets, SearchGate gate)
    {
        var tenant = tenants.Of(context.Caller());
        var ticket = await tickets.JoinAsync(context, tenant, "count", SearchParameters.Query(context.Request, tenant));
        var count = await gate.RunAsync(ending => tenant.Count(ticket.Query!, ticket, ending), context.RequestAborted);
        await JsonAnswer.WriteAsync(context, writer =>
        {
            writer.WriteString("query"u8, ticket.Query!.ToString());
            writer.WriteNumber("count"u8, count.Count);
            JsonAnswer.WriteScope(writer, count.Scope);
        });
    }

    private static async Task HistogramAsync(HttpContext context, TenantRegistry tenants, SearchTickets tickets, SearchGate gate)
    {
        var tenant = tenants.Of(context.Caller());
        var query = SearchParameters.Query(context.Request, tenant, "width", "buckets");
        var buckets = SearchParameters.Number(context.Request, "buckets", HistogramWidth.BucketsDefault, 1, HistogramWidth.BucketsMax);
        var width = HistogramWidth.Parse(SearchParameters.Optional(context.Request, "width"));
        var ticket = await tickets.JoinAsync(context, tenant, "histogram", query);
        var (histogram, used) = await gate.RunAsync(ending => HistogramWidth.Fit(width, buckets, step => tenant.HistogramByOutcome(ticket.Query!, step, ticket, ending)), context.RequestAborted);
        await JsonAnswer.WriteAsync(context, writer =>
        {
            writer.WriteString("query"u8, ticket.Query!.ToString());
            writer.WriteNumber("widthSeconds"u8, used.TotalSeconds);
            writer.WriteStartArray("buckets"u8);
            foreach (var bucket in histogram.Buckets)
            {
                writer.WriteStartObject();
                writer.WriteString("from"u8, RecordJson.TimeOf(DateTimeOffset.UnixEpoch.AddTicks(checked(bucket.FromMicros * TimeSpan.TicksPerMicrosecond))));
                WriteOutcomes(writer, bucket.Counts);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartObject("undated"u8);
            WriteOutcomes(writer, histogram.Undated);
            writer.WriteEndObject();
            JsonAnswer.WriteScope(writer, histogram.Scope);
        });
    }

    private static async Task FacetAsync(string field, HttpContext context, TenantRegistry tenants, SearchTickets tickets, SearchGate gate)
    {
        if (!FacetFields.TryParse(field, out var known))
        {
            throw RequestException.NotFound($"There is no such field to count by. There are {string.Join(", ", Enum.GetNames<FacetField>().Select(name => name.ToLowerInvariant()))}.");
        }

        var tenant = tenants.Of(context.Caller());
        var query = SearchParameters.Query(context.Request, tenant, "limit");
        var limit = SearchParameters.Number(context.Request, "limit", FacetLimitDefault, 1, FacetLimitMax);
        var ticket = await tickets.JoinAsync(context, tenant, "facets", query);
        var facet = await gate.RunAsync(ending => tenant.Facet(ticket.Query!, known, limit, ticket, ending), context.RequestAborted);
        await JsonAnswer.WriteAsync(context, writer =>
        {
            writer.WriteString("query"u8, ticket.Query!.ToString());
            writer.WriteStartArray("values"u8);
            foreach (var value in facet.Values)
            {
                writer.WriteStartObject();
                writer.WriteString("value"u8, value.Value);
                writer.WriteNumber("count"u8, value.Count);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteNumber("others"u8, facet.Others);
            writer.WriteNumber("missing"u8, facet.Missing);
            writer.WriteBoolean("complete"u8, facet.IsComplete);
            JsonAnswer.WriteScope(writer, facet.Scope);
        });
    }

    private static void WriteOutcomes(Utf8JsonWriter writer, OutcomeCounts counts)
    {
        writer.WriteNumber("count"u8, counts.Total);
        writer.WriteNumber("success"u8, counts.Success);
        writer.WriteNumber("failure"u8, counts.Failure);
        writer.WriteNumber("partial"u8, counts.Partial);
        writer.WriteNumber("warning"u8, counts.Warning);
        writer.WriteNumber("unknown"u8, counts.Unknown);
    }
}
