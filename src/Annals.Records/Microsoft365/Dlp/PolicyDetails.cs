using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A policy of which rules matched.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, DLP schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<PolicyDetails>))]
public sealed class PolicyDetails : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("PolicyDetails", "Office 365 Management Activity API schema, DLP schema", null,
    [
        MemberSchema.Guid("PolicyId").Mandatory(),
        MemberSchema.Text("PolicyName").Mandatory(),
        MemberSchema.List("Rules", PolicyRule.OwnSchema).Mandatory(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier of the policy. Mandatory.</summary>
    public Guid? PolicyId { get => GetGuid("PolicyId"); set => SetGuid("PolicyId", value); }

    /// <summary>Name of the policy. Mandatory.</summary>
    public string? PolicyName { get => GetText("PolicyName"); set => SetText("PolicyName", value); }

    /// <summary>The rules that matched. Mandatory.</summary>
    public IReadOnlyList<PolicyRule>? Rules { get => GetList<PolicyRule>("Rules"); set => SetList("Rules", value); }
}
