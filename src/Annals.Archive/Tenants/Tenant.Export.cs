using System.Security.Cryptography;
using System.Text;
using Annals.Index;
using Annals.Index.Export;
using Annals.Index.Query;

namespace Annals.Archive;

public sealed partial class Tenant
{
    private const int NonceLength = 16;

    /// <inheritdoc cref="Export(SearchQuery, Stream, ExportOptions, Actor, CancellationToken)"/>
    public ExportManifest Export(SearchQuery query, Stream output, ExportOptions export, CancellationToken cancellationToken) =>
        Export(query, output, export, options.Actor, cancellationToken);

    /// <summary>
    /// Writes every record that matches, in the order of the log, to a stream; leaves a receipt at the start and one with
    /// the digest of the manifest at the end.
    /// </summary>
    /// <param name="query">What to export.</param>
    /// <param name="output">Receives the records; not closed.</param>
    /// <param name="export">Format and progress; Parquet needs a file, see <see cref="ExportParquet(SearchQuery, string, Action{long}?, Actor, CancellationToken)"/>.</param>
    /// <param name="actor">Who exports.</param>
    /// <param name="cancellationToken">Ends the export; what was written is of no use then.</param>
    /// <returns>The manifest, to be kept beside the output.</returns>
    public ExportManifest Export(SearchQuery query, Stream output, ExportOptions export, Actor actor, CancellationToken cancellationToken)
    {
        var started = BeginExport(query, actor);
        using var digesting = new DigestingStream(output);
        var ndjson = new NdjsonWriter(digesting);
        using IRecordWriter writer = export.Format switch
        {
            ExportFormat.Ndjson => ndjson,
            ExportFormat.Csv => new CsvWriter(digesting, export.Guard),
            _ => throw new ArgumentException($"{export.Format} cannot be written to a stream.", nameof(export)),
        };
        var count = Exporter.Write(Exporter.Records(search.Stream(query, started, cancellationToken), store, export.Progress, cancellationToken), writer);
        digesting.Flush();
        return EndExport(query, actor, started.Size, export.Format, count, digesting.Written, digesting.Finish(), ndjson.Changed);
    }

    /// <inheritdoc cref="ExportParquet(SearchQuery, string, Action{long}?, Actor, CancellationToken)"/>
    public ExportManifest ExportParquet(SearchQuery query, string path, Action<long>? progress, CancellationToken cancellationToken) =>
        ExportParquet(query, path, progress, options.Actor, cancellationToken);

    /// <summary>As <see cref="Export(SearchQuery, Stream, ExportOptions, Actor, CancellationToken)"/>, into a Parquet file.</summary>
    /// <param name="query">What to export.</param>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="progress">Receives the number of records written so far.</param>
    /// <param name="actor">Who exports.</param>
    /// <param name="cancellationToken">Ends the export; the file is of no use then.</param>
    /// <exception cref="IOException">The file could not be written.</exception>
    public ExportManifest ExportParquet(SearchQuery query, string path, Action<long>? progress, Actor actor, CancellationToken cancellationToken)
    {
        var started = BeginExport(query, actor);
        var count = ParquetExport.Write(Path.GetFullPath(path), Exporter.Records(search.Stream(query, started, cancellationToken), store, progress, cancellationToken), cancellationToken);
        using var file = File.OpenRead(path);
        var digest = Convert.ToHexStringLower(SHA256.HashData(file));
        return EndExport(query, actor, started.Size, ExportFormat.Parquet, count, file.Length, digest, 0);
    }

    private SearchScope BeginExport(SearchQuery query, Actor actor)
    {
        AppendReceipt(ReadReceipts.Exported(actor, query.ToString(), Size, null, null));
        var scope = search.ScopeOf();
        return scope.IsComplete
            ? scope
            : throw new ArchiveException($"The index covers {scope.IndexedSize} of {scope.Size} records, so the export would not be complete. Run annals reindex.");
    }

    private ExportManifest EndExport(SearchQuery query, Actor actor, long size, ExportFormat format, long count, long length, string sha256, long changed)
    {
        log?.PublishCheckpoint();
        var manifest = new ExportManifest
        {
            Origin = Description.Origin,
            Created = time.GetUtcNow(),
            Format = format switch { ExportFormat.Ndjson => "ndjson", ExportFormat.Csv => "csv", _ => "parquet" },
            Query = query.ToString(),
            Size = size,
            Count = count,
            Length = length,
            LineBreaksReplaced = changed,
            Sha256 = sha256,
            Nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceLength)),
            Checkpoint = Encoding.UTF8.GetString((log?.Checkpoint ?? snapshot!.Note).Bytes.Span),
        };
        AppendReceipt(ReadReceipts.Exported(actor, query.ToString(), size, Convert.ToHexStringLower(SHA256.HashData(manifest.ToBytes())), count));
        return manifest;
    }
}
