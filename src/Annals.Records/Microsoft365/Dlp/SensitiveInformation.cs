using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A kind of sensitive information that was found.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, DLP schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<SensitiveInformation>))]
public sealed class SensitiveInformation : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("SensitiveInformation", "Office 365 Management Activity API schema, DLP schema", null,
    [
        MemberSchema.Int32("Confidence").Mandatory(),
        MemberSchema.Int32("Count").Mandatory(),
        MemberSchema.Text("Location"),
        MemberSchema.Guid("SensitiveType").Mandatory(),
        MemberSchema.Object("SensitiveInformationDetections", SensitiveInformationDetections.OwnSchema),
        MemberSchema.List("SensitiveInformationDetailedClassificationAttributes", Microsoft365.SensitiveInformationDetailedClassificationAttributes.OwnSchema).Mandatory(),
        MemberSchema.Text("SensitiveInformationTypeName"),
        MemberSchema.Int32("UniqueCount").Mandatory(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Confidence in percent. Mandatory.</summary>
    public int? Confidence { get => GetInt32("Confidence"); set => SetInt64("Confidence", value); }

    /// <summary>Number of places. Mandatory.</summary>
    public int? Count { get => GetInt32("Count"); set => SetInt64("Count", value); }

    /// <summary>Where it was found.</summary>
    public string? Location { get => GetText("Location"); set => SetText("Location", value); }

    /// <summary>Identifier of the kind. Mandatory.</summary>
    public Guid? SensitiveType { get => GetGuid("SensitiveType"); set => SetGuid("SensitiveType", value); }

    /// <summary>The values found.</summary>
    public SensitiveInformationDetections? SensitiveInformationDetections { get => GetObject<SensitiveInformationDetections>("SensitiveInformationDetections"); set => SetObject("SensitiveInformationDetections", value); }

    /// <summary>Counts by level of confidence. Mandatory.</summary>
    public IReadOnlyList<SensitiveInformationDetailedClassificationAttributes>? SensitiveInformationDetailedClassificationAttributes { get => GetList<SensitiveInformationDetailedClassificationAttributes>("SensitiveInformationDetailedClassificationAttributes"); set => SetList("SensitiveInformationDetailedClassificationAttributes", value); }

    /// <summary>Name of the kind.</summary>
    public string? SensitiveInformationTypeName { get => GetText("SensitiveInformationTypeName"); set => SetText("SensitiveInformationTypeName", value); }

    /// <summary>Number of different values. Mandatory.</summary>
    public int? UniqueCount { get => GetInt32("UniqueCount"); set => SetInt64("UniqueCount", value); }
}
