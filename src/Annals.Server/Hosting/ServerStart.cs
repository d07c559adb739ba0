using Annals.Archive;

namespace Annals.Server;

/// <summary>What a server is started with; everything else is configuration.</summary>
public sealed record ServerStart
{
    /// <summary>The data folder of the installation.</summary>
    public required DataFolder Data { get; init; }

    /// <summary>A JSON file of settings; null for <c>server/annals.json</c> in the data folder, where it exists.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>Settings that override file and environment, by key (<c>Server:PublicUrl</c>).</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}
