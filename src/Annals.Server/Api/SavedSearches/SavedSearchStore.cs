using Annals.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Annals.Server.Api.SavedSearches;

/// <summary>The saved searches of all tenants.</summary>
internal sealed class SavedSearchStore(ServerDatabase database)
{
    private const string Columns = "id, tenant, owner, owner_name, name, description, query, columns, from_time, to_time, shared, version, created, changed";

    public static DatabaseSchema Schema { get; } = new("saved-searches",
    [
        """
        CREATE TABLE saved_searches (
          id TEXT PRIMARY KEY, tenant TEXT NOT NULL, owner TEXT NOT NULL, owner_name TEXT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL, query TEXT NOT NULL,
          columns TEXT NOT NULL, from_time TEXT, to_time TEXT, shared INTEGER NOT NULL, version INTEGER NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL,
          UNIQUE (tenant, owner, name)) STRICT
        """,
    ]);

    /// <summary>Those that a caller sees: its own, and shared ones of its tenant, by name.</summary>
    public IReadOnlyList<SavedSearch> SeenBy(Guid tenant, string caller) => database.Query(
        $"SELECT {Columns} FROM saved_searches WHERE tenant = $tenant AND (owner = $caller OR shared = 1) ORDER BY name, owner_name, id",
        Read,
        ("$tenant", tenant.ToString()),
        ("$caller", caller));

    /// <summary>One that a caller sees, or null.</summary>
    public SavedSearch? Find(Guid tenant, string caller, Guid id) => database.Query(
        $"SELECT {Columns} FROM saved_searches WHERE id = $id AND tenant = $tenant AND (owner = $caller OR shared = 1)",
        Read,
        ("$id", id.ToString()),
        ("$tenant", tenant.ToString()),
        ("$caller", caller)).SingleOrDefault();

    /// <summary>Adds one, unless its owner has so many. Durable on return.</summary>
    /// <returns>False when the owner has too many.</returns>
    /// <exception cref="SqliteException">The owner has one of the name (<see cref="SqliteErrors.Constraint"/>).</exception>
    public bool TryAdd(SavedSearch search, int perOwnerMax) => database.Execute(
        $"""
        INSERT INTO saved_searches ({Columns})
        SELECT $id, $tenant, $owner, $ownerName, $name, $description, $query, $columns, $from, $to, $shared, 1, $created, $created
        WHERE (SELECT count(*) FROM saved_searches WHERE tenant = $tenant AND owner = $owner) < $max
        """,
        [.. Parameters(search), ("$created", DatabaseText.Of(search.Created)), ("$max", perOwnerMax)]) > 0;

    /// <summary>Changes one that still has the version that the change was made from. Durable on return.</summary>
    /// <param name="search">With the new content, and the version that it was made from.</param>
    /// <returns>False when it has another version by now, or is gone.</returns>
    /// <exception cref="SqliteException">The owner has another one of the name.</exception>
    public bool TryChange(SavedSearch search) => database.Execute(
        """
        UPDATE saved_searches SET owner_name = $ownerName, name = $name, description = $description, query = $query, columns = $columns, from_time = $from, to_time = $to,
          shared = $shared, version = version + 1, changed = $changed
        WHERE id = $id AND tenant = $tenant AND owner = $owner AND version = $version
        """,
        [.. Parameters(search), ("$changed", DatabaseText.Of(search.Changed)), ("$version", search.Version)]) > 0;

    /// <summary>Removes one of its owner.</summary>
    /// <param name="search">The one.</param>
    /// <param name="version">The version that it must have; null for any.</param>
    /// <returns>False when it has another version, or is gone.</returns>
    public bool TryRemove(SavedSearch search, long? version) => database.Execute(
        "DELETE FROM saved_searches WHERE id = $id AND tenant = $tenant AND owner = $owner AND version = coalesce($version, version)",
        ("$id", search.Id.ToString()),
        ("$tenant", search.Tenant.ToString()),
        ("$owner", search.Owner),
        ("$version", version)) > 0;

    private static (string Name, object? Value)[] Parameters(SavedSearch search) =>
    [
        ("$id", search.Id.ToString()),
        ("$tenant", search.Tenant.ToString()),
        ("$owner", search.Owner),
        ("$ownerName", search.OwnerName),
        ("$name", search.Content.Name),
        ("$description", search.Content.Description),
        ("$query", search.Content.Query),
        ("$columns", string.Join(' ', search.Content.Columns)),
        ("$from", search.Content.From),
        ("$to", search.Content.To),
        ("$shared", search.Content.IsShared ? 1 : 0),
    ];

    private static SavedSearch Read(SqliteDataReader row) => new(
        Guid.Parse(row.GetString(0)),
        Guid.Parse(row.GetString(1)),
        row.GetString(2),
        row.GetString(3),
        new SavedSearchContent(
            row.GetString(4),
            row.GetString(5),
            row.GetString(6),
            row.GetString(7).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            row.IsDBNull(8) ? null : row.GetString(8),
            row.IsDBNull(9) ? null : row.GetString(9),
            row.GetInt64(10) != 0),
        row.GetInt64(11),
        DatabaseText.Time(row.GetString(12)),
        DatabaseText.Time(row.GetString(13)));
}
