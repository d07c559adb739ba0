using Annals.Server.Access;
using System.Globalization;
using Annals.Server.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Annals.Server.Accounts;

/// <summary>The sessions of all users. What ends one is in effect with the next request.</summary>
internal sealed class SessionStore(ServerDatabase database, IOptions<AccessOptions> options, TimeProvider time)
{
    /// <summary>Sessions of one user; the one unused for longest makes room for a further one.</summary>
    public const int PerUserMax = 20;

    private const string Columns = "id, user, stamp, begun, seen, address, hash";

    /// <summary>Uses within this time of the last one noted are not noted: a page that asks often must not write as often.</summary>
    private static readonly TimeSpan SeenStep = TimeSpan.FromSeconds(30);

    public static DatabaseSchema Schema { get; } = new("sessions",
    [
        """
        CREATE TABLE sessions (
          hash BLOB PRIMARY KEY, id TEXT NOT NULL UNIQUE, user TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE, stamp INTEGER NOT NULL,
          begun TEXT NOT NULL, seen TEXT NOT NULL, address TEXT NOT NULL) STRICT;
        CREATE INDEX sessions_user ON sessions (user);
        """,
    ]);

    /// <summary>Begins a session and forgets those that have ended.</summary>
    /// <returns>The session and its token, which cannot be had again.</returns>
    public (Session Session, string Token) Begin(StoredUser user, string address)
    {
        var now = time.GetUtcNow();
        var token = SecretToken.New();
        var session = new Session(Guid.NewGuid(), user.User.Id, user.Stamp, now, now, address, SecretToken.HashOf(token));
        database.Change((connection, _) =>
        {
            ServerDatabase.Execute(connection, "DELETE FROM sessions WHERE begun <= $begun OR seen <= $seen", ("$begun", DatabaseText.Of(now - options.Value.SessionLifetime)), ("$seen", DatabaseText.Of(now - options.Value.SessionIdle)));
            ServerDatabase.Execute(
                connection,
                $"DELETE FROM sessions WHERE user = $user AND hash NOT IN (SELECT hash FROM sessions WHERE user = $user ORDER BY seen DESC LIMIT {PerUserMax - 1})",
                ("$user", user.User.Id.ToString()));
            return ServerDatabase.Execute(
                connection,
                "INSERT INTO sessions (hash, id, user, stamp, begun, seen, address) VALUES ($hash, $id, $user, $stamp, $now, $now, $address)",
                ("$hash", session.TokenHash),
                ("$id", session.Id.ToString()),
                ("$user", session.User.ToString()),
                ("$stamp", session.Stamp),
                ("$now", DatabaseText.Of(now)),
                ("$address", address));
        });
        return (session, token);
    }

    /// <summary>The session of a token that has not ended, noted as used now; null when there is none.</summary>
    public Session? Use(string token)
    {
        if (token.Length != SecretToken.TextLength)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var session = database.Query($"SELECT {Columns} FROM sessions WHERE hash = $hash", Read, ("$hash", SecretToken.HashOf(token))).SingleOrDefault();
        if (session is null || !IsOpen(session, now))
        {
            return null;
        }

        if (now - session.Seen >= SeenStep)
        {
            See(session, now);
        }

        return session;
    }

    /// <summary>A use that cannot be noted, on a full disk say, must not keep the person out.</summary>
    private void See(Session session, DateTimeOffset now)
    {
        try
        {
            database.Execute("UPDATE sessions SET seen = $now WHERE hash = $hash", ("$now", DatabaseText.Of(now)), ("$hash", session.TokenHash));
        }
        catch (SqliteException)
        {
            // The next use is noted, or the session ends a little early.
        }
    }

    /// <summary>Whether a session has not ended, without counting as a use of it.</summary>
    public bool IsOpen(Session session) =>
        database.Query($"SELECT {Columns} FROM sessions WHERE hash = $hash", Read, ("$hash", session.TokenHash)).SingleOrDefault() is { } stored && IsOpen(stored, time.GetUtcNow());

    /// <summary>Open sessions of a user, the one used last first.</summary>
    public IReadOnlyList<Session> Of(Guid user)
    {
        var now = time.GetUtcNow();
        return database.Query($"SELECT {Columns} FROM sessions WHERE user = $user ORDER BY seen DESC", Read, ("$user", user.ToString())).FindAll(session => IsOpen(session, now));
    }

    /// <summary>Ends a session of a user.</summary>
    /// <returns>False when the user has no such session.</returns>
    public bool End(Guid user, Guid id) => database.Execute("DELETE FROM sessions WHERE user = $user AND id = $id", ("$user", user.ToString()), ("$id", id.ToString())) > 0;

    /// <summary>When a session ends, whatever happens.</summary>
    public DateTimeOffset EndOf(Session session) => session.Begun + options.Value.SessionLifetime;

    private bool IsOpen(Session session, DateTimeOffset now) => now < EndOf(session) && now < session.Seen + options.Value.SessionIdle;

    private static Session Read(SqliteDataReader row) => new(
        Guid.Parse(row.GetString(0), CultureInfo.InvariantCulture),
        Guid.Parse(row.GetString(1), CultureInfo.InvariantCulture),
        row.GetInt64(2),
        DatabaseText.Time(row.GetString(3)),
        DatabaseText.Time(row.GetString(4)),
        row.GetString(5),
        (byte[])row[6]);
}
