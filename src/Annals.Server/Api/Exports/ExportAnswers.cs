using System.Text.Json;
using System.Text.Json.Serialization;

namespace Annals.Server.Api.Exports;

/// <summary>An export to be made.</summary>
/// <param name="Q">The query (docs/query.md); missing or empty for all records.</param>
/// <param name="From">Only what occurred at this time or later: absolute, or relative to the request such as <c>now-7d</c>.</param>
/// <param name="To">Only what occurred before this time.</param>
/// <param name="Format"><c>ndjson</c>, <c>csv</c> or <c>parquet</c>.</param>
/// <param name="Guard">CSV: whether cells that a spreadsheet would take for a formula get an apostrophe.</param>
internal sealed record NewExport(string? Q = null, string? From = null, string? To = null, string Format = "ndjson", bool Guard = true);

/// <summary>An export.</summary>
/// <param name="Id">Names it.</param>
/// <param name="State">What has become of it.</param>
/// <param name="Reason">Why it failed; null otherwise.</param>
/// <param name="Query">The query in canonical form.</param>
/// <param name="Format"><c>ndjson</c>, <c>csv</c> or <c>parquet</c>.</param>
/// <param name="Guard">CSV: whether cells are guarded.</param>
/// <param name="Records">Records written so far.</param>
/// <param name="Estimate">Records that matched when it began; null when that is not known.</param>
/// <param name="Created">When it was asked for.</param>
/// <param name="Started">When it began; null while it waits.</param>
/// <param name="Finished">When it ended; null while it goes on.</param>
/// <param name="Expires">When its file is removed; null when there is none.</param>
/// <param name="Bytes">Length of the file; null when there is none.</param>
/// <param name="Sha256">SHA-256 of the file, hexadecimal; null when there is none.</param>
internal sealed record ExportView(
    Guid Id, ExportState State, string? Reason, string Query, string Format, bool Guard, long Records, long? Estimate,
    DateTimeOffset Created, DateTimeOffset? Started, DateTimeOffset? Finished, DateTimeOffset? Expires, long? Bytes, string? Sha256)
{
    public static ExportView Of(ExportJob job) => new(
        job.Id, job.State, job.Reason, job.Query, ExportFiles.ExtensionOf(job.Format), job.Guard, job.Records, job.Estimate, job.Created, job.Started, job.Finished, job.Expires, job.Bytes, job.Sha256);
}

/// <summary>Exports of the caller, the newest first.</summary>
internal sealed record ExportList(IReadOnlyList<ExportView> Exports);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(NewExport))]
[JsonSerializable(typeof(ExportView))]
[JsonSerializable(typeof(ExportList))]
internal sealed partial class ExportWire : JsonSerializerContext;
