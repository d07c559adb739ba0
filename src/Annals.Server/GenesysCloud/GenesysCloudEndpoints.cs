using Annals.Server.Access;
using Annals.Server.Errors;
using Annals.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.GenesysCloud;

/// <summary>The Genesys Cloud audit API (docs/genesys-cloud-api.md): the paths, and what each of them asks for.</summary>
internal static class GenesysCloudEndpoints
{
    public const string Root = "/api/v2";
    public const string Downloads = Root + "/audits/downloads";

    /// <summary>The vendor's permission that <see cref="Scopes.RecordsRead"/> stands for.</summary>
    public const string Permission = "audits:audit:view";

    /// <summary>The vendor's OAuth scope that <see cref="Scopes.RecordsRead"/> stands for.</summary>
    public const string OAuthScope = "audits:readonly";

    public static void AddGenesysCloud(this IServiceCollection services)
    {
        services.AddSettings<GenesysCloudOptions, GenesysCloudOptionsValidator>(GenesysCloudOptions.Section);
        services.AddSingleton<IErrorShape, GenesysErrorShape>();
        services.AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter, GenesysHeaders>();
        services.AddSingleton(AuditQueryStore.Schema);
        services.AddSingleton<AuditQueryStore>();
        services.AddSingleton<AuditQueryReader>();
        services.AddSingleton<AuditQuerySearch>();
        services.AddSingleton<QuerySlots>();
        services.AddSingleton<DownloadSlots>();
        services.AddSingleton<AuditReads>();
        services.AddSingleton<AuditQueryRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditQueryRunner>());
        services.AddSingleton<ResultsCursor>();
        services.AddSingleton<DownloadLink>();
        services.AddSingleton<TokenRateLimit>();
        services.AddSingleton<AuditQueries>();
        services.AddSingleton<AuditResults>();
        services.AddSingleton<RealtimeAudits>();
        services.AddSingleton<ServiceMappings>();
    }

    public static void MapGenesysCloud(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup(Root).AddEndpointFilter(app.ServiceProvider.GetRequiredService<TokenRateLimit>()).WithTags("Genesys Cloud");
        Get(group, "/audits/query/servicemapping", "GetGenesysServiceMapping", context => Of<ServiceMappings>(context).GetAsync(context));
        Get(group, "/audits/query/realtime/servicemapping", "GetGenesysRealtimeServiceMapping", context => Of<ServiceMappings>(context).GetRealtimeAsync(context));
        Post(group, "/audits/query/realtime", "QueryGenesysAuditsRealtime", context => Of<RealtimeAudits>(context).QueryAsync(context));
        Post(group, "/audits/query/realtime/related", "QueryGenesysAuditsRelated", context => Of<RealtimeAudits>(context).RelatedAsync(context));
        Post(group, "/audits/query", "QueryGenesysAudits", context => Of<AuditQueries>(context).CreateAsync(context));
        Get(group, "/audits/query/{transactionId}", "GetGenesysAuditsQuery", context => Of<AuditQueries>(context).Status(context, TransactionOf(context)));
        Get(group, "/audits/query/{transactionId}/results", "GetGenesysAuditsQueryResults", context => Of<AuditResults>(context).GetAsync(context, TransactionOf(context)));
        group.Map("/{**path}", Task () => throw GenesysErrors.NotFound("There is no such resource.")).RequireCaller().ExcludeFromDescription();
        app.MapGet(Downloads + "/{transactionId}", (AuditResults results, HttpContext context, string transactionId) => results.DownloadAsync(context, transactionId))
            .AllowAnonymous().WithName("DownloadGenesysAudits").WithTags("Genesys Cloud");
    }

    private static void Get(RouteGroupBuilder group, string pattern, string name, Func<HttpContext, Task> handler)
    {
        group.MapGet(pattern, Task<IResult> (HttpContext context) => Filtered(context, handler)).RequireScope(Scopes.RecordsRead).WithName(name);
        Refuse(group, pattern, "GET");
    }

    private static void Post(RouteGroupBuilder group, string pattern, string name, Func<HttpContext, Task> handler)
    {
        group.MapPost(pattern, Task<IResult> (HttpContext context) => Filtered(context, handler)).RequireScope(Scopes.RecordsRead).WithName(name);
        Refuse(group, pattern, "POST");
    }

    /// <summary>Refuses other methods: routing would do so too, but without asking who calls and outside of the rate limit.</summary>
    private static void Refuse(RouteGroupBuilder group, string pattern, string allowed)
    {
        group.Map(pattern, Task () => throw GenesysErrors.MethodNotAllowed(allowed)).RequireCaller().ExcludeFromDescription();
    }

    /// <summary>A handler that gives a result: only such ones pass the filters of their group.</summary>
    private static async Task<IResult> Filtered(HttpContext context, Func<HttpContext, Task> handler)
    {
        await handler(context);
        return Results.Empty;
    }

    private static T Of<T>(HttpContext context)
        where T : notnull => context.RequestServices.GetRequiredService<T>();

    private static string TransactionOf(HttpContext context) => (string)context.GetRouteValue("transactionId")!;
}
