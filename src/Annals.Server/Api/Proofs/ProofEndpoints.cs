using System.Text;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Api.Reading;
using Annals.Server.Errors;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Annals.Server.Api.Proofs;

/// <summary>Proofs of records, and the checkpoint they lead to.</summary>
internal static class ProofEndpoints
{
    public static void MapProofs(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/records/{position:long}/proof", ProveAsync).RequireScope(Scopes.RecordsRead, Scopes.ReceiptsRead).WithName("ProveRecord").WithTags("Proofs");
        app.MapGet("/v1/records/by-id/proof", ProveByIdAsync).RequireScope(Scopes.RecordsRead, Scopes.ReceiptsRead).WithName("ProveRecordById").WithTags("Proofs");
        app.MapGet("/v1/checkpoint", CheckpointAsync).RequireCaller().WithName("GetCheckpoint").WithTags("Proofs");
    }

    /// <summary>A C2SP tlog-proof file and the record's bytes: what <c>annals check</c> needs, with a key that came on another way.</summary>
    private static async Task ProveAsync(long position, HttpContext context, TenantRegistry tenants, SearchGate gate)
    {
        var caller = context.Caller();
        var tenant = tenants.Of(caller);
        if (position < 0 || position >= tenant.Size || !ReadRights.MayReadAt(caller, tenant, position))
        {
            throw RequestException.NotFound($"There is no record at #{position}.");
        }

        await AnswerAsync(position, others: [], context, tenant, gate);
    }

    /// <summary>Of the first record with an id, in the order of the log; the positions of the others stand beside it.</summary>
    private static async Task ProveByIdAsync(HttpContext context, TenantRegistry tenants, SearchGate gate)
    {
        var id = SearchParameters.Id(context.Request);
        var caller = context.Caller();
        var tenant = tenants.Of(caller);
        var positions = await gate.RunAsync(ending => tenant.PositionsOf(id, caller.Actor(), ending), context.RequestAborted);
        if (positions.Where(position => ReadRights.MayReadAt(caller, tenant, position)).ToList() is not [var first, .. var others])
        {
            throw RequestException.NotFound("There is no record with this id.");
        }

        await AnswerAsync(first, others, context, tenant, gate);
    }

    private static async Task AnswerAsync(long position, IReadOnlyList<long> others, HttpContext context, Tenant tenant, SearchGate gate)
    {
        var proven = await gate.RunAsync(_ => tenant.Prove(position, context.Caller().Actor()), context.RequestAborted);
        await JsonAnswer.WriteAsync(context, writer =>
        {
            writer.WriteNumber("position"u8, proven.Position);
            writer.WriteString("proof"u8, Encoding.UTF8.GetString(proven.Proof));
            writer.WriteString("verifierKey"u8, tenant.Description.VerifierKey);
            writer.WriteBase64String("recordBase64"u8, proven.Record.Span);
            writer.WriteStartArray("others"u8);
            foreach (var other in others)
            {
                writer.WriteNumberValue(other);
            }

            writer.WriteEndArray();
        });
    }

    private static async Task CheckpointAsync(HttpContext context, TenantRegistry tenants)
    {
        var tenant = tenants.Of(context.Caller());
        var checkpoint = Annals.Log.Checkpoint.Parse(tenant.Checkpoint.Text.Span);
        await JsonAnswer.WriteAsync(context, writer =>
        {
            writer.WriteString("origin"u8, checkpoint.Origin);
            writer.WriteNumber("size"u8, checkpoint.Size);
            writer.WriteString("root"u8, checkpoint.Root.ToString());
            writer.WriteString("note"u8, Encoding.UTF8.GetString(tenant.Checkpoint.Bytes.Span));
            writer.WriteString("verifierKey"u8, tenant.Description.VerifierKey);
            if (tenant.CheckpointTime is { } published)
            {
                writer.WriteString("published"u8, RecordJson.TimeOf(published));
            }
        });
    }
}
