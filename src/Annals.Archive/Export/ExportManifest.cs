using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Annals.Archive;

/// <summary>What an export says of itself, beside it; its SHA-256 stands in a receipt of the log.</summary>
public sealed record ExportManifest
{
    /// <summary>Origin of the log that was exported from.</summary>
    public required string Origin { get; init; }

    /// <summary>When the export ended, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>ndjson, csv or parquet.</summary>
    public required string Format { get; init; }

    /// <summary>The query in canonical form; empty for all records.</summary>
    public required string Query { get; init; }

    /// <summary>Log size that was exported from: records below this position.</summary>
    public required long Size { get; init; }

    /// <summary>Records written.</summary>
    public required long Count { get; init; }

    /// <summary>Bytes written.</summary>
    public required long Length { get; init; }

    /// <summary>NDJSON: records whose line breaks between tokens became spaces.</summary>
    public required long LineBreaksReplaced { get; init; }

    /// <summary>SHA-256 of the output, hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>16 random bytes, hexadecimal: without the manifest the digest in the log confirms no guess.</summary>
    public required string Nonce { get; init; }

    /// <summary>A signed checkpoint that covers the size.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The manifest as it is written and digested.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, ExportJson.Readable.ExportManifest), (byte)'\n'];
}

/// <summary>JSON of exports.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ExportManifest))]
internal sealed partial class ExportJson : JsonSerializerContext
{
    /// <summary>Writes + and the like as they are.</summary>
    public static ExportJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
