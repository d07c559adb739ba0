using System.Security.Cryptography;
using Annals.Archive;
using Annals.Server.Accounts;
using Annals.Server.Hosting;
using Annals.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Annals.Server.Access;

/// <summary>
/// The clients of all tenants. A secret is shown once, when it is made; kept is its SHA-256, which is enough for 32 random bytes. A client that sends requests
/// is remembered for a second, as each of them asks for it: a change by this process counts at once, one by a command beside it after that second. Thread-safe.
/// </summary>
internal sealed class ClientStore(ServerDatabase database, TimeProvider time)
{
    private const int RememberedMax = 10_000;
    private const string Columns = "id, tenant, name, scopes, sources, generation, created";
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly RecentlyUsed<Guid, (Client Client, long Read)> remembered = new(RememberedMax);
    private long changes;

    public static DatabaseSchema Schema { get; } = new("clients",
    [
        """
        CREATE TABLE clients (
          id TEXT PRIMARY KEY, tenant TEXT NOT NULL, name TEXT NOT NULL, scopes TEXT NOT NULL, sources TEXT NOT NULL,
          secret BLOB NOT NULL, generation INTEGER NOT NULL, created TEXT NOT NULL, UNIQUE (tenant, name)) STRICT
        """,
    ]);

    /// <summary>Adds a client. Durable on return.</summary>
    /// <param name="tenant">The tenant it belongs to.</param>
    /// <param name="name">Its name, not taken in the tenant.</param>
    /// <param name="scopes">What it may do.</param>
    /// <param name="sources">Sources it may append to; see <see cref="SourceRule"/>.</param>
    /// <param name="by">Who adds it, for the receipt.</param>
    /// <returns>The client and its secret, which cannot be had again.</returns>
    /// <exception cref="ArchiveException">Name, scopes or sources are not usable (<see cref="ClientRules"/>), or the name is taken.</exception>
    public (Client Client, string Secret) Add(Guid tenant, string name, IReadOnlyList<string> scopes, IReadOnlyList<string> sources, Actor by)
    {
        if (ClientRules.FaultOf(name, scopes, sources) is { } fault)
        {
            throw new ArchiveException(fault);
        }

        var secret = SecretToken.New();
        var now = time.GetUtcNow();
        var client = new Client(Guid.NewGuid(), tenant, name, [.. Scopes.All.Where(scopes.Contains)], [.. sources.Distinct().Order(StringComparer.Ordinal)], 1, DatabaseText.WholeSecond(now));
        try
        {
            database.Change((connection, _) =>
            {
                ServerDatabase.Execute(
                    connection,
                    "INSERT INTO clients (id, tenant, name, scopes, sources, secret, generation, created) VALUES ($id, $tenant, $name, $scopes, $sources, $secret, 1, $created)",
                    ("$id", client.Id.ToString()),
                    ("$tenant", tenant.ToString()),
                    ("$name", name),
                    ("$scopes", string.Join(' ', client.Scopes)),
                    ("$sources", string.Join(' ', client.Sources)),
                    ("$secret", SecretToken.HashOf(secret)),
                    ("$created", DatabaseText.Of(client.Created)));
                AccessChangeLog.Add(connection, tenant, Change("client.added", client, by) with { Scopes = client.Scopes, Sources = client.Sources });
                return true;
            });
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SqliteErrors.Constraint)
        {
            throw new ArchiveException($"The tenant has a client \"{name}\" already. Choose another name, or rotate its secret.", e);
        }

        return (client, secret);
    }

    /// <summary>Clients of a tenant, by name.</summary>
    public IReadOnlyList<Client> Of(Guid tenant) =>
        database.Query($"SELECT {Columns} FROM clients WHERE tenant = $tenant ORDER BY name", Read, ("$tenant", tenant.ToString()));

    /// <summary>The client with an id, or null, as it is now.</summary>
    public Client? Find(Guid id) =>
        database.Query($"SELECT {Columns} FROM clients WHERE id = $id", Read, ("$id", id.ToString())).SingleOrDefault();

    /// <summary>The client with an id, or null, as this process left it, or another a second ago.</summary>
    public Client? FindRemembered(Guid id)
    {
        var now = time.GetTimestamp();
        long changesBefore;
        lock (gate)
        {
            if (remembered.TryGet(id, out var known) && time.GetElapsedTime(known.Read, now) < Remembered)
            {
                return known.Client;
            }

            changesBefore = changes;
        }

        var client = Find(id);
        lock (gate)
        {
            // What was read before a change must not be remembered after it.
            if (client is not null && changes == changesBefore)
            {
                remembered.Set(id, (client, now));
            }
        }

        return client;
    }

    /// <summary>Removes a client; its tokens are void from now on.</summary>
    /// <param name="tenant">The tenant it belongs to.</param>
    /// <param name="id">The client.</param>
    /// <param name="by">Who removes it, for the receipt.</param>
    /// <returns>False when the tenant has no such client.</returns>
    public bool Remove(Guid tenant, Guid id, Actor by) => Forgetting(id, connection =>
    {
        if (Find(connection, tenant, id) is not { } client)
        {
            return false;
        }

        ServerDatabase.Execute(connection, "DELETE FROM clients WHERE id = $id", ("$id", id.ToString()));
        AccessChangeLog.Add(connection, tenant, Change("client.removed", client, by));
        return true;
    });

    /// <summary>Gives a client a new secret; the old one and all its tokens are void from now on.</summary>
    /// <param name="tenant">The tenant it belongs to.</param>
    /// <param name="id">The client.</param>
    /// <param name="by">Who does it, for the receipt.</param>
    /// <returns>The secret; null when the tenant has no such client.</returns>
    public string? Rotate(Guid tenant, Guid id, Actor by) => Forgetting(id, connection =>
    {
        if (Find(connection, tenant, id) is not { } client)
        {
            return null;
        }

        var secret = SecretToken.New();
        ServerDatabase.Execute(connection, "UPDATE clients SET secret = $secret, generation = generation + 1 WHERE id = $id", ("$secret", SecretToken.HashOf(secret)), ("$id", id.ToString()));
        AccessChangeLog.Add(connection, tenant, Change("client.rotated", client, by));
        return secret;
    });

    /// <summary>Whether this is the client's secret. Takes the same time whatever differs.</summary>
    public bool Verify(Guid id, string secret)
    {
        var stored = database.Query("SELECT secret FROM clients WHERE id = $id", row => (byte[])row[0], ("$id", id.ToString())).SingleOrDefault();
        return CryptographicOperations.FixedTimeEquals(stored ?? new byte[SHA256.HashSizeInBytes], SecretToken.HashOf(secret)) && stored is not null;
    }

    private static Client Read(SqliteDataReader row) => new(
        Guid.Parse(row.GetString(0)),
        Guid.Parse(row.GetString(1)),
        row.GetString(2),
        row.GetString(3).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.GetString(4).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.GetInt64(5),
        DatabaseText.Time(row.GetString(6)));

    /// <summary>Changes a client, all or nothing, and forgets what was remembered of it.</summary>
    internal T Forgetting<T>(Guid id, Func<SqliteConnection, T> change)
    {
        try
        {
            return database.Change((connection, _) => change(connection));
        }
        finally
        {
            lock (gate)
            {
                changes++;
                remembered.Remove(id);
            }
        }
    }

    private static Client? Find(SqliteConnection connection, Guid tenant, Guid id) => ServerDatabase.Query(
        connection, $"SELECT {Columns} FROM clients WHERE id = $id AND tenant = $tenant", Read, ("$id", id.ToString()), ("$tenant", tenant.ToString())).SingleOrDefault();

    internal AccessChange Change(string change, Client client, Actor by) => new(Guid.NewGuid(), time.GetUtcNow(), by, change, client.Id.ToString(), client.Name);
}
