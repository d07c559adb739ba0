using System.Security.Cryptography;
using System.Text;
using Annals.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Annals.Server.Microsoft365.Tokens;

/// <summary>Client assertions that were used, until they expire: none counts twice, also after a restart.</summary>
internal sealed class UsedAssertions(ServerDatabase database, TimeProvider time)
{
    /// <summary>Assertions are accepted a little after they expire, so they are remembered longer.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    public static DatabaseSchema Schema { get; } = new("microsoft365-assertions",
    [
        "CREATE TABLE used_assertions (client TEXT NOT NULL, id BLOB NOT NULL, expires TEXT NOT NULL, PRIMARY KEY (client, id)) STRICT, WITHOUT ROWID",
    ]);

    /// <summary>Marks an assertion as used. Durable on return.</summary>
    /// <returns>False when it was used before.</returns>
    public bool TryUse(Guid client, string id, DateTime expires)
    {
        database.Execute("DELETE FROM used_assertions WHERE expires < $now", ("$now", DatabaseText.Of(time.GetUtcNow())));
        try
        {
            database.Execute(
                "INSERT INTO used_assertions VALUES ($client, $id, $expires)",
                ("$client", client.ToString()),
                ("$id", SHA256.HashData(Encoding.UTF8.GetBytes(id))),
                ("$expires", DatabaseText.Of(new DateTimeOffset(expires, TimeSpan.Zero) + Margin)));
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SqliteErrors.Constraint)
        {
            return false;
        }
    }
}
