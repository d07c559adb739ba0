using System.Globalization;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Errors;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Annals.Server.Api.Reading;

/// <summary><c>/v1/records/{position}</c>: single records, as stored and with all that is known of them.</summary>
internal static class RecordEndpoints
{
    public static void MapRecords(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/records").RequireScope(Scopes.RecordsRead, Scopes.ReceiptsRead).WithTags("Records");
        group.MapGet("/{position:long}", ShowAsync).WithName("GetRecord");
        group.MapGet("/{position:long}/raw", RawAsync).WithName("GetRecordBytes");
        group.MapGet("/by-id", ByIdAsync).WithName("GetRecordsById");
    }

    private static async Task ShowAsync(long position, HttpContext context, TenantRegistry tenants, SearchTickets tickets, SearchGate gate)
    {
        var record = await FindAsync(position, context, tenants, tickets, gate);
        await JsonAnswer.WriteValueAsync(context, writer => RecordJson.Write(writer, record, withRecord: true, withChanges: true));
    }

    /// <summary>The exact bytes; an attachment, so that no browser takes a record for a page.</summary>
    private static async Task RawAsync(long position, HttpContext context, TenantRegistry tenants, SearchTickets tickets, SearchGate gate)
    {
        var record = await FindAsync(position, context, tenants, tickets, gate);
        if (record.IsErased)
        {
            throw new RequestException(new ServerError(410, "erased", "The record was erased", $"The record at #{position} was erased; its entry and all proofs stay valid."));
        }

        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"record-{position}.json\"");
        context.Response.ContentLength = record.Payload.Length;
        await context.Response.BodyWriter.WriteAsync(record.Payload, context.RequestAborted);
    }

    private static async Task ByIdAsync(HttpContext context, TenantRegistry tenants, SearchGate gate)
    {
        var id = SearchParameters.Id(context.Request);
        var caller = context.Caller();
        var tenant = tenants.Of(caller);
        var found = await gate.RunAsync(ending => tenant.Show(id, caller.Actor(), ending), context.RequestAborted);
        var readable = found.Where(record => ReadRights.MayRead(caller, record)).ToList();
        if (readable.Count == 0)
        {
            throw RequestException.NotFound("There is no record with this id.");
        }

        await JsonAnswer.WriteRecordsAsync(context, _ => { }, readable, (writer, one) => RecordJson.Write(writer, one, withRecord: true, withChanges: true));
    }

    private static async Task<ShownRecord> FindAsync(long position, HttpContext context, TenantRegistry tenants, SearchTickets tickets, SearchGate gate)
    {
        var caller = context.Caller();
        var tenant = tenants.Of(caller);
        var ticket = tickets.Find(context);
        if (position < 0 || position >= tenant.Size || !ReadRights.MayReadAt(caller, tenant, position))
        {
            throw RequestException.NotFound($"There is no record at #{position}.");
        }

        return await gate.RunAsync(_ => ticket is null ? tenant.Show(position, caller.Actor()) : tenant.Show(position, ticket), context.RequestAborted)
            ?? throw RequestException.NotFound($"There is no record at #{position}.");
    }
}
