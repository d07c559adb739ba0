using Annals.Index;
using Annals.Server.Access;
using Annals.Server.Errors;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Annals.Server.Api.Reading;

/// <summary><c>/v1/values/{field}</c>: values that complete what a person types.</summary>
internal static class ValueEndpoints
{
    private const int LimitDefault = 20;
    private const int LimitMax = 1_000;
    private const int PrefixLengthMax = 256;

    public static void MapValues(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/values/{field}", ValuesAsync).RequireScope(Scopes.RecordsRead).WithName("ListValues").WithTags("Records");

    private static async Task ValuesAsync(string field, HttpContext context, TenantRegistry tenants, SearchTickets tickets, SearchGate gate)
    {
        if (!FacetFields.TryParse(field, out var facet) || facet > FacetField.Application)
        {
            throw RequestException.NotFound($"Values are kept of {string.Join(", ", Enum.GetNames<IndexField>().Select(name => name.ToLowerInvariant()))}.");
        }

        var tenant = tenants.Of(context.Caller());
        var query = SearchParameters.Query(context.Request, tenant, "prefix", "limit");
        var prefix = SearchParameters.Optional(context.Request, "prefix") ?? "";
        if (prefix.Length > PrefixLengthMax)
        {
            throw RequestException.BadRequest($"prefix is longer than {PrefixLengthMax} characters.");
        }

        var limit = SearchParameters.Number(context.Request, "limit", LimitDefault, 1, LimitMax);
        var ticket = await tickets.JoinAsync(context, tenant, "values", query);
        var values = await gate.RunAsync(ending => tenant.Values(ticket.Query!, (IndexField)facet, prefix, limit, ticket, ending), context.RequestAborted);
        await JsonAnswer.WriteAsync(context, writer =>
        {
            writer.WriteStartArray("values"u8);
            foreach (var value in values.Values)
            {
                writer.WriteStartObject();
                writer.WriteString("value"u8, value.Value);
                writer.WriteNumber("count"u8, value.Count);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteBoolean("complete"u8, values.IsComplete);
            JsonAnswer.WriteScope(writer, values.Scope);
        });
    }
}
