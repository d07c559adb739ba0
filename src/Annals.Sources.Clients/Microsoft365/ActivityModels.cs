using System.Text.Json;
using System.Text.Json.Serialization;

namespace Annals.Sources.Microsoft365;

/// <summary>A subscription to a content type (reference, "Start a subscription").</summary>
/// <param name="ContentType">The content type, as it was named when the subscription was started.</param>
/// <param name="Status"><c>enabled</c> or <c>disabled</c>.</param>
/// <param name="Webhook">Where notifications go; null for none.</param>
public sealed record ActivitySubscription(string ContentType, string Status, ActivityWebhook? Webhook)
{
    /// <summary>Whether content is being made available.</summary>
    [JsonIgnore]
    public bool IsEnabled => string.Equals(Status, "enabled", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Where notifications of new content go (reference, "Start a subscription" and "Webhook validation").</summary>
/// <param name="Address">An address that begins with <c>https</c>.</param>
/// <param name="AuthId">Sent with each notification as <c>Webhook-AuthID</c>, so that the receiver knows where it is from; or null.</param>
/// <param name="Expiration">When notifications end, UTC; null for never.</param>
/// <param name="Status"><c>enabled</c>, <c>disabled</c> or <c>expired</c>; null when it is sent.</param>
public sealed record ActivityWebhook(string Address, string? AuthId = null, string? Expiration = null, string? Status = null);

/// <summary>A piece of content that can be fetched (reference, "List available content").</summary>
/// <param name="ContentType">Its content type.</param>
/// <param name="ContentId">Its id; opaque.</param>
/// <param name="ContentUri">Where it is fetched.</param>
/// <param name="ContentCreated">When it became available, UTC. It says nothing of when its records happened.</param>
/// <param name="ContentExpiration">When it can no longer be fetched, UTC: seven days later.</param>
public sealed record ActivityContent(string ContentType, string ContentId, Uri ContentUri, DateTimeOffset ContentCreated, DateTimeOffset ContentExpiration);

/// <summary>A notification that the service sent or tried to send (reference, "List notifications").</summary>
/// <param name="ContentType">The content type.</param>
/// <param name="ContentId">The content's id.</param>
/// <param name="ContentUri">Where the content is fetched.</param>
/// <param name="ContentCreated">When it became available, UTC.</param>
/// <param name="ContentExpiration">When it can no longer be fetched, UTC.</param>
/// <param name="NotificationSent">When the notification was sent, UTC.</param>
/// <param name="NotificationStatus"><c>success</c>, or what else became of it.</param>
public sealed record ActivityNotification(
    string ContentType, string ContentId, Uri ContentUri, DateTimeOffset ContentCreated, DateTimeOffset ContentExpiration, DateTimeOffset? NotificationSent, string? NotificationStatus);

/// <summary>One page of a listing, as long as the service made it.</summary>
/// <param name="Items">What it lists.</param>
/// <param name="Next">Where the next page is; null on the last one. Good for this connection only, and for a while.</param>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record ActivityPage<T>(IReadOnlyList<T> Items, Uri? Next);

/// <summary>The name of a sensitive information type (reference, "Retrieve resource friendly names").</summary>
/// <param name="Id">Its id, as it stands in DLP records.</param>
/// <param name="Name">Its name in the language asked for.</param>
public sealed record SensitiveTypeName(Guid Id, string Name);

internal sealed record WebhookBody(ActivityWebhook Webhook);

internal sealed record ErrorBody(ErrorBody.Inner? Error)
{
    internal sealed record Inner(string? Code, string? Message);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ActivitySubscription))]
[JsonSerializable(typeof(List<ActivitySubscription>))]
[JsonSerializable(typeof(List<ActivityContent>))]
[JsonSerializable(typeof(List<ActivityNotification>))]
[JsonSerializable(typeof(List<SensitiveTypeName>))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class ActivityJson : JsonSerializerContext;
