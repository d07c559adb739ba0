using System.Text.Encodings.Web;
using System.Text.Json;
using Annals.Archive;
using Annals.Server.Microsoft365.Subscriptions;

namespace Annals.Server.Microsoft365.Feed;

/// <summary>How the objects of the feed are written.</summary>
internal static class FeedJson
{
    /// <summary>Content lives for so long at the vendor.</summary>
    private static readonly TimeSpan VendorAge = TimeSpan.FromDays(7);

    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Until when clients are told that an item can be fetched: by the limit of the settings; without one, seven days from the listing, since clients skip what has expired.
    /// </summary>
    public static DateTimeOffset Expiration(DateTimeOffset created, DateTimeOffset listed, TimeSpan? age) =>
        age is { } limit ? (DateTimeOffset.MaxValue - created > limit ? created + limit : DateTimeOffset.MaxValue)
        : (created > listed ? created : listed) + VendorAge;

    /// <summary>The address of a blob. Clients add a query of their own, so it has none.</summary>
    public static string ContentUri(string root, Guid tenant, string contentId) => $"{root}/api/v1.0/{tenant}/activity/feed/audit/{contentId}";

    /// <summary>The members of a content item.</summary>
    public static void WriteItem(Utf8JsonWriter writer, ContentItem item, string typeName, string uri, DateTimeOffset expiration) =>
        WriteItem(writer, item.Id, item.Created, typeName, uri, expiration);

    /// <inheritdoc cref="WriteItem(Utf8JsonWriter, ContentItem, string, string, DateTimeOffset)"/>
    public static void WriteItem(Utf8JsonWriter writer, string id, DateTimeOffset created, string typeName, string uri, DateTimeOffset expiration)
    {
        writer.WriteString("contentType"u8, typeName);
        writer.WriteString("contentId"u8, id);
        writer.WriteString("contentUri"u8, uri);
        writer.WriteString("contentCreated"u8, FeedTime.Text(created));
        writer.WriteString("contentExpiration"u8, FeedTime.Text(expiration));
    }

    /// <summary>A subscription.</summary>
    public static void WriteSubscription(Utf8JsonWriter writer, Subscription subscription, DateTimeOffset now)
    {
        writer.WriteStartObject();
        writer.WriteString("contentType"u8, subscription.Name);
        writer.WriteString("status"u8, subscription.IsEnabled ? "enabled"u8 : "disabled"u8);
        if (subscription.Webhook is { } webhook)
        {
            writer.WriteStartObject("webhook"u8);
            writer.WriteString("status"u8, webhook.StatusAt(now));
            writer.WriteString("address"u8, webhook.Address);
            WriteTextOrNull(writer, "authId", webhook.AuthId);
            WriteTextOrNull(writer, "expiration", webhook.Expiration is { } expiration ? FeedTime.Text(expiration) : null);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("webhook"u8);
        }

        writer.WriteEndObject();
    }

    private static void WriteTextOrNull(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is null)
        {
            writer.WriteNull(name);
        }
        else
        {
            writer.WriteString(name, text);
        }
    }
}
