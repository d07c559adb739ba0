using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Access;

/// <summary>Asks for a caller with one of some scopes; with none named, for any caller.</summary>
internal sealed class ScopeRequirement(params string[] anyOf) : AuthorizationHandler<ScopeRequirement>, IAuthorizationRequirement
{
    /// <summary>Scopes of which one suffices; empty when every caller may pass.</summary>
    public IReadOnlyList<string> AnyOf => anyOf;

    /// <summary>What an endpoint asks for; null when it asks for no scope.</summary>
    public static ScopeRequirement? Of(Endpoint? endpoint) =>
        endpoint?.Metadata.GetOrderedMetadata<AuthorizationPolicy>().SelectMany(policy => policy.Requirements).OfType<ScopeRequirement>().FirstOrDefault(requirement => requirement.AnyOf.Count > 0);

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        if (context.Resource is HttpContext http && http.CallerOrNull() is { } caller && (anyOf.Length == 0 || anyOf.Any(caller.Has)))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Says on an endpoint who may call it. An endpoint that says nothing is closed to everybody.</summary>
internal static class ScopeEndpoints
{
    /// <summary>Only callers with one of these scopes.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, params string[] anyOf)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(policy => policy.AddRequirements(new ScopeRequirement(anyOf)));

    /// <summary>Every caller, whatever its scopes.</summary>
    public static TBuilder RequireCaller<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(policy => policy.AddRequirements(new ScopeRequirement()));
}
