using System.Security.Cryptography;
using System.Text;
using Annals.Server.Storage;

namespace Annals.Server.Access;

/// <summary>
/// Hashes of secrets that were rotated away, so that whoever still uses one is told so. They open nothing. The database itself notes them when a client's secret is changed,
/// by whichever program.
/// </summary>
internal sealed class ReplacedSecrets(ServerDatabase database)
{
    public static DatabaseSchema Schema { get; } = new("replaced-secrets",
    [
        """
        CREATE TABLE replaced_secrets (client TEXT NOT NULL, secret BLOB NOT NULL, PRIMARY KEY (client, secret)) STRICT, WITHOUT ROWID;
        CREATE TRIGGER clients_secret_replaced AFTER UPDATE OF secret ON clients WHEN OLD.secret <> NEW.secret
          BEGIN INSERT OR IGNORE INTO replaced_secrets VALUES (OLD.id, OLD.secret); END;
        CREATE TRIGGER clients_removed_secrets AFTER DELETE ON clients
          BEGIN DELETE FROM replaced_secrets WHERE client = OLD.id; END;
        """,
    ]);

    /// <summary>Whether this was once the client's secret.</summary>
    public bool Contains(Guid client, string secret) => database.Query(
        "SELECT 1 FROM replaced_secrets WHERE client = $client AND secret = $secret",
        row => row.GetInt64(0),
        ("$client", client.ToString()),
        ("$secret", SHA256.HashData(Encoding.UTF8.GetBytes(secret)))).Count > 0;
}
