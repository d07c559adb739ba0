using Annals.Server.Access;
using Annals.Server.Microsoft365.Subscriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Annals.Server.Microsoft365.Feed;

/// <summary>Start, stop and list. No records are read here, so no receipts are left.</summary>
internal sealed class SubscriptionEndpoints(SubscriptionDesk desk, SubscriptionStore store, IOptions<Microsoft365Options> options, TimeProvider time)
{
    /// <summary><c>POST /subscriptions/start</c>.</summary>
    public async Task StartAsync(HttpContext context)
    {
        var (type, name) = FeedRights.TypeOf(context.Request.Query);
        FeedRights.Check(context, type, options.Value);
        var asked = await StartRequest.ReadAsync(context.Request, time.GetUtcNow(), context.RequestAborted);
        var started = await desk.StartAsync(context.Caller(), type, name, asked, context.RequestAborted);
        await FeedAnswer.WriteAsync(context, writer => FeedJson.WriteSubscription(writer, started, time.GetUtcNow()));
    }

    /// <summary><c>POST /subscriptions/stop</c>: 204, as the real service answers.</summary>
    public Task StopAsync(HttpContext context)
    {
        desk.Stop(context.Caller(), FeedRights.TypeOf(context.Request.Query).Type);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary><c>GET /subscriptions/list</c>: those that are not stopped.</summary>
    public Task ListAsync(HttpContext context)
    {
        var caller = context.Caller();
        var subscriptions = store.Of(caller.Tenant, caller.Id);
        return FeedAnswer.WriteAsync(context, writer =>
        {
            writer.WriteStartArray();
            foreach (var subscription in subscriptions)
            {
                FeedJson.WriteSubscription(writer, subscription, time.GetUtcNow());
            }

            writer.WriteEndArray();
        });
    }
}
