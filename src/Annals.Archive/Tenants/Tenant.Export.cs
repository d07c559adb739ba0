using System.Security.Cryptography;
using System.Text;
using Annals.Index;
using Annals.Index.Export;
using Annals.Index.Query;

namespace Annals.Archive;

public sealed partial class Tenant
{
    private const int NonceLength = 16;

    /// <summary>How long an export may count its records before it begins to write them.</summary>
    private static readonly TimeSpan ExpectedTimeMax = TimeSpan.FromSeconds(5);

    /// <inheritdoc cref="Export(SearchQuery, Stream, ExportOptions, Actor, CancellationToken)"/>
    public ExportManifest Export(SearchQuery query, Stream output, ExportOptions export, CancellationToken cancellationToken) =>
        Export(query, output, export, options.Actor, cancellationToken);

    /// <summary>
    /// Writes every record that matches, in the order of the log, to a stream; leaves a receipt at the start and one with
    /// the digest of the manifest at the end.
    /// </summary>
    /// <param name="query">What to export.</param>
    /// <param name="output">Receives the records; not closed.</param>
    /// <param name="export">Format and progress; Parquet needs a file, see <see cref="ExportParquet(SearchQuery, string, ExportOptions, Actor, CancellationToken)"/>.</param>
    /// <param name="actor">Who exports.</param>
    /// <param name="cancellationToken">Ends the export; what was written is of no use then.</param>
    /// <returns>The manifest, to be kept beside the output.</returns>
    public ExportManifest Export(SearchQuery query, Stream output, ExportOptions export, Actor actor, CancellationToken cancellationToken)
    {
        var started = BeginExport(query, export, actor, cancellationToken);
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

    /// <inheritdoc cref="ExportParquet(SearchQuery, string, ExportOptions, Actor, CancellationToken)"/>
    public ExportManifest ExportParquet(SearchQuery query, string path, Action<long>? progress, CancellationToken cancellationToken) =>
        ExportParquet(query, path, new ExportOptions { Format = ExportFormat.Parquet, Progress = progress }, options.Actor, cancellationToken);

    /// <summary>As <see cref="Export(SearchQuery, Stream, ExportOptions, Actor, CancellationToken)"/>, into a Parquet file.</summary>
    /// <param name="query">What to export.</param>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="export">Progress; the format is Parquet whatever it says.</param>
    /// <param name="actor">Who exports.</param>
    /// <param name="cancellationToken">Ends the export; the file is of no use then.</param>
    /// <exception cref="IOException">The file could not be written.</exception>
    public ExportManifest ExportParquet(SearchQuery query, string path, ExportOptions export, Actor actor, CancellationToken cancellationToken)
    {
        var started = BeginExport(query, export, actor, cancellationToken);
        var count = ParquetExport.Write(Path.GetFullPath(path), Exporter.Records(search.Stream(query, started, cancellationToken), store, export.Progress, cancellationToken), cancellationToken);
        using var file = File.OpenRead(path);
        var digest = Convert.ToHexStringLower(SHA256.HashData(file));
        return EndExport(query, actor, started.Size, ExportFormat.Parquet, count, file.Length, digest, 0);
    }

    private SearchScope BeginExport(SearchQuery query, ExportOptions export, Actor actor, CancellationToken cancellationToken)
    {
        AppendReceipt(ReadReceipts.Exported(actor, query.ToString(), Size, null, null));
        var scope = search.ScopeOf();
        if (!scope.IsComplete)
        {
            throw new ArchiveException($"The index covers {scope.IndexedSize} of {scope.Size} records, so the export would not be complete. Run annals reindex.");
        }

        if (export.Expected is { } tell)
        {
            TellExpected(query, scope, tell, cancellationToken);
        }

        return scope;
    }

    /// <summary>A count is part of the export: its receipt is the one that stands there already.</summary>
    private void TellExpected(SearchQuery query, SearchScope scope, Action<long> tell, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(ExpectedTimeMax, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            tell(search.Count(query, scope.Size, ending.Token).Count);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Progress without an end is better than an export that begins late.
        }
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
