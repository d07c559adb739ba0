using Annals.Server.Access;
using Annals.Server.Errors;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Microsoft365.Feed;

/// <summary>What every request of the feed goes through before its endpoint: headers, tenant, publisher and quota.</summary>
internal sealed class FeedGate(TenantRegistry tenants, TenantNames names, RequestQuota quota) : IEndpointFilter
{
    public const string PublisherName = "PublisherIdentifier";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        FeedHeaders.Set(http.Response);
        var caller = http.Caller();
        CheckTenant((string)http.Request.RouteValues["tenant"]!, caller);
        var publisher = PublisherOf(http.Request.Query);
        if (!quota.TryTake(caller.Tenant, publisher))
        {
            var method = http.GetEndpoint()?.Metadata.GetMetadata<FeedMethod>()?.Name ?? "Request";
            throw new RequestException(FeedError.TooMany(method, publisher, 403));
        }

        return await next(context);
    }

    private void CheckTenant(string segment, Caller caller)
    {
        if (!Guid.TryParse(segment, out var id))
        {
            throw FeedError.TenantMalformed(segment);
        }

        if (id == Guid.Empty)
        {
            throw FeedError.TenantUnknown(id);
        }

        var tenant = tenants.Of(caller);
        if (!names.IsMeant(id, tenant, Guid.TryParse(caller.Id, out var client) ? client : null))
        {
            throw FeedError.OtherTenant(id, caller.Tenant);
        }

        if (!names.IsEnabled(tenant))
        {
            throw FeedError.TenantNotServed(caller.Tenant);
        }
    }

    private static Guid PublisherOf(IQueryCollection query) => query[PublisherName].ToString() switch
    {
        "" => Guid.Empty,
        var text => Guid.TryParse(text, out var publisher) ? publisher : throw FeedError.ParameterType(PublisherName, "guid"),
    };
}

/// <summary>Name of an endpoint as the message about too many requests has it.</summary>
/// <param name="Name">The name.</param>
internal sealed record FeedMethod(string Name);
