namespace Annals.Archive;

/// <summary>The data folder of an installation: all tenants lie below it.</summary>
/// <param name="Path">The folder; it need not exist yet.</param>
public sealed record DataFolder(string Path)
{
    /// <summary>Folder of a tenant, whether it exists or not.</summary>
    public TenantFolder Tenant(TenantName name) => new(System.IO.Path.Combine(Path, "tenants", name.ToString()), name);

    /// <summary>Tenants that exist, by name.</summary>
    public IReadOnlyList<TenantFolder> Tenants()
    {
        var folder = System.IO.Path.Combine(Path, "tenants");
        if (!Directory.Exists(folder))
        {
            return [];
        }

        return
        [
            .. Directory.EnumerateDirectories(folder)
                .Select(System.IO.Path.GetFileName)
                .Select(name => TenantName.TryParse(name, out var parsed) ? Tenant(parsed) : null)
                .Where(tenant => tenant is { Exists: true })
                .Select(tenant => tenant!)
                .OrderBy(tenant => tenant.Name.ToString(), StringComparer.Ordinal),
        ];
    }
}
