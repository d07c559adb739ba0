using Annals.Archive;
using Annals.Index.Query;

namespace Annals.Server.Api.Exports;

/// <summary>Writes the file of one export: into a draft, made durable, then given its name.</summary>
internal sealed class ExportWriter(ExportFiles files, ExportSpace space) : IExportWriter
{
    private const int BufferBytes = 64 << 10;

    /// <inheritdoc/>
    public ExportManifest Write(Tenant tenant, ExportJob job, SearchQuery query, Actor actor, RunningExport running, CancellationToken cancellationToken)
    {
        files.CreateFolder(job.Tenant);
        files.Remove(job);
        using var room = space.Begin(files.FolderOf(job.Tenant));
        try
        {
            room.Reach(1);
            var manifest = job.Format == ExportFormat.Parquet
                ? WriteParquet(tenant, job, query, actor, running, room, cancellationToken)
                : WriteStream(tenant, job, query, actor, running, room, cancellationToken);
            room.Reach(manifest.Length);
            WriteManifest(job, manifest);
            cancellationToken.ThrowIfCancellationRequested();
            File.Move(files.DraftOf(job), files.FileOf(job));
            room.Keep(manifest.Length);
            return manifest;
        }
        catch
        {
            files.RemoveDraft(job);
            File.Delete(files.ManifestOf(job));
            throw;
        }
    }

    private ExportManifest WriteStream(Tenant tenant, ExportJob job, SearchQuery query, Actor actor, RunningExport running, ExportSpace.Lease room, CancellationToken cancellationToken)
    {
        using var file = ExportFiles.Create(files.DraftOf(job));
        using var bounded = new BoundedStream(file, room);
        using var buffered = new BufferedStream(bounded, BufferBytes);
        var options = new ExportOptions { Format = job.Format, Guard = job.Guard, Progress = running.Tell, Expected = running.Expect };
        var manifest = tenant.Export(query, buffered, options, actor, cancellationToken);
        buffered.Flush();
        file.Flush(flushToDisk: true);
        return manifest;
    }

    private ExportManifest WriteParquet(Tenant tenant, ExportJob job, SearchQuery query, Actor actor, RunningExport running, ExportSpace.Lease room, CancellationToken cancellationToken)
    {
        var draft = files.DraftOf(job);
        ExportFiles.Create(draft).Dispose();
        var options = new ExportOptions
        {
            Format = job.Format,
            Expected = running.Expect,
            Progress = count =>
            {
                room.Reach(new FileInfo(draft) is { Exists: true } file ? file.Length : 0);
                running.Tell(count);
            },
        };
        var manifest = tenant.ExportParquet(query, draft, options, actor, cancellationToken);
        ExportFiles.MakePrivate(draft);
        using var written = new FileStream(draft, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
        return manifest;
    }

    private void WriteManifest(ExportJob job, ExportManifest manifest)
    {
        using var file = ExportFiles.Create(files.ManifestOf(job));
        file.Write(manifest.ToBytes());
        file.Flush(flushToDisk: true);
    }
}
