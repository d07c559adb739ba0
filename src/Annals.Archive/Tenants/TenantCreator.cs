using Annals.Archive.Ids;
using Annals.Log;

namespace Annals.Archive;

/// <summary>Creates tenants.</summary>
public static class TenantCreator
{
    /// <summary>
    /// Creates a tenant: keys, description and a log whose position 0 holds the exact bytes of the description. The folder
    /// appears under its name only when everything in it is durable, so a creation that was cut off leaves no half tenant.
    /// </summary>
    /// <param name="data">The data folder; made if missing.</param>
    /// <param name="name">The tenant.</param>
    /// <param name="origin">Origin of the log's checkpoints, a schema-less URL; null makes one of the tenant's identity.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArchiveException">The tenant exists already.</exception>
    /// <exception cref="ArgumentException">The origin cannot name a log.</exception>
    public static TenantDescription Create(DataFolder data, TenantName name, string? origin, TimeProvider time)
    {
        var folder = data.Tenant(name);
        if (Directory.Exists(folder.Path))
        {
            throw new ArchiveException(!folder.Exists
                ? $"The folder \"{folder.Path}\" is there, but its tenant.json is not. Restore that file from a backup, or move the folder away."
                : $"The tenant \"{name}\" exists already in \"{folder.Path}\". Choose another name, or use it as it is.");
        }

        var parent = Path.GetDirectoryName(folder.Path)!;
        Directory.CreateDirectory(parent);
        var id = Guid.NewGuid();
        var draft = new TenantFolder(Path.Combine(parent, $".new-{id:N}"), name);
        try
        {
            Directory.CreateDirectory(draft.Path);
            var description = Fill(draft, id, origin ?? $"annals.local/log/{id}", time);
            FolderSync.Names(draft.Path);
            Directory.Move(draft.Path, folder.Path);
            SyncNames(parent);
            return description;
        }
        catch
        {
            if (Directory.Exists(draft.Path))
            {
                Directory.Delete(draft.Path, recursive: true);
            }

            throw;
        }
    }

    /// <summary>Makes the tenant's name durable, and those of the folders above it, which may be new too: else a power loss could take all that is stored in it.</summary>
    private static void SyncNames(string tenants)
    {
        var data = Path.GetDirectoryName(Path.GetFullPath(tenants))!;
        FolderSync.Names(tenants);
        FolderSync.Names(data);
        if (Path.GetDirectoryName(data) is { } above)
        {
            FolderSync.Names(above);
        }
    }

    private static TenantDescription Fill(TenantFolder folder, Guid id, string origin, TimeProvider time)
    {
        var now = time.GetUtcNow();
        using var keys = TenantKeys.Create(folder, origin);
        var description = new TenantDescription
        {
            Format = TenantDescription.CurrentFormat,
            Name = folder.Name.ToString(),
            Id = id,
            Origin = origin,
            Created = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero),
            VerifierKey = keys.Signer.Verifier.ToString(),
            IdKeyCheck = TenantKeys.CheckValue(keys.IdKey),
        };
        var bytes = description.ToBytes();
        using (var file = new FileStream(folder.Description, FileMode.CreateNew, FileAccess.Write))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        var receipt = TenantReceipts.Created(bytes, now);
        using var log = RecordLog.Create(folder.Path, keys.Signer, receipt.ToEntry(new RecordIdentity(keys.IdKey), now), new LogOptions(), time);
        return description;
    }
}
