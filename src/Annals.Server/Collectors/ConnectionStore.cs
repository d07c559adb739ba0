using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Collectors.Connections;
using Annals.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Annals.Server.Collectors;

/// <summary>The connections that were set up over the server's interface. Their secrets are encrypted.</summary>
internal sealed class ConnectionStore(ServerDatabase database, SecretBox box, TimeProvider time)
{
    public static DatabaseSchema Schema { get; } = new("connections",
    [
        "CREATE TABLE connections (name TEXT PRIMARY KEY, settings TEXT NOT NULL, secrets BLOB NOT NULL, changed TEXT NOT NULL) STRICT",
    ]);

    /// <summary>All of them, by name. One whose secrets cannot be read has none, so that it fails with a sentence.</summary>
    public IReadOnlyDictionary<string, ConnectionOptions> All() =>
        database.Query("SELECT name, settings, secrets FROM connections ORDER BY name", Read).ToDictionary(row => row.Name, row => row.Options, StringComparer.Ordinal);

    /// <summary>One of them, or null.</summary>
    public ConnectionOptions? Find(string name) => database.Query("SELECT name, settings, secrets FROM connections WHERE name = $name", Read, ("$name", name)).Select(row => row.Options).SingleOrDefault();

    /// <summary>Adds or replaces one. Durable on return.</summary>
    public void Put(string name, ConnectionOptions options)
    {
        var secrets = new ConnectionSecrets(options.ClientSecret, options.ReceiverKey);
        var settings = JsonSerializer.SerializeToNode(options, ConnectionJson.Default.ConnectionOptions)!.AsObject();
        settings.Remove("clientSecret");
        settings.Remove("receiverKey");
        database.Execute(
            "INSERT INTO connections VALUES ($name, $settings, $secrets, $changed) ON CONFLICT DO UPDATE SET settings = excluded.settings, secrets = excluded.secrets, changed = excluded.changed",
            ("$name", name),
            ("$settings", settings.ToJsonString()),
            ("$secrets", box.Seal(name, JsonSerializer.SerializeToUtf8Bytes(secrets, ConnectionJson.Default.ConnectionSecrets))),
            ("$changed", DatabaseText.Of(time.GetUtcNow())));
    }

    /// <summary>Removes one.</summary>
    /// <returns>False when there is none.</returns>
    public bool Remove(string name) => database.Execute("DELETE FROM connections WHERE name = $name", ("$name", name)) > 0;

    private (string Name, ConnectionOptions Options) Read(SqliteDataReader row)
    {
        var name = row.GetString(0);
        var options = JsonSerializer.Deserialize(row.GetString(1), ConnectionJson.Default.ConnectionOptions)!;
        if (box.Open(name, (byte[])row[2]) is { } plain && JsonSerializer.Deserialize(plain, ConnectionJson.Default.ConnectionSecrets) is { } secrets)
        {
            options.ClientSecret = secrets.ClientSecret;
            options.ReceiverKey = secrets.ReceiverKey;
        }

        return (name, options);
    }
}

/// <summary>What of a connection is encrypted.</summary>
internal sealed record ConnectionSecrets(string? ClientSecret, string? ReceiverKey);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, AllowDuplicateProperties = false, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ConnectionOptions))]
[JsonSerializable(typeof(ConnectionSecrets))]
internal sealed partial class ConnectionJson : JsonSerializerContext;
