using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Log;

namespace Annals.Archive;

/// <summary>
/// What <c>tenant.json</c> holds: the identity of a tenant. Its exact bytes are the content of the receipt at position 0,
/// so any later change of the file is noticed (docs/formats/tenant-folder.md).
/// </summary>
public sealed record TenantDescription
{
    /// <summary>The format this version writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format of the tenant folder.</summary>
    [JsonPropertyOrder(0)]
    public required int Format { get; init; }

    /// <summary>The tenant's name, and that of its folder.</summary>
    [JsonPropertyOrder(1)]
    public required string Name { get; init; }

    /// <summary>Random identity of the tenant, never reused.</summary>
    [JsonPropertyOrder(2)]
    public required Guid Id { get; init; }

    /// <summary>Origin of the log's checkpoints (C2SP tlog-checkpoint, "origin"); also the name of its key.</summary>
    [JsonPropertyOrder(3)]
    public required string Origin { get; init; }

    /// <summary>When the tenant was created, UTC.</summary>
    [JsonPropertyOrder(4)]
    public required DateTimeOffset Created { get; init; }

    /// <summary>Public key of the log in the form of C2SP signed-note (vkey).</summary>
    [JsonPropertyOrder(5)]
    public required string VerifierKey { get; init; }

    /// <summary>Check value of <c>id.key</c>: tells a wrong key from the right one without revealing it. 32 hexadecimal digits.</summary>
    [JsonPropertyOrder(6)]
    public required string IdKeyCheck { get; init; }

    /// <summary>The file's bytes: indented JSON, UTF-8, ended by a line feed.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, TenantJson.Readable.TenantDescription), (byte)'\n'];

    /// <summary>Reads the description of a tenant that exists.</summary>
    /// <exception cref="ArchiveException">It cannot be read, or describes another tenant than the folder is named after: folders that were exchanged would answer for each other.</exception>
    public static TenantDescription Of(TenantFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var description = Parse(File.ReadAllBytes(folder.Description), folder.Description);
        return description.MisnamedFolder(folder) is not { } fault
            ? description
            : throw new ArchiveException($"\"{folder.Path}\" {fault}");
    }

    /// <summary>What is wrong when the folder does not have this tenant's name; null when it has.</summary>
    internal string? MisnamedFolder(TenantFolder folder) => Name == folder.Name.ToString()
        ? null
        : $"holds the tenant \"{Name}\", not \"{folder.Name}\". Give the folder the name of its tenant.";

    /// <summary>Reads the bytes of a <c>tenant.json</c>.</summary>
    /// <exception cref="ArchiveException">They are no description of this format.</exception>
    public static TenantDescription Parse(ReadOnlySpan<byte> bytes, string path)
    {
        TenantDescription? description;
        try
        {
            description = JsonSerializer.Deserialize(bytes, TenantJson.Default.TenantDescription);
        }
        catch (JsonException e)
        {
            throw new ArchiveException($"\"{path}\" cannot be read as a tenant description: {e.Message} Restore it from a backup; its exact bytes are also in the receipt at position 0.", e);
        }

        return description switch
        {
            null => throw new ArchiveException($"\"{path}\" holds no tenant description. Restore it from a backup; its exact bytes are also in the receipt at position 0."),
            { Format: not CurrentFormat } => throw new ArchiveException($"\"{path}\" is of format {description.Format}, this version reads format {CurrentFormat}. Use a version of annals that knows it."),
            { VerifierKey: var key } when !NoteVerifier.TryParse(key, out _, out var reason) =>
                throw new ArchiveException($"\"{path}\" holds no usable verifierKey: {reason} Restore it from a backup; its exact bytes are also in the receipt at position 0."),
            _ => description,
        };
    }
}

/// <summary>JSON of the tenant folder: strict, as every contract of our own.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, NewLine = "\n", AllowDuplicateProperties = false, RespectNullableAnnotations = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(TenantDescription))]
internal sealed partial class TenantJson : JsonSerializerContext
{
    /// <summary>Writes + and the like as they are: people copy keys out of these files.</summary>
    public static TenantJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
