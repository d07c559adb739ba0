using System.Globalization;
using Annals.Archive;
using Annals.Server.Access;
using Annals.Server.Storage;

namespace Annals.Server.Accounts;

/// <summary>Links by which a person sets a password without having one: each is good once and for a time, and only the hash of its token is kept.</summary>
internal sealed class OneTimeLinks(ServerDatabase database, UserStore users, TimeProvider time)
{
    /// <summary>How long the link of a first start is good.</summary>
    public static readonly TimeSpan FirstLifetime = TimeSpan.FromHours(1);

    /// <summary>How long the link of a user is good.</summary>
    public static readonly TimeSpan UserLifetime = TimeSpan.FromHours(24);

    public static DatabaseSchema Schema { get; } = new("links",
    [
        "CREATE TABLE links (hash BLOB PRIMARY KEY, tenant TEXT NOT NULL, user TEXT REFERENCES users (id) ON DELETE CASCADE, expires TEXT NOT NULL) STRICT",
    ]);

    /// <summary>A link that makes the first user of all, an administrator of the tenant. An earlier one is void.</summary>
    /// <returns>Null when there are users.</returns>
    public OneTimeLink? First(Guid tenant) => users.Any() ? null : Insert(tenant, null, FirstLifetime, null);

    /// <summary>A link by which a user sets a password. An earlier one of the user is void.</summary>
    /// <param name="user">Who it is for.</param>
    /// <param name="by">Who makes it, for the receipt.</param>
    public OneTimeLink Of(User user, Actor by) => Insert(user.Tenant, user, UserLifetime, users.Changed("user.link", user, by));

    /// <summary>What a token stands for, without using it up; null when it is unknown, used or too old.</summary>
    public LinkTarget? Find(string token) => token.Length != SecretToken.TextLength ? null : database.Query(
        "SELECT tenant, user FROM links WHERE hash = $hash AND expires > $now",
        row => new LinkTarget(Guid.Parse(row.GetString(0), CultureInfo.InvariantCulture), row.IsDBNull(1) ? null : Guid.Parse(row.GetString(1), CultureInfo.InvariantCulture)),
        ("$hash", SecretToken.HashOf(token)),
        ("$now", DatabaseText.Of(time.GetUtcNow()))).SingleOrDefault();

    /// <summary>Uses a token up. Of two who try at once, one gets it.</summary>
    public bool TakeAway(string token) =>
        database.Execute("DELETE FROM links WHERE hash = $hash AND expires > $now", ("$hash", SecretToken.HashOf(token)), ("$now", DatabaseText.Of(time.GetUtcNow()))) > 0;

    private OneTimeLink Insert(Guid tenant, User? user, TimeSpan lifetime, AccessChange? change)
    {
        var now = time.GetUtcNow();
        var token = SecretToken.New();
        var expires = now + lifetime;
        database.Change((connection, _) =>
        {
            ServerDatabase.Execute(connection, "DELETE FROM links WHERE expires <= $now OR user IS $user", ("$now", DatabaseText.Of(now)), ("$user", user?.Id.ToString()));
            ServerDatabase.Execute(
                connection,
                "INSERT INTO links (hash, tenant, user, expires) VALUES ($hash, $tenant, $user, $expires)",
                ("$hash", SecretToken.HashOf(token)),
                ("$tenant", tenant.ToString()),
                ("$user", user?.Id.ToString()),
                ("$expires", DatabaseText.Of(expires)));
            if (change is not null)
            {
                AccessChangeLog.Add(connection, tenant, change);
            }

            return true;
        });
        return new OneTimeLink(token, expires);
    }
}

/// <summary>A link that was made: its token, which cannot be had again, and when it ends.</summary>
public sealed record OneTimeLink(string Token, DateTimeOffset Expires)
{
    /// <summary>The address to open. The token stands behind the number sign, so that neither servers nor proxies see or log it.</summary>
    /// <param name="address">Scheme, host and port of the server.</param>
    public Uri At(string address) => new($"{address}/welcome#{Token}");
}

/// <summary>What a one-time link is for.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="User">Who sets a password; null for the first user of all.</param>
internal sealed record LinkTarget(Guid Tenant, Guid? User);
