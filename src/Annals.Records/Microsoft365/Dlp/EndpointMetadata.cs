using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>The file on a device that a rule matched.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, DLP schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<EndpointMetadata>))]
public sealed class EndpointMetadata : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("EndpointMetadata", "Office 365 Management Activity API schema, DLP schema", null,
    [
        MemberSchema.List("SensitiveInformation", Microsoft365.SensitiveInformation.OwnSchema),
        MemberSchema.Text("EnforcementMode").Mandatory(),
        MemberSchema.Text("FileExtension"),
        MemberSchema.Text("FileType"),
        MemberSchema.Text("DeviceName"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>What was found in it.</summary>
    public IReadOnlyList<SensitiveInformation>? SensitiveInformation { get => GetList<SensitiveInformation>("SensitiveInformation"); set => SetList("SensitiveInformation", value); }

    /// <summary>Whether it was blocked, warned of or only noted. Mandatory.</summary>
    public string? EnforcementMode { get => GetText("EnforcementMode"); set => SetText("EnforcementMode", value); }

    /// <summary>Extension of the file.</summary>
    public string? FileExtension { get => GetText("FileExtension"); set => SetText("FileExtension", value); }

    /// <summary>Type of the file by content.</summary>
    public string? FileType { get => GetText("FileType"); set => SetText("FileType", value); }

    /// <summary>Name of the device.</summary>
    public string? DeviceName { get => GetText("DeviceName"); set => SetText("DeviceName", value); }
}
