using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>The sensitive values found. Confidential.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, DLP schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<SensitiveInformationDetections>))]
public sealed class SensitiveInformationDetections : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("SensitiveInformationDetections", "Office 365 Management Activity API schema, DLP schema", null,
    [
        MemberSchema.List("DetectedValues", NameValuePair.OwnSchema).Mandatory(),
        MemberSchema.Flag("ResultsTruncated").Mandatory(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Each value with its surroundings. Mandatory.</summary>
    public IReadOnlyList<NameValuePair>? DetectedValues { get => GetList<NameValuePair>("DetectedValues"); set => SetList("DetectedValues", value); }

    /// <summary>Whether there were more. Mandatory.</summary>
    public bool? ResultsTruncated { get => GetFlag("ResultsTruncated"); set => SetFlag("ResultsTruncated", value); }
}
