using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Somebody in a team or chat.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Microsoft Teams schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<MicrosoftTeamsMember>))]
public sealed class MicrosoftTeamsMember : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("MicrosoftTeamsMember", "Office 365 Management Activity API schema, Microsoft Teams schema", null,
    [
        MemberSchema.Text("UPN"),
        MemberSchema.Enum<MemberRoleType>("Role"),
        MemberSchema.Text("DisplayName"),
        MemberSchema.Text("OrganizationId").Observed(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Principal name of the member.</summary>
    public string? UPN { get => GetText("UPN"); set => SetText("UPN", value); }

    /// <summary>Role in the team or chat.</summary>
    public OpenEnum<MemberRoleType>? Role { get => GetEnum<MemberRoleType>("Role"); set => SetEnum("Role", value); }

    /// <summary>Display name.</summary>
    public string? DisplayName { get => GetText("DisplayName"); set => SetText("DisplayName", value); }

    /// <summary>Tenant of the member. Not documented, met in real records.</summary>
    public string? OrganizationId { get => GetText("OrganizationId"); set => SetText("OrganizationId", value); }
}
