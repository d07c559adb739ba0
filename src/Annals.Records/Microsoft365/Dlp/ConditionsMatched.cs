using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>What made a rule match.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, DLP schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ConditionsMatched>))]
public sealed class ConditionsMatched : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("ConditionsMatched", "Office 365 Management Activity API schema, DLP schema", null,
    [
        MemberSchema.List("SensitiveInformation", Microsoft365.SensitiveInformation.OwnSchema),
        MemberSchema.List("DocumentProperties", NameValuePair.OwnSchema),
        MemberSchema.List("OtherConditions", NameValuePair.OwnSchema),
        MemberSchema.Flag("ConditionMatchedInNewScheme").Observed(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Kinds of sensitive information found.</summary>
    public IReadOnlyList<SensitiveInformation>? SensitiveInformation { get => GetList<SensitiveInformation>("SensitiveInformation"); set => SetList("SensitiveInformation", value); }

    /// <summary>Properties of the document.</summary>
    public IReadOnlyList<NameValuePair>? DocumentProperties { get => GetList<NameValuePair>("DocumentProperties"); set => SetList("DocumentProperties", value); }

    /// <summary>All other conditions.</summary>
    public IReadOnlyList<NameValuePair>? OtherConditions { get => GetList<NameValuePair>("OtherConditions"); set => SetList("OtherConditions", value); }

    /// <summary>Whether the newer engine matched. Not documented, met in real records.</summary>
    public bool? ConditionMatchedInNewScheme { get => GetFlag("ConditionMatchedInNewScheme"); set => SetFlag("ConditionMatchedInNewScheme", value); }
}
