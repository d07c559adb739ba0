using Annals.Records.Microsoft365;
using Annals.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Annals.Server.Microsoft365.Subscriptions;

/// <summary>The subscriptions of all clients, in the server's database.</summary>
internal sealed class SubscriptionStore(ServerDatabase database)
{
    private const string Columns = "tenant, client, type, name, enabled, changed, address, auth_id, expiration, webhook_enabled, notified, failures, next_attempt";

    public static DatabaseSchema Schema { get; } = new("microsoft365-subscriptions",
    [
        """
        CREATE TABLE microsoft365_subscriptions (
          tenant TEXT NOT NULL, client TEXT NOT NULL, type INTEGER NOT NULL, name TEXT NOT NULL, enabled INTEGER NOT NULL, changed TEXT NOT NULL,
          address TEXT, auth_id TEXT, expiration TEXT, webhook_enabled INTEGER NOT NULL, notified INTEGER NOT NULL, failures INTEGER NOT NULL, next_attempt TEXT NOT NULL,
          PRIMARY KEY (tenant, client, type)) STRICT;
        CREATE TRIGGER clients_removed_subscriptions AFTER DELETE ON clients
          BEGIN DELETE FROM microsoft365_subscriptions WHERE client = OLD.id; END;
        """,
    ]);

    /// <summary>A client's subscription to a content type, or null when it was never started.</summary>
    public Subscription? Find(Guid tenant, string client, ContentType type) => database.Query(
        $"SELECT {Columns} FROM microsoft365_subscriptions WHERE tenant = $tenant AND client = $client AND type = $type",
        Read,
        ("$tenant", tenant.ToString()),
        ("$client", client),
        ("$type", (int)type)).SingleOrDefault();

    /// <summary>A client's subscriptions that are not stopped.</summary>
    public IReadOnlyList<Subscription> Of(Guid tenant, string client) => database.Query(
        $"SELECT {Columns} FROM microsoft365_subscriptions WHERE tenant = $tenant AND client = $client AND enabled = 1 ORDER BY name",
        Read,
        ("$tenant", tenant.ToString()),
        ("$client", client));

    /// <summary>Subscriptions of a tenant that are not stopped and have an enabled webhook.</summary>
    public IReadOnlyList<Subscription> WithWebhook(Guid tenant) => database.Query(
        $"SELECT {Columns} FROM microsoft365_subscriptions WHERE tenant = $tenant AND enabled = 1 AND address IS NOT NULL AND webhook_enabled = 1 ORDER BY client, type",
        Read,
        ("$tenant", tenant.ToString()));

    /// <summary>Adds or replaces a subscription. Durable on return.</summary>
    public void Put(Subscription subscription) => database.Execute(
        $"INSERT OR REPLACE INTO microsoft365_subscriptions ({Columns}) VALUES ($tenant, $client, $type, $name, $enabled, $changed, $address, $auth, $expiration, $webhook, $notified, $failures, $next)",
        ("$tenant", subscription.Tenant.ToString()),
        ("$client", subscription.Client),
        ("$type", (int)subscription.Type),
        ("$name", subscription.Name),
        ("$enabled", subscription.IsEnabled ? 1 : 0),
        ("$changed", DatabaseText.Of(subscription.Changed)),
        ("$address", subscription.Webhook?.Address),
        ("$auth", subscription.Webhook?.AuthId),
        ("$expiration", subscription.Webhook?.Expiration is { } expiration ? DatabaseText.Of(expiration) : null),
        ("$webhook", subscription.Webhook is { IsEnabled: true } ? 1 : 0),
        ("$notified", subscription.Webhook?.Notified ?? -1),
        ("$failures", subscription.Webhook?.Failures ?? 0),
        ("$next", DatabaseText.Of(subscription.Webhook?.NextAttempt ?? DateTimeOffset.UnixEpoch)));

    /// <summary>Notes how an attempt to notify ended, unless the webhook was changed meanwhile.</summary>
    /// <param name="subscription">The subscription as the attempt knew it.</param>
    /// <param name="webhook">The webhook after the attempt.</param>
    public void Note(Subscription subscription, Webhook webhook) => database.Execute(
        """
        UPDATE microsoft365_subscriptions SET webhook_enabled = $enabled, notified = $notified, failures = $failures, next_attempt = $next
        WHERE tenant = $tenant AND client = $client AND type = $type AND enabled = 1 AND changed = $changed AND address = $address
        """,
        ("$enabled", webhook.IsEnabled ? 1 : 0),
        ("$notified", webhook.Notified),
        ("$failures", webhook.Failures),
        ("$next", DatabaseText.Of(webhook.NextAttempt)),
        ("$tenant", subscription.Tenant.ToString()),
        ("$client", subscription.Client),
        ("$type", (int)subscription.Type),
        ("$changed", DatabaseText.Of(subscription.Changed)),
        ("$address", webhook.Address));

    private static Subscription Read(SqliteDataReader row) => new(
        Guid.Parse(row.GetString(0)),
        row.GetString(1),
        (ContentType)row.GetInt32(2),
        row.GetString(3),
        row.GetInt64(4) != 0,
        DatabaseText.Time(row.GetString(5)),
        row.IsDBNull(6)
            ? null
            : new Webhook(
                row.GetString(6),
                row.IsDBNull(7) ? null : row.GetString(7),
                row.IsDBNull(8) ? null : DatabaseText.Time(row.GetString(8)),
                row.GetInt64(9) != 0,
                row.GetInt64(10),
                row.GetInt32(11),
                DatabaseText.Time(row.GetString(12))));
}
