using System.Buffers;
using System.Text.Json;
using Annals.Archive;
using Annals.Records.Microsoft365;
using Annals.Server.Access;
using Annals.Server.Hosting;
using Annals.Server.Microsoft365.Feed;
using Annals.Server.Microsoft365.Subscriptions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Annals.Server.Microsoft365.Webhooks;

/// <summary>Sends new content items of one tenant to the webhooks of its clients.</summary>
internal sealed partial class Notifier(
    SubscriptionStore subscriptions,
    TenantNames names,
    NotificationStore sent,
    ClientStore clients,
    WebhookSender sender,
    IOptions<ServerOptions> server,
    IOptions<Microsoft365Options> options,
    TimeProvider time,
    ILogger<Notifier> logger)
{
    /// <summary>Items of one message.</summary>
    private const int ItemsMax = 100;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    /// <summary>Sends one message to each webhook that has something new and is due.</summary>
    /// <returns>Whether some webhook has more.</returns>
    public async Task<bool> RunAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        var more = false;
        if (!names.IsEnabled(tenant))
        {
            return false;
        }

        foreach (var subscription in subscriptions.WithWebhook(tenant.Description.Id).Where(IsOpen))
        {
            var webhook = subscription.Webhook!;
            var now = time.GetUtcNow();
            if (webhook.StatusAt(now) == "enabled"
                && webhook.NextAttempt <= now
                && Guid.TryParse(subscription.Client, out var id)
                && clients.Find(id) is { } client
                && client.Scopes.Contains(Scopes.RecordsRead)
                && tenant.NewestContent(subscription.Type, cancellationToken) > webhook.Notified)
            {
                more |= await SendAsync(tenant, subscription, client, cancellationToken);
            }
        }

        return more;
    }

    /// <summary>Whether the settings let anybody have content of the type.</summary>
    private bool IsOpen(Subscription subscription) => subscription.Type != ContentType.Dlp || options.Value.DlpContent;

    private async Task<bool> SendAsync(Tenant tenant, Subscription subscription, Client client, CancellationToken cancellationToken)
    {
        // The receipt comes first, as with every listing; its recorded time is also what makes items final.
        var webhook = subscription.Webhook!;
        var actor = new Actor(client.Name) { Id = client.Id.ToString(), Type = "client" };
        var ticket = tenant.BeginVendorRead(actor, "microsoft365.notify", subscription.Name, null);
        var items = tenant.ListContent(subscription.Type, DateTimeOffset.UnixEpoch, ticket.Recorded, ContentHorizon.Of(ticket), webhook.Notified, ItemsMax, cancellationToken);
        if (items.Count == 0)
        {
            return false;
        }

        var taken = await sender.NotifyAsync(new Uri(webhook.Address), webhook.AuthId, Body(subscription, items, ticket.Recorded), cancellationToken);
        sent.Add(subscription, items, taken);
        var after = taken ? webhook with { Notified = items[^1].First, Failures = 0, NextAttempt = time.GetUtcNow() } : Failed(webhook);
        subscriptions.Note(subscription, after);
        if (!after.IsEnabled)
        {
            Log.Disabled(logger, tenant.Description.Name, subscription.Client, after.Failures);
        }

        return taken && items.Count == ItemsMax;
    }

    private Webhook Failed(Webhook webhook)
    {
        var failures = webhook.Failures + 1;
        var wait = options.Value.WebhookRetry * Math.Pow(2, Math.Min(failures - 1, 30));
        return webhook with
        {
            Failures = failures,
            IsEnabled = failures < options.Value.WebhookFailuresMax,
            NextAttempt = time.GetUtcNow() + (wait < LongestWait ? wait : LongestWait),
        };
    }

    private byte[] Body(Subscription subscription, IReadOnlyList<ContentItem> items, DateTimeOffset horizon)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, FeedJson.Options))
        {
            writer.WriteStartArray();
            foreach (var item in items)
            {
                writer.WriteStartObject();
                writer.WriteString("tenantId"u8, subscription.Tenant);
                writer.WriteString("clientId"u8, subscription.Client);
                FeedJson.WriteItem(writer, item, subscription.Name, FeedJson.ContentUri(Root, subscription.Tenant, item.Id), FeedJson.Expiration(item.Created, horizon, options.Value.ContentAge));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>No request tells how this server is reached, so the settings must; that is checked at start.</summary>
    private string Root => server.Value.PublicUrl!.GetLeftPart(UriPartial.Path).TrimEnd('/');

    private static partial class Log
    {
        [LoggerMessage(1301, LogLevel.Warning, "Tenant {Tenant}: a webhook of client {Client} was disabled after {Failures} failures in a row")]
        public static partial void Disabled(ILogger logger, string tenant, string client, int failures);
    }
}
