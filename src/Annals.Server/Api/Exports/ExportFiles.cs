using Annals.Archive;
using Annals.Server.Storage;

namespace Annals.Server.Api.Exports;

/// <summary>
/// Where exports lie: <c>exports/{tenant}/{export}.{format}</c> with a manifest beside each, for the owner of the server's folder only. What belongs to a tenant is one folder, so that
/// an erasure finds it without asking the database.
/// </summary>
internal sealed class ExportFiles(ServerFolder server, ExportSpace space)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string ManifestSuffix = ".manifest.json";
    private const string DraftSuffix = ".draft";

    private readonly Lock gate = new();

    /// <summary>The folder of a tenant's exports.</summary>
    public string FolderOf(Guid tenant) => Path.Combine(server.Exports, tenant.ToString());

    /// <summary>The finished file.</summary>
    public string FileOf(ExportJob job) => Path.Combine(FolderOf(job.Tenant), $"{job.Id}.{ExtensionOf(job.Format)}");

    /// <summary>The file while it is written.</summary>
    public string DraftOf(ExportJob job) => FileOf(job) + DraftSuffix;

    /// <summary>The manifest of the finished file.</summary>
    public string ManifestOf(ExportJob job) => Path.Combine(FolderOf(job.Tenant), job.Id + ManifestSuffix);

    /// <summary>Extension of a format, which is its name too.</summary>
    public static string ExtensionOf(ExportFormat format) => format switch { ExportFormat.Ndjson => "ndjson", ExportFormat.Csv => "csv", _ => "parquet" };

    /// <summary>Makes the folder of a tenant's exports if it is missing.</summary>
    public void CreateFolder(Guid tenant)
    {
        ServerFolder.Create(server.Exports);
        ServerFolder.Create(FolderOf(tenant));
    }

    /// <summary>Creates a file that only its owner can read.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

    /// <summary>Makes a file that somebody else created readable by its owner only.</summary>
    public static void MakePrivate(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }

    /// <summary>Opens a finished file; it can be read to its end even if it is removed meanwhile.</summary>
    /// <returns>Null when it is not there.</returns>
    public FileStream? Open(ExportJob job)
    {
        try
        {
            return new FileStream(FileOf(job), new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes what a run that was broken off has left.</summary>
    public void RemoveDraft(ExportJob job) => File.Delete(DraftOf(job));

    /// <summary>Removes file and manifest and gives their room back. May be called again.</summary>
    public void Remove(ExportJob job)
    {
        lock (gate)
        {
            if (!Directory.Exists(FolderOf(job.Tenant)))
            {
                return;
            }

            var file = new FileInfo(FileOf(job));
            var length = file.Exists ? file.Length : 0;
            file.Delete();
            File.Delete(ManifestOf(job));
            File.Delete(DraftOf(job));
            space.Release(length);
        }
    }

    /// <summary>At the start: removes every file that belongs to none of the exports given, and counts the others.</summary>
    public void Tidy(IEnumerable<ExportJob> kept)
    {
        if (!Directory.Exists(server.Exports))
        {
            return;
        }

        var names = kept.SelectMany(job => (string[])[FileOf(job), ManifestOf(job)]).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(server.Exports, "*", SearchOption.AllDirectories))
        {
            if (!names.Contains(path))
            {
                File.Delete(path);
            }
            else if (!path.EndsWith(ManifestSuffix, StringComparison.Ordinal))
            {
                space.Note(new FileInfo(path).Length);
            }
        }
    }
}
