using Annals.Archive;
using Annals.Index;
using Annals.Server.Access;
using Annals.Server.Api.Reading;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Annals.Server.GenesysCloud;

/// <summary>Answers the realtime operations at once. Each call leaves a receipt of its own.</summary>
internal sealed class RealtimeAudits(AuditQueryReader reader, AuditQuerySearch search, AuditReads reads, TenantRegistry tenants, IOptions<GenesysCloudOptions> options)
{
    private const string QueryOperation = "genesys audits realtime query";
    private const string RelatedOperation = "genesys audits realtime related";
    private const int PageSizeDefault = 25;
    private const int PageSizeMax = 500;

    /// <summary>Records under one id that are looked at, variants included.</summary>
    private const int SameIdMax = 1_000;

    /// <summary>Actions that the records under one id may belong to.</summary>
    private const int KeysMax = 20;

    /// <summary><c>POST /audits/query/realtime</c>.</summary>
    public async Task QueryAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context);
        var request = reader.ReadRealtimeQuery(body);
        var pageNumber = RequestBody.Number(body, "pageNumber", 1, int.MaxValue, 1);
        var pageSize = RequestBody.Number(body, "pageSize", 1, PageSizeMax, PageSizeDefault);
        var caller = context.Caller();
        var tenant = tenants.Of(caller);
        var page = await reads.RunAsync(context, cancellationToken =>
        {
            var ticket = AuditQuerySearch.Begin(tenant, caller.Actor(), QueryOperation, request.Interval.Text, request);
            return search.NumberedPage(tenant, request, ticket, pageNumber, pageSize, cancellationToken);
        });
        await AuditAnswer.WriteAsync(context, AuditWriter.Whole(
            writer =>
            {
                writer.WriteNumber("pageSize"u8, pageSize);
                writer.WriteNumber("pageNumber"u8, pageNumber);
                writer.WriteNumber("total"u8, page.Total);
                writer.WriteNumber("pageCount"u8, (page.Total / pageSize) + (page.Total % pageSize > 0 ? 1 : 0));
            },
            page.Audits));
    }

    /// <summary><c>POST /audits/query/realtime/related</c>: the audit with an id and all that were written of the same action, by its transaction and correlation ids.</summary>
    public async Task RelatedAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context);
        var auditId = RequestBody.RequiredText(body, "auditId");
        if (auditId.Length > AuditFilter.ValueLengthMax)
        {
            throw GenesysErrors.Bad(ErrorCodes.ConstraintValidation, $"\"auditId\" has more than {AuditFilter.ValueLengthMax} characters.", "auditId");
        }

        RequestBody.Text(body, "trustorOrgId");
        var order = AuditSort.OrderOf(AuditQueryReader.ReadSort(body));
        var caller = context.Caller();
        var tenant = tenants.Of(caller);
        var audits = await reads.RunAsync(context, cancellationToken =>
        {
            var ticket = tenant.BeginVendorRead(caller.Actor(), RelatedOperation, auditId, details: null);
            return Related(tenant, auditId, order, ticket, cancellationToken);
        });
        await AuditAnswer.WriteAsync(context, AuditWriter.Whole(members: null, audits));
    }

    private IReadOnlyList<ReadOnlyMemory<byte>> Related(Tenant tenant, string auditId, SearchOrder order, ReadTicket ticket, CancellationToken cancellationToken)
    {
        var reach = AuditQueryText.Reach(reader.RealtimeStart());
        var same = search.Records(tenant, AuditQueryText.WithId(auditId) + reach, order, SameIdMax, record => RestShape.BodyOf(record).Text("id") == auditId, ticket, cancellationToken) ?? throw TooMany();
        var keys = same.SelectMany(RestShape.ActionKeys).ToHashSet(StringComparer.Ordinal);
        if (same.Count == 0)
        {
            throw GenesysErrors.NotFound("There is no such audit within the reach of this operation.");
        }

        if (keys.Count > KeysMax)
        {
            throw TooMany();
        }

        var all = keys.Count == 0
            ? same
            : search.Records(tenant, AuditQueryText.OfAction(auditId, keys) + reach, order, options.Value.RelatedMax, record => RestShape.BodyOf(record).Text("id") == auditId || RestShape.ActionKeys(record).Any(keys.Contains), ticket, cancellationToken) ?? throw TooMany();
        return [.. all.Select(RestShape.Of)];
    }

    private Errors.RequestException TooMany() =>
        GenesysErrors.Bad(ErrorCodes.ResponseEntityTooLarge, $"More than {options.Value.RelatedMax} audits belong together; ask for them by an asynchronous query.");
}
