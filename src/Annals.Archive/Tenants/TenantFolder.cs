namespace Annals.Archive;

/// <summary>Where the files of one tenant lie (docs/formats/tenant-folder.md).</summary>
/// <param name="Path">The tenant's folder.</param>
/// <param name="Name">The tenant.</param>
public sealed record TenantFolder(string Path, TenantName Name)
{
    /// <summary>Name, identity and public key of the tenant; no secrets.</summary>
    public string Description => System.IO.Path.Combine(Path, "tenant.json");

    /// <summary>Seed of the log's signing key.</summary>
    public string LogKey => System.IO.Path.Combine(Path, "log.key");

    /// <summary>Key of the record ids.</summary>
    public string IdKey => System.IO.Path.Combine(Path, "id.key");

    /// <summary>Derived: known record ids.</summary>
    public string Ids => System.IO.Path.Combine(Path, "ids");

    /// <summary>Segments of the log, with the derived word filters beside them.</summary>
    public string Segments => System.IO.Path.Combine(Path, "segments");

    /// <summary>Derived: the searchable columns.</summary>
    public string Index => System.IO.Path.Combine(Path, "index.duckdb");

    /// <summary>Derived: the content items of the Management Activity API.</summary>
    public string Content => System.IO.Path.Combine(Path, "content.db");

    /// <summary>Derived: what collectors know.</summary>
    public string Ledger => System.IO.Path.Combine(Path, "ledger.db");

    /// <summary>Whether the tenant was created.</summary>
    public bool Exists => File.Exists(Description);
}
