using System.Text.Json.Serialization;
using Annals.Server.Access;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Annals.Server.Api;

/// <summary><c>/v1/me</c>: who the caller is and what it may do.</summary>
internal static class MeEndpoints
{
    public static void MapMe(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/me", Get).RequireCaller().WithName("GetMe").WithTags("Access");

    private static JsonHttpResult<MeResponse> Get(HttpContext context, TenantRegistry tenants)
    {
        var caller = context.Caller();
        return TypedResults.Json(
            new MeResponse(caller.Id, caller.Name, caller.Kind, tenants.Of(caller).Description.Name, caller.Tenant, [.. Scopes.All.Where(caller.Has)], [.. caller.Sources.Order(StringComparer.Ordinal)]),
            MeJson.Default.MeResponse);
    }
}

/// <summary>The caller.</summary>
internal sealed record MeResponse(string Id, string Name, CallerKind Kind, string Tenant, Guid TenantId, IReadOnlyList<string> Scopes, IReadOnlyList<string> Sources);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(MeResponse))]
internal sealed partial class MeJson : JsonSerializerContext;
