using Annals.Records.Microsoft365;

namespace Annals.Server.Microsoft365.Subscriptions;

/// <summary>A client's subscription to a content type.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Client">Id of the client.</param>
/// <param name="Type">The content type.</param>
/// <param name="Name">Its name as the client wrote it.</param>
/// <param name="IsEnabled">False once it was stopped.</param>
/// <param name="Changed">When it was last started with a change, UTC.</param>
/// <param name="Webhook">Where notifications go; null for nowhere.</param>
internal sealed record Subscription(Guid Tenant, string Client, ContentType Type, string Name, bool IsEnabled, DateTimeOffset Changed, Webhook? Webhook);

/// <summary>An address to which notifications are sent.</summary>
/// <param name="Address">The address, https.</param>
/// <param name="AuthId">What the header Webhook-AuthID holds, a secret of the client's; null for none.</param>
/// <param name="Expiration">Until when, UTC; null for ever.</param>
/// <param name="IsEnabled">False once it failed too often.</param>
/// <param name="Notified">Position of the first record of the newest item that was notified.</param>
/// <param name="Failures">Failures in a row.</param>
/// <param name="NextAttempt">Not before this time, UTC.</param>
internal sealed record Webhook(string Address, string? AuthId, DateTimeOffset? Expiration, bool IsEnabled, long Notified, int Failures, DateTimeOffset NextAttempt)
{
    /// <summary>Its state as answers have it.</summary>
    public string StatusAt(DateTimeOffset now) => Expiration <= now ? "expired" : IsEnabled ? "enabled" : "disabled";
}
