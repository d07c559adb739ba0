using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>How often a kind of information was found at one level of confidence.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, DLP schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<SensitiveInformationDetailedClassificationAttributes>))]
public sealed class SensitiveInformationDetailedClassificationAttributes : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("SensitiveInformationDetailedClassificationAttributes", "Office 365 Management Activity API schema, DLP schema", null,
    [
        MemberSchema.Int32("Confidence").Mandatory(),
        MemberSchema.Int32("Count").Mandatory(),
        MemberSchema.Flag("IsMatch").Mandatory(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Confidence in percent. Mandatory.</summary>
    public int? Confidence { get => GetInt32("Confidence"); set => SetInt64("Confidence", value); }

    /// <summary>Number of places at this level. Mandatory.</summary>
    public int? Count { get => GetInt32("Count"); set => SetInt64("Count", value); }

    /// <summary>Whether this level made the rule match. Mandatory.</summary>
    public bool? IsMatch { get => GetFlag("IsMatch"); set => SetFlag("IsMatch", value); }
}
