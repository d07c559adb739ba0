using System.Text;
using Annals.Log;
using Annals.Server.Access;
using Annals.Server.Errors;
using Annals.Server.Hosting;
using Annals.Server.Observability;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Api.Verification;

/// <summary><c>/v1/verifications</c>: the check of <c>annals verify</c>, started by hand or daily.</summary>
internal static class VerificationEndpoints
{
    private const int OlderCheckpointsMax = 16;

    public static void AddVerifications(this IServiceCollection services)
    {
        services.AddSettings<VerificationOptions, VerificationOptionsValidator>(VerificationOptions.Section);
        services.AddSingleton(VerificationStore.Schema);
        services.AddSingleton<VerificationStore>();
        services.AddSingleton<VerificationResults>();
        services.AddSingleton<VerificationRuns>();
        services.AddSingleton<ICheck, VerificationCheck>();
        services.AddHostedService<VerificationSchedule>();
    }

    public static void MapVerifications(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/verifications").RequireScope(Scopes.LogRead).WithTags("Verification");
        group.MapPost("", StartAsync).WithName("StartVerification");
        group.MapGet("", List).WithName("ListVerifications");
        group.MapGet("/{id:guid}", Get).WithName("GetVerification");
    }

    private static async Task<JsonHttpResult<VerificationView>> StartAsync(HttpContext context, TenantRegistry tenants, VerificationRuns runs, TimeProvider time)
    {
        var caller = context.Caller();
        var asked = HasBody(context.Request) ? await JsonBody.ReadAsync(context, VerificationJson.Default.NewVerification) : new NewVerification();
        var older = asked.OlderCheckpoints ?? [];
        if (older.Count > OlderCheckpointsMax || older.Contains(null!))
        {
            throw RequestException.BadRequest($"olderCheckpoints are at most {OlderCheckpointsMax} texts.");
        }

        // What is no checkpoint of this log must not end as an alarm about the log.
        var served = tenants.ServedOf(caller);
        var key = NoteVerifier.Parse(served.Tenant.Description.VerifierKey);
        if (older.FirstOrDefault(text => Annals.Log.Checkpoint.Open(Encoding.UTF8.GetBytes(text), key) is not CheckpointOpening.Good) is not null)
        {
            throw RequestException.BadRequest("One of the olderCheckpoints is no checkpoint that this log signed. Send each as the text that /v1/checkpoint gave as note.");
        }

        if (runs.TryStart(served, caller.Name, older, out var other) is not { } started)
        {
            throw new RequestException(new ServerError(409, "verification-running", "A verification goes on", $"One verification of a tenant runs at a time; /v1/verifications/{other!.Id} goes on.")
            {
                Members = new Dictionary<string, object?> { ["verification"] = other.Id },
            });
        }

        context.Response.Headers.Location = $"/v1/verifications/{started.Id}";
        return Answer(started, time, StatusCodes.Status202Accepted);
    }

    private static JsonHttpResult<VerificationList> List(HttpContext context, VerificationRuns runs, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return TypedResults.Json(new VerificationList([.. runs.Of(context.Caller().Tenant).Select(record => VerificationView.Of(record, now))]), VerificationJson.Default.VerificationList);
    }

    private static JsonHttpResult<VerificationView> Get(Guid id, HttpContext context, VerificationRuns runs, TimeProvider time) =>
        Answer(runs.Find(context.Caller().Tenant, id) ?? throw RequestException.NotFound("There is no verification with this id."), time);

    private static bool HasBody(HttpRequest request) => request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0;

    private static JsonHttpResult<VerificationView> Answer(VerificationRecord record, TimeProvider time, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(VerificationView.Of(record, time.GetUtcNow()), VerificationJson.Default.VerificationView, statusCode: status);
}
