using Annals.Archive;
using Annals.Records.Microsoft365;
using Annals.Server.Microsoft365.Subscriptions;
using Annals.Server.Storage;

namespace Annals.Server.Microsoft365.Webhooks;

/// <summary>A content item that was sent to a webhook, or could not be.</summary>
/// <param name="Number">Rises with each attempt.</param>
/// <param name="ContentId">Id of the item.</param>
/// <param name="CreatedMillis">When the item was created, milliseconds since 1970 UTC.</param>
/// <param name="Sent">When it was sent, UTC.</param>
/// <param name="IsSuccess">Whether it was taken.</param>
internal sealed record Notification(long Number, string ContentId, long CreatedMillis, DateTimeOffset Sent, bool IsSuccess);

/// <summary>What was sent to webhooks, for thirty days.</summary>
internal sealed class NotificationStore(ServerDatabase database, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static DatabaseSchema Schema { get; } = new("microsoft365-notifications",
    [
        """
        CREATE TABLE microsoft365_notifications (
          number INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, client TEXT NOT NULL, type INTEGER NOT NULL, content TEXT NOT NULL, created INTEGER NOT NULL,
          sent TEXT NOT NULL, success INTEGER NOT NULL) STRICT;
        CREATE INDEX microsoft365_notifications_by_number ON microsoft365_notifications (tenant, client, type, number);
        CREATE INDEX microsoft365_notifications_by_time ON microsoft365_notifications (sent);
        """,
    ]);

    /// <summary>Notes an attempt for each of its items.</summary>
    public void Add(Subscription subscription, IReadOnlyList<ContentItem> items, bool isSuccess)
    {
        var now = DatabaseText.Of(time.GetUtcNow());
        database.Change((connection, _) =>
        {
            using var prune = ServerDatabase.Command(connection, "DELETE FROM microsoft365_notifications WHERE sent < $before", ("$before", DatabaseText.Of(time.GetUtcNow() - Kept)));
            prune.ExecuteNonQuery();
            foreach (var item in items)
            {
                using var insert = ServerDatabase.Command(
                    connection,
                    "INSERT INTO microsoft365_notifications (tenant, client, type, content, created, sent, success) VALUES ($tenant, $client, $type, $content, $created, $sent, $success)",
                    ("$tenant", subscription.Tenant.ToString()),
                    ("$client", subscription.Client),
                    ("$type", (int)subscription.Type),
                    ("$content", item.Id),
                    ("$created", item.CreatedMillis),
                    ("$sent", now),
                    ("$success", isSuccess ? 1 : 0));
                insert.ExecuteNonQuery();
            }

            return items.Count;
        });
    }

    /// <summary>Attempts for items created in a window, in their order.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="client">Whose webhook.</param>
    /// <param name="type">The content type.</param>
    /// <param name="fromMillis">Created at this time or later.</param>
    /// <param name="toMillis">Created before this time.</param>
    /// <param name="after">Only attempts behind this number.</param>
    /// <param name="limit">Most of them.</param>
    public IReadOnlyList<Notification> List(Guid tenant, string client, ContentType type, long fromMillis, long toMillis, long after, int limit) => database.Query(
        """
        SELECT number, content, created, sent, success FROM microsoft365_notifications
        WHERE tenant = $tenant AND client = $client AND type = $type AND created >= $from AND created < $to AND number > $after ORDER BY number LIMIT $limit
        """,
        row => new Notification(row.GetInt64(0), row.GetString(1), row.GetInt64(2), DatabaseText.Time(row.GetString(3)), row.GetInt64(4) != 0),
        ("$tenant", tenant.ToString()),
        ("$client", client),
        ("$type", (int)type),
        ("$from", fromMillis),
        ("$to", toMillis),
        ("$after", after),
        ("$limit", limit));
}
