using Annals.Server.Access;
using System.Globalization;
using Annals.Archive;
using Annals.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Annals.Server.Accounts;

/// <summary>The users of all tenants. A change of what somebody may do voids all sessions of that user in the same transaction.</summary>
internal sealed class UserStore(ServerDatabase database, TimeProvider time)
{
    private const string Columns = "id, tenant, name, roles, created, disabled, password, provider, stamp";

    public static DatabaseSchema Schema { get; } = new("users",
    [
        """
        CREATE TABLE users (
          id TEXT PRIMARY KEY, tenant TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, password TEXT, roles TEXT NOT NULL,
          created TEXT NOT NULL, disabled INTEGER NOT NULL, stamp INTEGER NOT NULL, provider TEXT, subject TEXT,
          UNIQUE (tenant, folded), UNIQUE (tenant, provider, subject)) STRICT
        """,
    ]);

    /// <summary>Adds a user. Durable on return.</summary>
    /// <param name="tenant">The tenant it belongs to.</param>
    /// <param name="name">The name to sign in with, not taken in the tenant in any case.</param>
    /// <param name="roles">What it may do.</param>
    /// <param name="passwordHash">Hash of its password (<see cref="Passwords"/>); null for none yet.</param>
    /// <param name="by">Who adds it, for the receipt; null for the user itself.</param>
    /// <exception cref="ArchiveException">Name or roles are not usable (<see cref="UserRules"/>), or the name is taken.</exception>
    public User Add(Guid tenant, string name, IReadOnlyList<string> roles, string? passwordHash, Actor? by) =>
        Adding(name, roles, () => database.Change((connection, _) => Insert(connection, tenant, name, roles, passwordHash, null, null, by)));

    /// <summary>Adds the first user of all, an administrator who has followed the link of the first start.</summary>
    /// <returns>Null when there are users already: the link is void then.</returns>
    /// <exception cref="ArchiveException">The name is not usable.</exception>
    public User? AddFirst(Guid tenant, string name, string passwordHash)
    {
        string[] roles = [Scopes.Administrator];
        return Adding(name, roles, () => database.Change((connection, _) => Any(connection) ? null : Insert(connection, tenant, name, roles, passwordHash, null, null, by: null)));
    }

    /// <summary>The user that a provider vouches for, added or brought up to date with its roles of today.</summary>
    /// <param name="tenant">The tenant that the provider is for.</param>
    /// <param name="provider">The provider's issuer.</param>
    /// <param name="subject">The person's identity there.</param>
    /// <param name="name">The name to show, used when the user is new.</param>
    /// <param name="roles">What the provider's claims stand for.</param>
    /// <exception cref="ArchiveException">Another user of the tenant has the name.</exception>
    public User Vouched(Guid tenant, string provider, string subject, string name, IReadOnlyList<string> roles)
    {
        var ordered = InOrder(roles);
        return Adding(name, roles, () => database.Change((connection, _) =>
        {
            var known = ServerDatabase.Query(
                connection,
                $"SELECT {Columns} FROM users WHERE tenant = $tenant AND provider = $provider AND subject = $subject",
                Read,
                ("$tenant", tenant.ToString()),
                ("$provider", provider),
                ("$subject", subject)).SingleOrDefault();
            return known is null
                ? Insert(connection, tenant, name, roles, null, provider, subject, by: null)
                : known.User.Roles.SequenceEqual(ordered) ? known.User : Update(connection, known.User, ordered, known.User.IsDisabled, new Actor(known.User.Name) { Id = known.User.Id.ToString(), Type = "user" });
        }));
    }

    /// <summary>Users of a tenant, by name.</summary>
    public IReadOnlyList<User> Of(Guid tenant) =>
        database.Query($"SELECT {Columns} FROM users WHERE tenant = $tenant ORDER BY folded", row => Read(row).User, ("$tenant", tenant.ToString()));

    /// <summary>The user of a tenant with an id, or null.</summary>
    public StoredUser? Find(Guid tenant, Guid id) => database.Use(connection => Find(connection, tenant, id));

    /// <summary>The user with an id, or null.</summary>
    public StoredUser? Find(Guid id) => database.Query($"SELECT {Columns} FROM users WHERE id = $id", Read, ("$id", id.ToString())).SingleOrDefault();

    /// <summary>The user of a tenant with a name in any case, or null.</summary>
    public StoredUser? Find(Guid tenant, string name) => database.Query(
        $"SELECT {Columns} FROM users WHERE tenant = $tenant AND folded = $folded", Read, ("$tenant", tenant.ToString()), ("$folded", UserRules.Fold(name))).SingleOrDefault();

    /// <summary>Whether any tenant has a user.</summary>
    public bool Any() => database.Use(Any);

    /// <summary>Gives a user other roles, or keeps it out, or lets it in again. Its sessions are void from now on.</summary>
    /// <returns>The user as it is now; null when the tenant has no such user.</returns>
    /// <exception cref="ArchiveException">The roles are not usable.</exception>
    public User? Change(Guid tenant, Guid id, IReadOnlyList<string>? roles, bool? disabled, Actor by)
    {
        if (roles is not null && UserRules.FaultOf(roles) is { } fault)
        {
            throw new ArchiveException(fault);
        }

        return database.Change((connection, _) => Find(connection, tenant, id) is { User: var user } ? Update(connection, user, InOrder(roles ?? user.Roles), disabled ?? user.IsDisabled, by) : null);
    }

    /// <summary>Removes a user with its sessions and links.</summary>
    /// <returns>False when the tenant has no such user.</returns>
    public bool Remove(Guid tenant, Guid id, Actor by) => database.Change((connection, _) =>
    {
        if (Find(connection, tenant, id) is not { User: var user })
        {
            return false;
        }

        ServerDatabase.Execute(connection, "DELETE FROM users WHERE id = $id", ("$id", id.ToString()));
        AccessChangeLog.Add(connection, tenant, Changed("user.removed", user, by));
        return true;
    });

    /// <summary>Sets a user's password. All its sessions are void from now on.</summary>
    /// <returns>The user as it is now; null when the tenant has no such user.</returns>
    public User? SetPassword(Guid tenant, Guid id, string passwordHash, Actor by) => database.Change((connection, _) =>
    {
        if (Find(connection, tenant, id) is not { User: var user })
        {
            return null;
        }

        ServerDatabase.Execute(connection, "UPDATE users SET password = $password, stamp = stamp + 1 WHERE id = $id", ("$password", passwordHash), ("$id", id.ToString()));
        EndSessions(connection, id);
        AccessChangeLog.Add(connection, tenant, Changed("user.password", user, by));
        return user with { HasPassword = true };
    });

    /// <summary>Stores the same password hashed anew, as a later version hashes it; nothing else changes.</summary>
    public void Rehash(Guid id, string oldHash, string newHash) =>
        database.Execute("UPDATE users SET password = $new WHERE id = $id AND password = $old", ("$new", newHash), ("$id", id.ToString()), ("$old", oldHash));

    /// <summary>The change as a receipt names it.</summary>
    public AccessChange Changed(string change, User user, Actor by) => new(Guid.NewGuid(), time.GetUtcNow(), by, change, user.Id.ToString(), user.Name);

    private User Insert(SqliteConnection connection, Guid tenant, string name, IReadOnlyList<string> roles, string? passwordHash, string? provider, string? subject, Actor? by)
    {
        var user = new User(Guid.NewGuid(), tenant, name, InOrder(roles), DatabaseText.WholeSecond(time.GetUtcNow()), false, passwordHash is not null, provider);
        ServerDatabase.Execute(
            connection,
            """
            INSERT INTO users (id, tenant, name, folded, password, roles, created, disabled, stamp, provider, subject)
            VALUES ($id, $tenant, $name, $folded, $password, $roles, $created, 0, 1, $provider, $subject)
            """,
            ("$id", user.Id.ToString()),
            ("$tenant", tenant.ToString()),
            ("$name", name),
            ("$folded", UserRules.Fold(name)),
            ("$password", passwordHash),
            ("$roles", string.Join(' ', user.Roles)),
            ("$created", DatabaseText.Of(user.Created)),
            ("$provider", provider),
            ("$subject", subject));
        AccessChangeLog.Add(connection, tenant, Changed("user.added", user, by ?? ActorOf(user)) with { Roles = user.Roles });
        return user;
    }

    private User Update(SqliteConnection connection, User user, IReadOnlyList<string> roles, bool disabled, Actor by)
    {
        if (roles.SequenceEqual(user.Roles) && disabled == user.IsDisabled)
        {
            return user;
        }

        ServerDatabase.Execute(
            connection,
            "UPDATE users SET roles = $roles, disabled = $disabled, stamp = stamp + 1 WHERE id = $id",
            ("$roles", string.Join(' ', roles)),
            ("$disabled", disabled ? 1L : 0L),
            ("$id", user.Id.ToString()));
        EndSessions(connection, user.Id);
        AccessChangeLog.Add(connection, user.Tenant, Changed("user.changed", user, by) with { Roles = roles, Disabled = disabled });
        return user with { Roles = roles, IsDisabled = disabled };
    }

    private static T Adding<T>(string name, IReadOnlyList<string> roles, Func<T> add)
    {
        if (UserRules.FaultOf(name, roles) is { } fault)
        {
            throw new ArchiveException(fault);
        }

        try
        {
            return add();
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SqliteErrors.Constraint)
        {
            throw new ArchiveException($"The tenant has a user \"{name}\" already. Choose another name.", e);
        }
    }

    private static void EndSessions(SqliteConnection connection, Guid user) => ServerDatabase.Execute(connection, "DELETE FROM sessions WHERE user = $user", ("$user", user.ToString()));

    private static Actor ActorOf(User user) => new(user.Name) { Id = user.Id.ToString(), Type = "user" };

    private static string[] InOrder(IReadOnlyList<string> roles) => [.. Scopes.RoleNames.Where(roles.Contains)];

    private static bool Any(SqliteConnection connection) => ServerDatabase.Query(connection, "SELECT 1 FROM users LIMIT 1", row => true).Count > 0;

    private static StoredUser? Find(SqliteConnection connection, Guid tenant, Guid id) => ServerDatabase.Query(
        connection, $"SELECT {Columns} FROM users WHERE id = $id AND tenant = $tenant", Read, ("$id", id.ToString()), ("$tenant", tenant.ToString())).SingleOrDefault();

    private static StoredUser Read(SqliteDataReader row)
    {
        var password = row.IsDBNull(6) ? null : row.GetString(6);
        var user = new User(
            Guid.Parse(row.GetString(0), CultureInfo.InvariantCulture),
            Guid.Parse(row.GetString(1), CultureInfo.InvariantCulture),
            row.GetString(2),
            row.GetString(3).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            DatabaseText.Time(row.GetString(4)),
            row.GetInt64(5) != 0,
            password is not null,
            row.IsDBNull(7) ? null : row.GetString(7));
        return new StoredUser(user, password, row.GetInt64(8));
    }
}

/// <summary>A user with what only the server sees.</summary>
/// <param name="User">The user.</param>
/// <param name="PasswordHash">Hash of the password; null when there is none.</param>
/// <param name="Stamp">Counts changes that void sessions.</param>
internal sealed record StoredUser(User User, string? PasswordHash, long Stamp);
