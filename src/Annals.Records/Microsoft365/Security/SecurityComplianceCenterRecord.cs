using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>An administrator ran a cmdlet of the compliance portal (record type 18).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Security and Compliance Center schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<SecurityComplianceCenterRecord>))]
public sealed class SecurityComplianceCenterRecord : AuditRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Security and Compliance Center", "Office 365 Management Activity API schema, Security and Compliance Center schema", AuditRecord.OwnSchema,
    [
        MemberSchema.Time("StartTime"),
        MemberSchema.Text("ClientRequestId"),
        MemberSchema.Text("CmdletVersion"),
        MemberSchema.Text("EffectiveOrganization"),
        MemberSchema.Text("UserServicePlan"),
        MemberSchema.Text("ClientApplication"),
        MemberSchema.Text("Parameters").AlsoAs(JsonValueKind.Array),
        MemberSchema.Text("NonPiiParameters"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>When the cmdlet was started.</summary>
    public DateTimeOffset? StartTime { get => GetTime("StartTime"); set => SetTime("StartTime", value, WireTime.Microsoft365); }

    /// <summary>Ties the cmdlet to operations of the portal's page.</summary>
    public string? ClientRequestId { get => GetText("ClientRequestId"); set => SetText("ClientRequestId", value); }

    /// <summary>Build of the cmdlet.</summary>
    public string? CmdletVersion { get => GetText("CmdletVersion"); set => SetText("CmdletVersion", value); }

    /// <summary>Organisation that the cmdlet acted on. Deprecated by the vendor.</summary>
    public string? EffectiveOrganization { get => GetText("EffectiveOrganization"); set => SetText("EffectiveOrganization", value); }

    /// <summary>Service plan of the user.</summary>
    public string? UserServicePlan { get => GetText("UserServicePlan"); set => SetText("UserServicePlan", value); }

    /// <summary>Program that ran the cmdlet.</summary>
    public string? ClientApplication { get => GetText("ClientApplication"); set => SetText("ClientApplication", value); }

    /// <summary>Names and values of the parameters in one text, not a list; values are not escaped.</summary>
    public string? Parameters { get => GetText("Parameters"); set => SetText("Parameters", value); }

    /// <summary>The parameters without personal data. Deprecated by the vendor.</summary>
    public string? NonPiiParameters { get => GetText("NonPiiParameters"); set => SetText("NonPiiParameters", value); }
}
