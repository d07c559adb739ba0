using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Annals.Archive;
using Annals.Records.Events;
using Annals.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Annals.Server.Access;

/// <summary>The clients of all tenants. A secret is shown once, when it is made; kept is its SHA-256, which is enough for 32 random bytes.</summary>
internal sealed class ClientStore(ServerDatabase database, TimeProvider time)
{
    public const int NameLengthMax = 100;
    private const int SecretLength = 32;
    private const string Columns = "id, tenant, name, scopes, sources, generation, created";

    public static DatabaseSchema Schema { get; } = new("clients",
    [
        """
        CREATE TABLE clients (
          id TEXT PRIMARY KEY, tenant TEXT NOT NULL, name TEXT NOT NULL, scopes TEXT NOT NULL, sources TEXT NOT NULL,
          secret BLOB NOT NULL, generation INTEGER NOT NULL, created TEXT NOT NULL, UNIQUE (tenant, name)) STRICT
        """,
    ]);

    /// <summary>Adds a client. Durable on return.</summary>
    /// <returns>The client and its secret, which cannot be had again.</returns>
    /// <exception cref="ArchiveException">Name, scopes or sources are not usable, or the name is taken.</exception>
    public (Client Client, string Secret) Add(Guid tenant, string name, IReadOnlyList<string> scopes, IReadOnlyList<string> sources)
    {
        Check(name, scopes, sources);
        var secret = NewSecret();
        var now = time.GetUtcNow();
        var client = new Client(Guid.NewGuid(), tenant, name, [.. Scopes.All.Where(scopes.Contains)], [.. sources.Order(StringComparer.Ordinal)], 1, new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero));
        try
        {
            database.Execute(
                "INSERT INTO clients (id, tenant, name, scopes, sources, secret, generation, created) VALUES ($id, $tenant, $name, $scopes, $sources, $secret, 1, $created)",
                ("$id", client.Id.ToString()),
                ("$tenant", tenant.ToString()),
                ("$name", name),
                ("$scopes", string.Join(' ', client.Scopes)),
                ("$sources", string.Join(' ', client.Sources)),
                ("$secret", HashOf(secret)),
                ("$created", DatabaseText.Of(client.Created)));
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

    /// <summary>The client with an id, or null.</summary>
    public Client? Find(Guid id) =>
        database.Query($"SELECT {Columns} FROM clients WHERE id = $id", Read, ("$id", id.ToString())).SingleOrDefault();

    /// <summary>Removes a client; its tokens are void from now on.</summary>
    /// <returns>False when the tenant has no such client.</returns>
    public bool Remove(Guid tenant, Guid id) =>
        database.Execute("DELETE FROM clients WHERE id = $id AND tenant = $tenant", ("$id", id.ToString()), ("$tenant", tenant.ToString())) > 0;

    /// <summary>Gives a client a new secret; the old one and all its tokens are void from now on.</summary>
    /// <returns>The secret; null when the tenant has no such client.</returns>
    public string? Rotate(Guid tenant, Guid id)
    {
        var secret = NewSecret();
        var changed = database.Execute(
            "UPDATE clients SET secret = $secret, generation = generation + 1 WHERE id = $id AND tenant = $tenant",
            ("$secret", HashOf(secret)),
            ("$id", id.ToString()),
            ("$tenant", tenant.ToString()));
        return changed > 0 ? secret : null;
    }

    /// <summary>Whether this is the client's secret. Takes the same time whatever differs.</summary>
    public bool Verify(Guid id, string secret)
    {
        var stored = database.Query("SELECT secret FROM clients WHERE id = $id", row => (byte[])row[0], ("$id", id.ToString())).SingleOrDefault();
        return CryptographicOperations.FixedTimeEquals(stored ?? new byte[SHA256.HashSizeInBytes], HashOf(secret)) && stored is not null;
    }

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretLength));

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static Client Read(SqliteDataReader row) => new(
        Guid.Parse(row.GetString(0)),
        Guid.Parse(row.GetString(1)),
        row.GetString(2),
        row.GetString(3).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.GetString(4).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.GetInt64(5),
        DatabaseText.Time(row.GetString(6)));

    private static void Check(string name, IReadOnlyList<string> scopes, IReadOnlyList<string> sources)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > NameLengthMax || name.Any(char.IsControl))
        {
            throw new ArchiveException($"A client's name has 1 to {NameLengthMax} characters and no control characters.");
        }

        if (scopes.FirstOrDefault(scope => !Scopes.All.Contains(scope)) is { } unknown)
        {
            throw new ArchiveException($"There is no scope \"{unknown}\". There are {string.Join(", ", Scopes.All)}.");
        }

        if (scopes.Count == 0)
        {
            throw new ArchiveException($"A client without a scope can do nothing. There are {string.Join(", ", Scopes.All)}.");
        }

        if (sources.FirstOrDefault(source => !SourceNames.IsValid(source) || source == SourceNames.Annals) is { } bad)
        {
            throw new ArchiveException($"\"{bad}\" is no source that a client can append to: use 1 to {SourceNames.LengthMax} of a-z, 0-9 and hyphen, beginning with a letter or digit; {SourceNames.Annals} is reserved.");
        }
    }
}
