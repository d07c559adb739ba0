using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>The directory was changed (record type 8).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Microsoft Entra schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<EntraDirectoryRecord>))]
public sealed class EntraDirectoryRecord : EntraRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Entra directory audit", "Office 365 Management Activity API schema, Microsoft Entra schema", EntraRecord.OwnSchema,
    [
        MemberSchema.List("Actor", IdentityTypeValuePair.OwnSchema),
        MemberSchema.Text("ActorContextId"),
        MemberSchema.Text("ActorIpAddress"),
        MemberSchema.Text("InterSystemsId"),
        MemberSchema.Text("IntraSystemId").DocumentedAs("IntraSystemsId"),
        MemberSchema.Text("SupportTicketId"),
        MemberSchema.List("Target", IdentityTypeValuePair.OwnSchema),
        MemberSchema.Text("TargetContextId"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Who did it, under all identities known.</summary>
    public IReadOnlyList<IdentityTypeValuePair>? Actor { get => GetList<IdentityTypeValuePair>("Actor"); set => SetList("Actor", value); }

    /// <summary>Organisation of who did it.</summary>
    public string? ActorContextId { get => GetText("ActorContextId"); set => SetText("ActorContextId", value); }

    /// <summary>Address of who did it, with or without port.</summary>
    public string? ActorIpAddress { get => GetText("ActorIpAddress"); set => SetText("ActorIpAddress", value); }

    /// <summary>Ties together events of several services.</summary>
    public string? InterSystemsId { get => GetText("InterSystemsId"); set => SetText("InterSystemsId", value); }

    /// <summary>Ties together events within the directory.</summary>
    public string? IntraSystemId { get => GetText("IntraSystemId", "IntraSystemsId"); set => SetText("IntraSystemId", value, "IntraSystemsId"); }

    /// <summary>Support ticket on whose behalf the vendor's staff acted.</summary>
    public string? SupportTicketId { get => GetText("SupportTicketId"); set => SetText("SupportTicketId", value); }

    /// <summary>What was changed, under all identities known.</summary>
    public IReadOnlyList<IdentityTypeValuePair>? Target { get => GetList<IdentityTypeValuePair>("Target"); set => SetList("Target", value); }

    /// <summary>Organisation of what was changed.</summary>
    public string? TargetContextId { get => GetText("TargetContextId"); set => SetText("TargetContextId", value); }
}
