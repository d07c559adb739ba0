using System.Security.Cryptography;
using System.Text;
using Annals.Index.Query;

namespace Annals.Archive;

public sealed partial class Tenant
{
    private const int NonceLength = 16;

    /// <summary>
    /// Writes every record that matches, in the order of the log, to a stream; leaves a receipt at the start and one with
    /// the digest of the manifest at the end.
    /// </summary>
    /// <param name="query">What to export.</param>
    /// <param name="output">Receives the records; not closed.</param>
    /// <param name="export">Format and progress; Parquet needs a file.</param>
    /// <param name="cancellationToken">Ends the export; what was written is of no use then.</param>
    /// <returns>The manifest, to be kept beside the output.</returns>
    public ExportManifest Export(SearchQuery query, Stream output, ExportOptions export, CancellationToken cancellationToken)
    {
        var started = BeginExport(query);
        using var digesting = new DigestingStream(output);
        var ndjson = new NdjsonWriter(digesting);
        using IRecordWriter writer = export.Format switch
        {
            ExportFormat.Ndjson => ndjson,
            ExportFormat.Csv => new CsvWriter(digesting, export.Guard),
            _ => throw new ArgumentException($"{export.Format} cannot be written to a stream.", nameof(export)),
        };
        var count = Exporter.Write(search.Stream(query, started, cancellationToken), store, writer, export.Progress, cancellationToken);
        digesting.Flush();
        return EndExport(query, started.Size, export.Format, count, digesting.Written, digesting.Finish(), ndjson.Changed);
    }

    private Annals.Index.SearchScope BeginExport(SearchQuery query)
    {
        AppendReceipt(ReadReceipts.Exported(options.Actor, query.ToString(), Size, null, null));
        var scope = search.ScopeOf();
        return scope.IsComplete
            ? scope
            : throw new ArchiveException($"The index covers {scope.IndexedSize} of {scope.Size} records, so the export would not be complete. Run annals reindex.");
    }

    private ExportManifest EndExport(SearchQuery query, long size, ExportFormat format, long count, long length, string sha256, long changed)
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
        AppendReceipt(ReadReceipts.Exported(options.Actor, query.ToString(), size, Convert.ToHexStringLower(SHA256.HashData(manifest.ToBytes())), count));
        return manifest;
    }
}
