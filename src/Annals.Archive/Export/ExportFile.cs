using Annals.Archive.Ids;
using Annals.Index.Query;

namespace Annals.Archive;

/// <summary>An export as two files: the records, and their manifest beside them.</summary>
/// <param name="path">File of the records.</param>
public sealed class ExportFile(string path)
{
    private const string PartialSuffix = ".partial";
    private const int BufferBytes = 1 << 16;

    /// <summary>File of the records.</summary>
    public string Path { get; } = path;

    /// <summary>File of the manifest.</summary>
    public string ManifestPath => Path + ".manifest.json";

    /// <summary>Called before each change of a name, for tests of what a kill leaves there.</summary>
    internal Action<int>? BeforeStep { get; init; }

    /// <summary>
    /// Exports into both files; an older export of the same name is replaced. Whatever happens on the way, a file of records
    /// that stands under its name is whole and has its own manifest beside it.
    /// </summary>
    /// <exception cref="IOException">The files could not be written.</exception>
    /// <exception cref="ArchiveException">One of the names belongs to a folder, or the finished files could not be renamed: then they are left.</exception>
    public ExportManifest Write(Tenant tenant, SearchQuery query, ExportOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(options);
        ExportManifest? manifest = null;
        WriteAsync(partial => Task.FromResult((manifest = WriteRecords(tenant, query, options, partial, cancellationToken)).ToBytes())).GetAwaiter().GetResult();
        return manifest!;
    }

    /// <summary>As <see cref="Write(Tenant, SearchQuery, ExportOptions, CancellationToken)"/>, of an export that comes from elsewhere.</summary>
    /// <param name="write">Writes the records into the file whose path it gets, durably, and gives the bytes of their manifest.</param>
    /// <exception cref="IOException">The files could not be written.</exception>
    /// <exception cref="ArchiveException">One of the names belongs to a folder, or the finished files could not be renamed: then they are left.</exception>
    public async Task WriteAsync(Func<string, Task<byte[]>> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        RefuseFolders();
        var isComplete = false;
        try
        {
            WriteManifest(await write(Path + PartialSuffix).ConfigureAwait(false));
            isComplete = true;
            PutInPlaceOrName();
        }
        finally
        {
            if (!isComplete)
            {
                File.Delete(Path + PartialSuffix);
                File.Delete(ManifestPath + PartialSuffix);
            }
        }
    }

    /// <summary>What a long export has written must not lie there unmentioned when it cannot be given its name.</summary>
    private void PutInPlaceOrName()
    {
        try
        {
            PutInPlace();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && File.Exists(Path + PartialSuffix))
        {
            throw new ArchiveException($"{CannotBePutInPlace()} The system says: {e.Message}", e);
        }
    }

    /// <summary>The records come last, so their temporary file is there as long as anything is left to do.</summary>
    private string CannotBePutInPlace()
    {
        var (records, manifest) = (Path + PartialSuffix, ManifestPath + PartialSuffix);
        return File.Exists(manifest)
            ? $"The export is complete in \"{records}\" and \"{manifest}\", but could not be put in place. Move away what stands at \"{Path}\" and \"{ManifestPath}\", then rename the manifest to \"{ManifestPath}\" first and the records to \"{Path}\" last."
            : $"The export is complete in \"{records}\" and \"{ManifestPath}\", but its records could not be put in place. Move away what stands at \"{Path}\", then rename \"{records}\" to it.";
    }

    /// <summary>
    /// Both files are whole and durable under their temporary names. An older export goes first: left standing, it would be
    /// beside a manifest that is not its own. Then the manifest, then the records: a manifest alone claims nothing that
    /// anybody could mistake, records alone could never again be shown to be what the archive gave out. The folder is synced
    /// between the steps, so that a power cut keeps their order. After a kill between them the temporary files are left, and
    /// renaming them by hand finishes the export.
    /// </summary>
    private void PutInPlace()
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
        Action[] steps =
        [
            () => File.Delete(Path),
            () => File.Move(ManifestPath + PartialSuffix, ManifestPath, overwrite: true),
            () => File.Move(Path + PartialSuffix, Path, overwrite: true),
        ];
        FolderSync.Names(folder);
        for (var i = 0; i < steps.Length; i++)
        {
            BeforeStep?.Invoke(i);
            steps[i]();
            FolderSync.Names(folder);
        }
    }

    /// <summary>Before anything is read: a long export would fail at its end.</summary>
    private void RefuseFolders()
    {
        foreach (var name in new[] { Path, ManifestPath, Path + PartialSuffix, ManifestPath + PartialSuffix })
        {
            if (Directory.Exists(name))
            {
                throw new ArchiveException($"\"{name}\" is a folder, so the export cannot be written to \"{Path}\". Choose another name.");
            }
        }
    }

    private static ExportManifest WriteRecords(Tenant tenant, SearchQuery query, ExportOptions options, string partial, CancellationToken cancellationToken)
    {
        if (options.Format == ExportFormat.Parquet)
        {
            var manifest = tenant.ExportParquet(query, partial, options.Progress, cancellationToken);
            using var written = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite);
            written.Flush(flushToDisk: true);
            return manifest;
        }

        using var file = new FileStream(partial, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = BufferBytes });
        var made = tenant.Export(query, file, options, cancellationToken);
        file.Flush(flushToDisk: true);
        return made;
    }

    private void WriteManifest(byte[] manifest)
    {
        using var file = new FileStream(ManifestPath + PartialSuffix, FileMode.Create, FileAccess.Write);
        file.Write(manifest);
        file.Flush(flushToDisk: true);
    }
}
