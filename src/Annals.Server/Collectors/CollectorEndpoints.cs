using Annals.Collectors.Connections;
using Annals.Collectors.Doctor;
using Annals.Server.Access;
using Annals.Server.Api;
using Annals.Server.Api.Reading;
using Annals.Server.Errors;
using Annals.Server.Hosting;
using Annals.Server.Observability;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Collectors;

/// <summary><c>/v1/collectors</c>: the connections of the caller's tenant, how they stand, and what is missing.</summary>
internal static class CollectorEndpoints
{
    public static void AddCollectors(this IServiceCollection services)
    {
        services.AddSettings<CollectorOptions, CollectorOptionsValidator>(CollectorOptions.Section);
        services.AddSingleton(ConnectionStore.Schema);
        services.AddSingleton<SecretBox>();
        services.AddSingleton<ConnectionStore>();
        services.AddSingleton<CollectorRuns>();
        services.AddHostedService(provider => provider.GetRequiredService<CollectorRuns>());
        services.AddSingleton<ICheck, CollectorCheck>();
        services.AddSingleton<CollectorMetrics>();
    }

    public static void MapCollectors(this IEndpointRouteBuilder app)
    {
        app.ServiceProvider.GetRequiredService<CollectorMetrics>();
        var group = app.MapGroup("/v1/collectors").RequireScope(Scopes.CollectManage).WithTags("Collectors");
        group.MapGet("", List).WithName("ListCollectors");
        group.MapGet("/{name}", Get).WithName("GetCollector");
        group.MapPut("/{name}", PutAsync).Accepts<ConnectionOptions>("application/json").WithName("SetCollector");
        group.MapDelete("/{name}", RemoveAsync).WithName("RemoveCollector");
        group.MapPost("/{name}/wake", Wake).WithName("WakeCollector");
        group.MapPost("/{name}/doctor", ExamineAsync).WithName("ExamineCollector");
        group.MapGet("/{name}/gaps", Gaps).WithName("ListGaps");
        group.MapPost("/{name}/gaps/{id:guid}/close", CloseGapAsync).Accepts<GapClosing>("application/json").WithName("CloseGap");
    }

    private static JsonHttpResult<CollectorList> List(HttpContext context, CollectorRuns runs, TenantRegistry tenants)
    {
        var tenant = TenantName(context, tenants);
        var views = runs.All().Where(connection => connection.Value.Options.Tenant == tenant).OrderBy(connection => connection.Key, StringComparer.Ordinal).Select(connection => Describe(runs, connection.Key, connection.Value));
        return TypedResults.Json(new CollectorList([.. views]), CollectorJson.Default.CollectorList);
    }

    private static JsonHttpResult<CollectorView> Get(string name, HttpContext context, CollectorRuns runs, TenantRegistry tenants) =>
        TypedResults.Json(Describe(runs, name, Found(context, name, runs, tenants)), CollectorJson.Default.CollectorView);

    private static async Task<JsonHttpResult<CollectorView>> PutAsync(string name, HttpContext context, CollectorRuns runs, ConnectionStore store, TenantRegistry tenants)
    {
        var asked = await JsonBody.ReadAsync(context, ConnectionJson.Default.ConnectionOptions);
        var tenant = TenantName(context, tenants);
        var isKnown = runs.All().TryGetValue(name, out var known);
        if (isKnown && (known.IsOfSettings || known.Options.Tenant != tenant))
        {
            throw RequestException.Conflict(known.Options.Tenant == tenant
                ? $"The connection \"{name}\" stands in the server's settings; change it there."
                : $"The name \"{name}\" is taken; choose another.");
        }

        var options = ConnectionRequest.Check(name, asked, tenant, isKnown ? known.Options : null);
        store.Put(name, options);
        await runs.ApplyAsync(name, context.RequestAborted);
        return TypedResults.Json(Describe(runs, name, (options, false)), CollectorJson.Default.CollectorView, statusCode: isKnown ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    private static async Task<NoContent> RemoveAsync(string name, HttpContext context, CollectorRuns runs, ConnectionStore store, TenantRegistry tenants)
    {
        if (Found(context, name, runs, tenants).IsOfSettings)
        {
            throw RequestException.Conflict($"The connection \"{name}\" stands in the server's settings; remove it there.");
        }

        store.Remove(name);
        await runs.ApplyAsync(name, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static NoContent Wake(string name, HttpContext context, CollectorRuns runs, TenantRegistry tenants)
    {
        Found(context, name, runs, tenants);
        (runs.Find(name) ?? throw RequestException.Conflict($"The connection \"{name}\" is not being collected now.")).Wake();
        return TypedResults.NoContent();
    }

    private static async Task<JsonHttpResult<DoctorReport>> ExamineAsync(string name, HttpContext context, CollectorRuns runs, TenantRegistry tenants, TimeProvider time)
    {
        var (options, _) = Found(context, name, runs, tenants);
        var lines = await ConnectionDoctor.ExamineAsync(name, options, tenants.Of(context.Caller()).Ledger, time, context.RequestAborted);
        return TypedResults.Json(new DoctorReport([.. lines.Select(line => new DoctorView(line.Check, Word(line.Verdict), line.Message, line.Code, line.Remedy))]), CollectorJson.Default.DoctorReport);
    }

    private static JsonHttpResult<GapList> Gaps(string name, HttpContext context, CollectorRuns runs, TenantRegistry tenants, bool all = false)
    {
        Found(context, name, runs, tenants);
        return TypedResults.Json(new GapList([.. tenants.Of(context.Caller()).Ledger.Gaps(name, isOpenOnly: !all).Select(GapView.Of)]), CollectorJson.Default.GapList);
    }

    private static async Task<NoContent> CloseGapAsync(string name, Guid id, HttpContext context, CollectorRuns runs, TenantRegistry tenants)
    {
        Found(context, name, runs, tenants);
        var asked = await JsonBody.ReadAsync(context, CollectorJson.Default.GapClosing);
        if (string.IsNullOrWhiteSpace(asked.How))
        {
            throw RequestException.BadRequest("How the gap was filled has to be said in \"how\": it stands in the log for ever.");
        }

        var tenant = tenants.Of(context.Caller());
        var gap = tenant.Ledger.Gaps(name, isOpenOnly: false).FirstOrDefault(gap => gap.Id == id) ?? throw RequestException.NotFound("The connection has no gap with this id.");
        if (!gap.IsOpen)
        {
            throw RequestException.Conflict("The gap is closed already.");
        }

        tenant.NoteGapClosed(context.Caller().Actor(), gap, asked.How);
        return TypedResults.NoContent();
    }

    private static (ConnectionOptions Options, bool IsOfSettings) Found(HttpContext context, string name, CollectorRuns runs, TenantRegistry tenants) =>
        runs.All().TryGetValue(name, out var connection) && connection.Options.Tenant == TenantName(context, tenants)
            ? connection
            : throw RequestException.NotFound("The tenant has no connection of this name.");

    private static string TenantName(HttpContext context, TenantRegistry tenants) => tenants.Of(context.Caller()).Description.Name;

    private static CollectorView Describe(CollectorRuns runs, string name, (ConnectionOptions Options, bool IsOfSettings) connection)
    {
        var status = runs.Find(name)?.Status();
        var options = connection.Options;
        return new CollectorView(
            name,
            options.Source,
            options.Enabled,
            connection.IsOfSettings,
            new ConnectionView(options.TenantId, options.ClientId, options.Source == ConnectionOptions.Microsoft365 ? options.Cloud : null, options.Region, options.ClientSecret is not null || options.ClientSecretFile is not null, [.. options.ContentTypes], [.. options.Services], options.Interval.TotalSeconds),
            runs.FailureOf(name),
            TroubleView.Of(status?.Trouble),
            status?.ClockOffset.TotalSeconds,
            status?.RequestsInLastMinute,
            status?.RequestsPerMinute,
            [.. status?.Streams.Select(StreamView.Of) ?? []],
            [.. status?.Gaps.Select(GapView.Of) ?? []]);
    }

    private static string Word(DoctorVerdict verdict) => verdict switch
    {
        DoctorVerdict.Good => "good",
        DoctorVerdict.Warning => "warning",
        _ => "bad",
    };
}
