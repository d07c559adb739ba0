using Annals.Server.Access;
using Annals.Server.Errors;
using Annals.Server.Hosting;
using Annals.Server.Microsoft365.Feed;
using Annals.Server.Microsoft365.Subscriptions;
using Annals.Server.Microsoft365.Tokens;
using Annals.Server.Microsoft365.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Annals.Server.Microsoft365;

/// <summary>The Office 365 Management Activity API (docs/microsoft365-api.md).</summary>
internal static class Microsoft365Feature
{
    public static void AddMicrosoft365(this IServiceCollection services)
    {
        services.AddSettings<Microsoft365Options, Microsoft365OptionsValidator>(Microsoft365Options.Section);
        services.AddSingleton<IValidateOptions<Microsoft365Options>, Microsoft365TenantsValidator>();
        foreach (var schema in (Storage.DatabaseSchema[])[UsedAssertions.Schema, SubscriptionStore.Schema, NotificationStore.Schema])
        {
            services.AddSingleton(schema);
        }

        services.AddSingleton<IErrorShape, TokenErrorShape>();
        services.AddSingleton<IErrorShape, FeedErrorShape>();
        services.AddSingleton<TenantNames>();
        services.AddSingleton<UsedAssertions>();
        services.AddSingleton<ClientAssertion>();
        services.AddSingleton<TokenResources>();
        services.AddSingleton<TokenDesk>();
        services.AddSingleton<SubscriptionStore>();
        services.AddSingleton<SubscriptionDesk>();
        services.AddSingleton<NotificationStore>();
        services.AddSingleton<NextPageSigner>();
        services.AddSingleton<RequestQuota>();
        services.AddSingleton<FeedGate>();
        services.AddSingleton<ContentEndpoints>();
        services.AddSingleton<SubscriptionEndpoints>();
        services.AddSingleton<WebhookConnection>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<Notifier>();
        services.AddHostedService<NotifierService>();
        services.AddHostedService<ContentFollower>();
    }

    public static void MapMicrosoft365(this IEndpointRouteBuilder app)
    {
        app.MapMicrosoft365Tokens();
        MapFeed(app, "v1.0");
        MapFeed(app, "v1");
    }

    /// <summary>Both versions are one: the vendor's documents name either.</summary>
    private static void MapFeed(IEndpointRouteBuilder app, string version)
    {
        var root = app.MapGroup($"/api/{version}").WithTags("Microsoft 365");
        root.Map("{**rest}", () => Results.NotFound()).RequireCaller().ExcludeFromDescription();
        var feed = root.MapGroup("/{tenant}/activity/feed").RequireScope(Scopes.RecordsRead).AddEndpointFilter(app.ServiceProvider.GetRequiredService<FeedGate>());
        Map("POST", "/subscriptions/start", context => context.RequestServices.GetRequiredService<SubscriptionEndpoints>().StartAsync(context), "StartSubscription");
        Map("POST", "/subscriptions/stop", context => context.RequestServices.GetRequiredService<SubscriptionEndpoints>().StopAsync(context), "StopSubscription");
        Map("GET", "/subscriptions/list", context => context.RequestServices.GetRequiredService<SubscriptionEndpoints>().ListAsync(context), "ListSubscriptions");
        Map("GET", "/subscriptions/content", context => context.RequestServices.GetRequiredService<ContentEndpoints>().ListContentAsync(context), "ListContent");
        Map("GET", "/subscriptions/notifications", context => context.RequestServices.GetRequiredService<ContentEndpoints>().ListNotificationsAsync(context), "ListNotifications");
        Map("GET", "/audit/{contentId}", context => context.RequestServices.GetRequiredService<ContentEndpoints>().GetBlobAsync(context), "GetBlob");
        Map("GET", "/resources/dlpSensitiveTypes", DlpSensitiveTypes.GetAsync, "GetDlpSensitiveTypes");

        void Map(string method, string path, Func<HttpContext, Task> handler, string name)
        {
            feed.MapMethods(path, [method], Task<IResult> (HttpContext context) => Filtered(context, handler)).WithMetadata(new FeedMethod(name)).WithName($"{name}_{version}");
            feed.Map(path, IResult () => throw FeedError.MethodNotAllowed).ExcludeFromDescription();
        }
    }

    /// <summary>A handler that gives a result: only such ones pass the filters of their group.</summary>
    private static async Task<IResult> Filtered(HttpContext context, Func<HttpContext, Task> handler)
    {
        await handler(context);
        return Results.Empty;
    }
}
