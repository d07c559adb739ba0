using System.Buffers;
using System.Globalization;
using Annals.Archive;
using Annals.Records.Microsoft365;
using Annals.Server.Access;
using Annals.Server.Api.Reading;
using Annals.Server.Hosting;
using Annals.Server.Microsoft365.Subscriptions;
using Annals.Server.Microsoft365.Webhooks;
using Annals.Server.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Annals.Server.Microsoft365.Feed;

/// <summary>The listings of content and of notifications, and the blobs.</summary>
internal sealed class ContentEndpoints(
    TenantRegistry tenants,
    SubscriptionDesk subscriptions,
    NotificationStore notifications,
    NextPageSigner pages,
    PublicAddress address,
    IOptions<Microsoft365Options> options,
    TimeProvider time)
{
    public const string NextPageHeader = "NextPageUri";
    private const string NextPageName = "nextPage";

    /// <summary>So many bytes of a blob leave together.</summary>
    private const int FlushBytes = 64 << 10;

    /// <summary><c>GET /subscriptions/content</c>.</summary>
    public Task ListContentAsync(HttpContext context)
    {
        var (page, name) = Page(context, ListingKind.Content);
        var tenant = tenants.Of(context.Caller());
        var items = FeedReads.Ask(() => tenant.ListContent(page.Type, page.Window.Start, page.Window.End, page.Horizon, page.After, options.Value.PageSize + 1, context.RequestAborted));
        var shown = items.Take(options.Value.PageSize).ToList();
        AnnounceNext(context, items.Count > shown.Count ? page with { After = shown[^1].First } : null, name, "content");
        var listed = Time(page.Horizon);
        return FeedAnswer.WriteAsync(context, writer =>
        {
            writer.WriteStartArray();
            foreach (var item in shown)
            {
                writer.WriteStartObject();
                FeedJson.WriteItem(writer, item, name, Uri(context, item.Id), FeedJson.Expiration(item.Created, listed, options.Value.ContentAge));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    /// <summary><c>GET /subscriptions/notifications</c>.</summary>
    public Task ListNotificationsAsync(HttpContext context)
    {
        var (page, name) = Page(context, ListingKind.Notifications);
        var caller = context.Caller();
        var sent = notifications.List(
            caller.Tenant, caller.Id, page.Type, MillisUp(page.Window.Start), MillisUp(page.Window.End), page.After, options.Value.PageSize + 1);
        var shown = sent.Take(options.Value.PageSize).ToList();
        AnnounceNext(context, sent.Count > shown.Count ? page with { After = shown[^1].Number } : null, name, "notifications");
        var listed = Time(page.Horizon);
        return FeedAnswer.WriteAsync(context, writer =>
        {
            writer.WriteStartArray();
            foreach (var notification in shown)
            {
                var created = DateTimeOffset.FromUnixTimeMilliseconds(notification.CreatedMillis);
                writer.WriteStartObject();
                FeedJson.WriteItem(writer, notification.ContentId, created, name, Uri(context, notification.ContentId), FeedJson.Expiration(created, listed, options.Value.ContentAge));
                writer.WriteString("notificationSent"u8, FeedTime.Text(notification.Sent));
                writer.WriteString("notificationStatus"u8, notification.IsSuccess ? "success"u8 : "failed"u8);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    /// <summary><c>GET /audit/{contentId}</c>: the records of an item, as they are stored.</summary>
    public async Task GetBlobAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["contentId"]!;
        if (!ContentItem.IsId(id))
        {
            throw FeedError.ContentIdInvalid(id);
        }

        var tenant = tenants.Of(context.Caller());
        if (FeedReads.Ask(() => tenant.FindContent(id, context.RequestAborted)) is not { } item)
        {
            throw FeedError.ContentNotFound(id);
        }

        if (options.Value.ContentAge is { } age && item.Created + age < time.GetUtcNow())
        {
            throw FeedError.ContentExpired(id);
        }

        FeedRights.Check(context, item.Type, options.Value);
        var ticket = tenant.BeginVendorRead(context.Caller().Actor(), "microsoft365.blob", id, details: null);
        context.Response.ContentType = FeedAnswer.ContentType;
        context.Response.Headers.ContentDisposition = "attachment";
        await WriteRecordsAsync(context, tenant, item, ticket);
    }

    private static async Task WriteRecordsAsync(HttpContext context, Tenant tenant, ContentItem item, ReadTicket ticket)
    {
        // The first record is read before the first byte leaves, so that what cannot be read at all is an error and not a torn answer.
        using var records = tenant.ReadContent(item, ticket, context.RequestAborted).GetEnumerator();
        var isAny = FeedReads.Ask(records.MoveNext);
        var body = context.Response.BodyWriter;
        body.Write("["u8);
        while (isAny)
        {
            body.Write(records.Current.Span);
            if (body.UnflushedBytes >= FlushBytes)
            {
                await body.FlushAsync(context.RequestAborted);
            }

            isAny = records.MoveNext();
            if (isAny)
            {
                body.Write(","u8);
            }
        }

        body.Write("]"u8);
        await body.FlushAsync(context.RequestAborted);
    }

    /// <summary>The page that a request asks for. A first one leaves the receipt of the listing.</summary>
    private (NextPage Page, string TypeName) Page(HttpContext context, ListingKind kind)
    {
        var query = context.Request.Query;
        var caller = context.Caller();
        var given = query[NextPageName].ToString();
        var next = given.Length == 0 ? null : pages.Read(given, caller) is { } read && read.Kind == kind ? read : throw FeedError.NextPage(given);
        var (type, name) = next is not null && query["contentType"].ToString().Length == 0 ? (next.Type, ContentTypes.NameOf(next.Type)) : FeedRights.TypeOf(query);
        FeedRights.Check(context, type, options.Value);
        subscriptions.Enabled(caller, type);
        if (next is not null)
        {
            // A log that was restored from an older copy may not reach as far as the page.
            var isOfLog = kind == ListingKind.Notifications || next.Horizon.Position < tenants.Of(caller).Size;
            return isOfLog && next.Type == type && (ContentWindow.Read(query) ?? next.Window) == next.Window ? (next, name) : throw FeedError.NextPage(given);
        }

        var now = time.GetUtcNow();
        var window = ContentWindow.Read(query)?.Check(now, options.Value.ContentAge) ?? ContentWindow.Default(now);
        var ticket = tenants.Of(caller).BeginVendorRead(
            caller.Actor(),
            kind == ListingKind.Content ? "microsoft365.content" : "microsoft365.notifications",
            name,
            writer =>
            {
                writer.WriteString("from"u8, window.Start.UtcDateTime);
                writer.WriteString("to"u8, window.End.UtcDateTime);
            });
        return (new NextPage(kind, type, window, ContentHorizon.Of(ticket), -1), name);
    }

    /// <summary>Names the next page. The parameter is in lower case there: that is how clients of the real service look for it.</summary>
    private void AnnounceNext(HttpContext context, NextPage? next, string typeName, string operation)
    {
        if (next is not null)
        {
            var caller = context.Caller();
            context.Response.Headers[NextPageHeader] =
                $"{address.Of(context.Request)}/api/v1.0/{caller.Tenant}/activity/feed/subscriptions/{operation}?contentType={typeName}"
                + $"&startTime={Exact(next.Window.Start)}&endTime={Exact(next.Window.End)}&nextpage={pages.Sign(next, caller)}";
        }
    }

    private string Uri(HttpContext context, string id) => FeedJson.ContentUri(address.Of(context.Request), context.Caller().Tenant, id);

    private static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString(FeedTime.Exact, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(ContentHorizon horizon) => DateTimeOffset.UnixEpoch.AddTicks(horizon.RecordedMicros * TimeSpan.TicksPerMicrosecond);

    private static long MillisUp(DateTimeOffset time) => (time.UtcTicks - DateTime.UnixEpoch.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
}
